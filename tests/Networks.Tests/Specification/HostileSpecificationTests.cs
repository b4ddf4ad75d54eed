using System.Text;
using AgeFormal.Laws;
using AgeFormal.Networks.Specification;

namespace AgeFormal.Networks.Tests.Specification;

/// <summary>Damaged specifications are read as what they say, or refused; types are checked with typed errors.</summary>
public sealed class HostileSpecificationTests
{
    private static readonly HostileFormat Format = new(
        "specification",
        [
            .. Catalogue
                .All.Select(network => NetworkSpecification.Render(network)!)
                .Take(6)
                .Select(Encoding.UTF8.GetBytes),
            Encoding.UTF8.GetBytes(
                NetworkSpecification.Render(
                    new(
                        "custom",
                        new Operators.Op.Sequence([
                            new(
                                "se",
                                Operators.BuildingBlocks.SqueezeExcitation(
                                    4,
                                    2,
                                    Operators.Fibre.Regular
                                )
                            ),
                        ]),
                        new(
                            Algebra.PointGroups.P4,
                            Operators.Fibre.Regular,
                            4,
                            Operators.Region.Box(5, 5)
                        )
                    )
                )!
            ),
        ],
        bytes =>
        {
            var network = NetworkSpecification.Parse(Encoding.UTF8.GetString(bytes), "damaged");
            try
            {
                network.Elaborate();
            }
            catch (Operators.TypingException)
            {
                // A network that is written down need not fit its input.
            }
            return network;
        },
        failure => failure is SpecificationException,
        read =>
        {
            var network = (Network)read;
            var text = NetworkSpecification.Render(network);
            Assert.That(text, Is.Not.Null);
            Assert.That(NetworkSpecification.Parse(text!), Is.EqualTo(network));
        }
    );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_specification_is_read_as_it_says_or_refused(int mutants)
    {
        var (accepted, refused) = Format.Survives(mutants);
        Assert.That((accepted, refused), Is.GreaterThan((0, 0)));
    }

    private const string Input = """{"group":"p4","fibre":"Trivial","channels":1,"grid":[28,28]}""";

    private static readonly string Sampling =
        """{"stride":1,"before":0,"after":0,"mode":"Zeros","dilation":1}""";

    private static string Network(string op, string name = "n", string input = Input) =>
        $$"""{"version":1,"name":"{{name}}","input":{{input}},"operator":{{op}}}""";

    private static string Pooling(int side) =>
        $$"""{"kind":"spatialPooling","by":"Max","window":[{{side}},{{side}}],"sampling":{{Sampling}}}""";

    private static string Sequence(IEnumerable<string> ops) =>
        $$"""{"kind":"sequence","layers":[{{string.Join(',', ops.Select((op, i) => $$"""{"name":"l{{i}}","op":{{op}}}"""))}}]}""";

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_specification_is_refused(string text) =>
        Assert.That(
            Format.Outcome(Encoding.UTF8.GetBytes(text)),
            Is.EqualTo(HostileFormat.Refused)
        );

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("a lone surrogate as a name", Network("{}", "\\ud800"));
        yield return Case("a lone surrogate as a property", """{"\ud800":1}""");
        yield return Case("a name twice", """{"version":1,"version":1}""");
        yield return Case("a long name", Network("{}", new string('x', 1_000_000)));
        yield return Case("large windows", Network(Sequence(Enumerable.Repeat(Pooling(255), 30))));
        yield return Case(
            "many layers",
            Network(
                Sequence(Enumerable.Repeat("""{"kind":"pointwise","function":"relu"}""", 20_000))
            )
        );
        yield return Case("nesting", Network(Nested(170)));
        yield return Case("deep nesting", Network(Nested(100_000)));
        yield return Case(
            "channels",
            Network("{}", input: Input.Replace("\"channels\":1", "\"channels\":2147483648"))
        );
        yield return Case("sides", Network("{}", input: Input.Replace("[28,28]", "[70000,70000]")));
        yield return Case(
            "a fraction of digits",
            Network(
                $$"""{"kind":"batchNormalization","epsilon":"1/{{new string('9', 1_000_000)}}","momentum":0.1}"""
            )
        );
        yield return Case(
            "a design that is none",
            Network(
                """{"kind":"custom","design":"design \ud800","output":"Regular","initial":{"distribution":"Normal","scale":1}}"""
            )
        );
    }

    private static string Nested(int times) =>
        string.Concat(
            Enumerable.Repeat("""{"kind":"sequence","layers":[{"name":"","op":""", times)
        );

    private static TestCaseData Case(string name, string text) =>
        new TestCaseData(text).SetArgDisplayNames(name);
}
