using AgeFormal.Algebra;
using AgeFormal.Laws;

namespace AgeFormal.Operators.Tests;

/// <summary>
/// Hostile arguments of every public member end with a result or a typed exception; nesting and sizes that no stack or
/// memory holds are refused where they are met.
/// </summary>
public sealed class HostileCallTests
{
    private static readonly FieldType Group = new(
        PointGroups.P4,
        Fibre.Regular,
        1,
        Region.Box(3, 3)
    );

    private static readonly Dictionary<string, Type[]> Documented = new()
    {
        ["FieldType.get_Count"] = [typeof(InvalidOperationException)],
        ["ParameterDeclaration.get_Count"] = [typeof(InvalidOperationException)],
        ["AtomicFile.Write"] = [typeof(IOException), typeof(UnauthorizedAccessException)],
    };

    // What takes spans, which cannot pass through reflection, and what a caller derives from is called below.
    private static readonly HostileCalls Calls = new(
        typeof(Op).Assembly,
        HostileValues.With(),
        Documented,
        new HashSet<string>(["Region.Box", "PerAxis.Of", "Elements`1.Of"])
    )
    {
        Named = new Dictionary<string, object?[]>
        {
            ["path"] = ["/nowhere/file", "", "\0", "/", new string('x', 100_000), null],
        },
    };

    [Test]
    public void Every_public_member_is_called() => Assert.That(Calls.Uncovered, Is.Empty);

    [Test]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception() =>
        Calls.AssertAllEnd(3000);

    [Test]
    public void An_interpretation_of_no_element_is_refused_and_a_deep_one_ends()
    {
        var length = new Length();
        Assert.That(() => length.Of((Site)null!), Throws.ArgumentNullException);
        Assert.That(() => length.Of((Rel)null!), Throws.ArgumentNullException);
        var deep = Enumerable
            .Range(0, 50_000)
            .Aggregate((Rel)new Rel.Unit(), (inner, _) => new Rel.Inverse(inner));
        Exception? ended = null;
        var thread = new Thread(() => ended = Assert.Catch(() => length.Of(deep)), 256 << 10);
        thread.Start();
        thread.Join();
        Assert.That(ended, Is.TypeOf<NestingException>());
    }

    private sealed class Length : Elements<int>
    {
        protected override int Unit => 0;

        protected override int Position(string name) => 1;

        protected override int Element(string name) => 1;

        protected override int Constant(string name) => 1;

        protected override int Product(int left, int right) => left + right;

        protected override int Inverse(int of) => of;

        protected override int PointPart(int of) => of;

        protected override int TranslationPart(int of) => of;
    }

    [Test]
    public void A_deep_term_without_samples_is_its_own_expansion()
    {
        var term = Deep();
        Assert.That(Substitution.Expand(term), Is.SameAs(term));
        Assert.That(term.Descendants().Count(), Is.EqualTo(50_001));
    }

    private static Term Deep() =>
        Enumerable
            .Range(0, 50_000)
            .Aggregate(
                (Term)new Term.Constant(1),
                (inner, _) => new Term.Pointwise(PointwiseFunction.Relu, inner)
            );

    [Test]
    public void A_term_that_no_stack_can_walk_is_refused()
    {
        var term = Deep();
        Action[] walks =
        [
            () => term.ToString(),
            () => term.GetHashCode(),
            () => FreeVariables.Of(term),
            () => HostileValues.DeepOp.ToString(),
            () => HostileValues.DeepOp.GetHashCode(),
        ];
        foreach (var walk in walks)
        {
            NestingException? refused = null;
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        walk();
                    }
                    catch (NestingException thrown)
                    {
                        refused = thrown;
                    }
                },
                256 << 10
            );
            thread.Start();
            thread.Join();
            Assert.That(refused, Is.Not.Null);
        }
    }

    [TestCase(257)]
    [TestCase(50_000)]
    public void An_operator_is_nested_up_to_its_limit(int levels)
    {
        static Op Nested(int levels) =>
            Enumerable
                .Range(0, levels)
                .Aggregate(Op.Identity, (inner, _) => new Op.Sequence([new("a", inner)]));
        Assert.That(() => Typing.Elaborate(Nested(256), Group), Throws.Nothing);
        Assert.That(
            () => Typing.Elaborate(Nested(levels), Group),
            Throws.TypeOf<TypingException>().With.Message.Contains("nested more than 256 deep")
        );
    }

    [TestCase(1 << 16, 1 << 16, "parameter")]
    [TestCase(1 << 29, 1, "output")]
    public void More_parameters_or_values_than_a_tensor_holds_are_refused_by_name(
        int channels,
        int inputs,
        string named
    ) =>
        Assert.That(
            () =>
                Typing.Elaborate(
                    new Op.Sequence([
                        new("big", new Op.GroupConvolution(channels, Region.Box(1, 1))),
                    ]),
                    Group with
                    {
                        Channels = inputs,
                        Grid = Region.Box(1, 1),
                    }
                ),
            Throws
                .TypeOf<TypingException>()
                .With.Message.Contains(named)
                .And.Message.Contains("'big'")
                .And.Message.Contains("at most 1073741824")
        );

    [TestCase(0)]
    [TestCase(-1, 5)]
    [TestCase(1, 2, 3, 4)]
    [TestCase(int.MaxValue)]
    [TestCase(65_536, 65_536)]
    public void A_region_of_no_size_is_refused(params int[] sizes) =>
        Assert.That(() => Region.Box(sizes), Throws.ArgumentException);
}
