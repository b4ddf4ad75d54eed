using System.Text;
using System.Text.Json.Nodes;
using AgeFormal.Laws;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>Damaged counterexample files are read as what they say, or refused; what is read can be replayed within a bound.</summary>
public sealed class HostileCounterexampleTests
{
    private static readonly Lazy<string[]> Written = new(() =>
        [
            .. new[] { "gain per h", "un-rotated kernel", "softmax over a fixed window" }
                .Select(name => Designs.Broken[name])
                .Select(design =>
                    CounterexampleSearch.Find(design.Formula, design.Vocabulary)!.ToJson()
                ),
        ]
    );

    private static HostileFormat Format =>
        new(
            "counterexample",
            [.. Written.Value.Select(Encoding.UTF8.GetBytes)],
            Read,
            failure => failure is CounterexampleFormatException,
            read =>
            {
                var found = (Counterexample)read;
                Assert.That(Counterexample.FromJson(found.ToJson()), Is.EqualTo(found));
                Assert.That(found.ToString(), Is.Not.Empty);
                Replayed(found);
            }
        );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_counterexample_is_read_as_it_says_or_refused(int mutants)
    {
        var (accepted, refused) = Format.Survives(mutants);
        Assert.That((accepted, refused), Is.GreaterThan((0, 0)));
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_counterexample_is_refused(string property, string value) =>
        Assert.That(Outcome(property, value), Is.EqualTo(HostileFormat.Refused));

    [TestCase(41)]
    [TestCase(103)]
    public void A_case_on_the_torus_of_a_large_window_is_read_and_replayed(int side)
    {
        var read = Counterexample.FromJson(
            Edited("side", side.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.That(read.Side, Is.EqualTo(side));
        Assert.That(Counterexample.FromJson(read.ToJson()), Is.EqualTo(read));
        Assert.That(() => read.Replay(), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        const string long_ = "\"1/" + "9";
        yield return Case("digits", "left", $"{long_}{new string('9', 1_000_000)}\"");
        yield return Case("a lone surrogate", "text", "\"\\ud800\"");
        yield return Case("a number as the text", "text", "1");
        yield return Case("a large torus", "side", "1000000000");
        yield return Case("a torus of many elements", "side", "511");
        yield return Case("no torus", "side", "0");
        yield return Case("a negative side", "side", "-3");
        yield return Case("an element of no group", "by", "2147483647");
        yield return Case("an entry twice", "signal", "[[0,0,1],[0,0,2]]");
        yield return Case(
            "a constant twice",
            "constants",
            """[{"name":"a","element":0},{"name":"a","element":1}]"""
        );
        yield return Case(
            "many coefficients",
            "surrogates",
            $$"""[{"function":"exp","coefficients":[{{string.Join(',', Enumerable.Repeat("1", 1000))}}]}]"""
        );
        foreach (var body in Bodies)
            yield return Case(
                $"the formula {body[..Math.Min(40, body.Length)]}",
                "formula",
                Formula(body)
            );
        yield return Case(
            "a name of control characters",
            "formula",
            """{"sites":["\u001b[31m"],"channels":["o"],"body":["number","1",0]}"""
        );
    }

    private static string Formula(string body) =>
        $$"""{"sites":["g"],"channels":["o"],"body":{{body}}}""";

    private static IEnumerable<string> Bodies =>
        [
            """["sum"]""",
            """["product"]""",
            """["number","1/0",0]""",
            """["number","1",2147483647]""",
            """["reduce","sum","c",["channels",2147483647],["number","1",0]]""",
            """["reduce","sum","c",["channels",-1],["number","1",0]]""",
            """["signal",-1,"g"]""",
            """["signal","o",["moved","g",["window"]]]""",
            """["function","none",["number","1",0]]""",
            Nested("""["function","square",""", 600, """["number","3",0]""", "]"),
            Nested("""["function","square",""", 100_000, "1", "]"),
        ];

    // Σ_{a…j} f(g·(a·…·j)): no part of it is known before all are.
    [Test]
    public void A_case_whose_evaluation_does_not_end_is_refused_by_the_replay()
    {
        var names = "abcdijklmn".Select(name => $"\"{name}\"").ToArray();
        var product = names.Aggregate((left, right) => $"[\"product\",{left},{right}]");
        var body = names.Aggregate(
            $"[\"signal\",\"o\",[\"moved\",\"g\",{product}]]",
            (inner, name) => $"[\"reduce\",\"sum\",{name},[\"group\"],{inner}]"
        );
        Assert.That(
            () => With(body).Replay(),
            Throws
                .TypeOf<ModelException>()
                .With.Message.Contains("than")
                .Or.Message.Contains("bound")
        );
    }

    [TestCase(60)]
    [TestCase(400)]
    public void Squares_of_squares_are_bounded_and_confirm_nothing(int depth)
    {
        var squares = Nested("""["function","square",""", depth, """["number","3",0]""", "]");
        Assert.That(With(squares).Replay().Confirmed, Is.False);
    }

    private static Counterexample With(string body) =>
        Counterexample.FromJson(Edited("formula", Formula(body), ("group", "p4m"), ("side", 3)));

    private static string Nested(string opening, int times, string inner, string closing) =>
        string.Concat(Enumerable.Repeat(opening, times))
        + inner
        + string.Concat(Enumerable.Repeat(closing, times));

    private static object Read(byte[] bytes) =>
        Counterexample.FromJson(Encoding.UTF8.GetString(bytes));

    private static string Outcome(string property, string value) =>
        Format.Outcome(Encoding.UTF8.GetBytes(Edited(property, value)));

    private static string Edited(
        string property,
        string value,
        params (string Property, JsonNode Value)[] others
    )
    {
        var json = JsonNode.Parse(Written.Value[0])!.AsObject();
        foreach (var (name, other) in others)
            json[name] = other;
        json[property] = "HERE";
        return json.ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal);
    }

    // A replay ends with a result, or says what has no value.
    private static void Replayed(Counterexample found)
    {
        try
        {
            found.Replay();
        }
        catch (Exception failure)
            when (failure
                    is ModelException
                        or Operators.ScopeException
                        or DivideByZeroException
                        or Operators.NotExactException
            )
        {
            Assert.That(failure.Message, Is.Not.Empty);
        }
    }

    private static TestCaseData Case(string name, string property, string value) =>
        new TestCaseData(property, value).SetArgDisplayNames(name);
}
