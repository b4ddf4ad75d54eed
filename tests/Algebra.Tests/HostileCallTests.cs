using System.Collections.Immutable;
using System.Numerics;
using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

/// <summary>Hostile arguments of every public member: none, empty, negative, huge, of another group or dimension, unsorted, repeated.</summary>
public sealed class HostileCallTests
{
    private static readonly PointGroup P4m = PointGroups.P4m;
    private static readonly FiniteGroup D4 = P4m.Group;
    private static readonly GroupLetter G = GroupLetter.Whole("g");
    private static readonly GroupLetter N = GroupLetter.Translation("n");
    private static readonly GroupLetter K = GroupLetter.Linear("k");
    private static readonly SemidirectProduct Plane = new(P4m);
    private static readonly int[] Integers = [1, 0, -1, 7, 8, int.MaxValue, int.MinValue];

    private static readonly Dictionary<Type, object?[]> Values = new()
    {
        [typeof(int)] = [.. Integers.Cast<object>()],
        [typeof(double)] = [1.0, 0.0, -1.0, double.NaN, double.PositiveInfinity, 1e308],
        [typeof(bool)] = [true],
        [typeof(string)] = ["p4m", "", "\0", "p5", new string('x', 100_000), null],
        [typeof(BigInteger)] = [BigInteger.One, BigInteger.Zero, BigInteger.Pow(-10, 5001)],
        [typeof(Rational)] =
        [
            Rational.One,
            Rational.Zero,
            new Rational(BigInteger.Pow(10, 400), 3),
        ],
        [typeof(FiniteGroup)] = [D4, PointGroups.P1.Group, PointGroups.Oh.Group, null],
        [typeof(PointGroup)] = [P4m, PointGroups.P6m, PointGroups.Oh, null],
        [typeof(Subgroup)] = [D4.Center(), Subgroup.Whole(PointGroups.P2.Group), null],
        [typeof(Cosets)] = [Cosets.Left(D4.Center()), null],
        [typeof(QuotientGroup)] = [QuotientGroup.Of(D4.Center()), null],
        [typeof(Homomorphism)] =
        [
            Homomorphism.Identity(D4),
            Homomorphism.Identity(PointGroups.P1.Group),
            null,
        ],
        [typeof(AutomorphismAction)] =
        [
            AutomorphismAction.Trivial(PointGroups.P2.Group, PointGroups.P4.Group),
            null,
        ],
        [typeof(HaarMeasure)] = [HaarMeasure.Normalised(D4), null],
        [typeof(Representation)] = [Representation.LeftRegular(D4), null],
        [typeof(Representation.Permutation)] = [Representation.LeftRegular(D4), null],
        [typeof(Representation.Orthogonal)] =
        [
            IrreducibleRepresentations.Of(D4)[^1].Representation,
            null,
        ],
        [typeof(IrreducibleRepresentation)] = [IrreducibleRepresentations.Of(D4)[^1], null],
        [typeof(IntMatrix)] =
        [
            IntMatrix.Identity(2),
            IntMatrix.Identity(3),
            IntMatrix.Of(2, int.MaxValue, 1, 1, int.MaxValue),
            IntMatrix.Of(2, int.MinValue, 0, 0, int.MinValue),
            null,
        ],
        [typeof(RealMatrix)] =
        [
            RealMatrix.Identity(2),
            RealMatrix.Identity(3),
            RealMatrix.Of(1, double.NaN),
            null,
        ],
        [typeof(PointSet)] =
        [
            Points([0, 0]),
            Points([2, 0]),
            Points([0, 0, 0]),
            PointSet.Of([]),
            null,
        ],
        [typeof(GroupLetter)] = [G, N, K, new GroupLetter("", (LetterSort)9), null],
        [typeof(LinearLetter)] = [new LinearLetter(K, false), default(LinearLetter)],
        [typeof(LinearWord)] = [LinearWord.Of(K), LinearWord.Identity, null],
        [typeof(TranslationTerm)] = [new TranslationTerm(1, LinearWord.Of(K), N), null],
        [typeof(TranslationSum)] =
        [
            TranslationSum.Of(N),
            TranslationSum.Of(N).Scale(int.MaxValue),
            null,
        ],
        [typeof(NormalForm)] = [NormalForm.Of(G), NormalForm.Identity, null],
        [typeof(GroupWord)] = [GroupWord.Of(G) * GroupWord.Of(K), Deep(100_000), null],
        [typeof(GroupWord.Letter)] = [GroupWord.Of(G)],
        [typeof(GroupWord.Product)] = [GroupWord.Of(G) * GroupWord.Of(K)],
        [typeof(GroupWord.Inverse)] = [GroupWord.Of(G).Inverted(), Deep(100_000)],
        [typeof(GroupWord.LinearPart)] = [GroupWord.Of(G).LinearOnly()],
        [typeof(GroupWord.TranslationPart)] = [GroupWord.Of(G).TranslationOnly()],
        [typeof(GroupWord.Identity)] = [GroupWord.One],
        [typeof(IGroupWordFold<double>)] = [null],
        [typeof(SemidirectProduct)] = [Plane, new SemidirectProduct(PointGroups.Oh)],
        [typeof(SemidirectElement)] =
        [
            Plane.Identity,
            new SemidirectElement([1], 0),
            new SemidirectElement([1, 2], 99),
            new SemidirectElement([int.MaxValue, int.MinValue], 1),
            null,
        ],
        [typeof(TorusGroup)] = [TorusGroup.Of(P4m, 3)],
        [typeof(WordRules)] = [WordRules.Semidirect],
        [typeof(GroupAxiomViolation)] = [new GroupAxiomViolation(GroupAxiom.Shape, [], "x")],
        [typeof(EqArray<int>)] =
        [
            EqArray.Create<int>([0, 0]),
            EqArray.Create<int>([]),
            default(EqArray<int>),
            EqArray.Create<int>([-1, 5, 5]),
            EqArray.Create<int>([int.MaxValue, int.MinValue]),
            D4.Table,
        ],
        [typeof(EqArray<double>)] =
        [
            EqArray.Create<double>([1, 1, 1, 1, 1, 1, 1, 1]),
            EqArray.Create<double>([double.NaN]),
        ],
        [typeof(EqArray<string>)] =
        [
            D4.ElementNames,
            EqArray.Create<string>([]),
            EqArray.Create<string>([null!]),
        ],
        [typeof(EqArray<EqArray<int>>)] =
        [
            Cosets.Left(D4.Center()).Classes,
            EqArray.Create<EqArray<int>>([
                [99],
                [],
            ]),
        ],
        [typeof(EqArray<IntMatrix>)] =
        [
            P4m.Matrices,
            EqArray.Create<IntMatrix>([]),
            EqArray.Create<IntMatrix>([null!]),
        ],
        [typeof(EqArray<RealMatrix>)] =
        [
            EqArray.Create<RealMatrix>([RealMatrix.Identity(1)]),
            EqArray.Create<RealMatrix>([]),
            EqArray.Create<RealMatrix>([null!]),
        ],
        [typeof(EqArray<LinearLetter>)] = [EqArray.Create<LinearLetter>([new(K, true)])],
        [typeof(EqArray<TranslationTerm>)] = [EqArray.Create<TranslationTerm>([])],
        [typeof(EqArray<IrreducibleRepresentation>)] =
        [
            IrreducibleRepresentations.Of(D4),
            EqArray.Create<IrreducibleRepresentation>([]),
            IrreducibleRepresentations.Of(PointGroups.P2.Group),
        ],
        [typeof(ImmutableArray<double>)] = [ImmutableArray<double>.Empty],
        [typeof(IEnumerable<int>)] = [new[] { 1 }, new[] { 99, -1 }, null],
        [typeof(IEnumerable<double>)] = [new[] { 1.0 }, null],
        [typeof(IEnumerable<TranslationTerm>)] =
        [
            new[] { new TranslationTerm(1, LinearWord.Of(K), N) },
            new[]
            {
                new TranslationTerm(int.MaxValue, LinearWord.Of(K), N),
                new TranslationTerm(int.MaxValue, LinearWord.Of(K), N),
            },
            null,
        ],
        [typeof(Func<int, double>)] = [(int _) => 1.0, null],
        [typeof(Func<int, int, double>)] = [(int _, int _) => 1.0, null],
        [typeof(Func<GroupLetter, GroupWord?>)] =
        [
            (GroupLetter _) => (GroupWord?)null,
            (GroupLetter _) => GroupWord.Of(G),
            null,
        ],
        [typeof(Func<GroupLetter, NormalForm?>)] = [(GroupLetter _) => (NormalForm?)null, null],
        [typeof(Func<GroupLetter, LinearWord>)] = [(GroupLetter _) => LinearWord.Identity, null],
        [typeof(Func<GroupLetter, int>)] = [(GroupLetter _) => 0, (GroupLetter _) => 99, null],
        [typeof(Func<GroupLetter, SemidirectElement>)] =
        [
            (GroupLetter _) => Plane.Identity,
            (GroupLetter _) => new SemidirectElement([1], 99),
            null,
        ],
        [typeof(Func<Representation.Permutation, double>)] =
        [
            (Representation.Permutation _) => 1.0,
            null,
        ],
        [typeof(Func<Representation.Orthogonal, double>)] =
        [
            (Representation.Orthogonal _) => 1.0,
            null,
        ],
        [typeof(EqArray<double>[])] = [Array.Empty<EqArray<double>>()],
        [typeof(Func<double, double, double>)] = [(double a, double b) => a * b, null],
        [typeof(Func<int, string>)] = [(int i) => $"{i}", null],
        [typeof(LetterSort)] = [LetterSort.Whole, (LetterSort)9],
        [typeof(Lattice)] = [Lattice.Square, Lattice.Cubic, (Lattice)9],
    };

    private static readonly Dictionary<string, Type[]> Documented = new()
    {
        ["Rational.new"] = [typeof(DivideByZeroException)],
        ["Rational.op_Division"] = [typeof(DivideByZeroException)],
        ["TranslationSum.Scale"] = [typeof(OverflowException)],
        ["TranslationSum.Collect"] = [typeof(OverflowException)],
        ["TranslationSum.op_Addition"] = [typeof(OverflowException)],
        ["TranslationSum.op_UnaryNegation"] = [typeof(OverflowException)],
        ["TranslationSum.Evaluate"] = [typeof(OverflowException)],
    };

    // Spans cannot pass through reflection.
    private static readonly Dictionary<string, Action[]> ByHand = new()
    {
        ["EqArray.Create"] = [() => EqArray.Create<int>([])],
        ["GroupStructure.Span"] = [() => D4.Span(), () => D4.Span(-1), () => D4.Span(99)],
        ["IntMatrix.Of"] =
        [
            () => IntMatrix.Of(-1),
            () => IntMatrix.Of(65_536),
            () => IntMatrix.Of(2, 1, 2, 3),
            () => IntMatrix.Of(int.MaxValue, 1),
        ],
        ["RealMatrix.Of"] =
        [
            () => RealMatrix.Of(-1),
            () => RealMatrix.Of(65_536),
            () => RealMatrix.Of(2, 1.0),
        ],
        ["RealMatrix.BlockDiagonal"] =
        [
            () => RealMatrix.BlockDiagonal(),
            () => RealMatrix.BlockDiagonal([null!]),
        ],
        ["Representation.DirectSum"] =
        [
            () => Representation.DirectSum(),
            () => Representation.DirectSum([null!]),
            () =>
                Representation.DirectSum(
                    Representation.LeftRegular(D4),
                    Representation.Trivial(PointGroups.P1.Group)
                ),
        ],
        ["PointGroup.Generate"] =
        [
            () => PointGroup.Generate("X", "x", Lattice.Square),
            () => PointGroup.Generate("X", "x", Lattice.Square, ("a", null!)),
            () => PointGroup.Generate("X", "x", Lattice.Square, ("a", IntMatrix.Identity(3))),
            () => PointGroup.Generate("X", "x", Lattice.Square, ("a", IntMatrix.Of(2, 2, 0, 0, 2))),
            () => PointGroup.Generate(null!, null!, Lattice.Square),
        ],
    };

    // The members that give a span, and those of the array itself, which are called with every element type above.
    private static readonly HashSet<string> Spans = ["EqArray`1.AsSpan", "EqArray`1.new"];

    private static readonly HostileCalls Calls = new(
        typeof(PointGroup).Assembly,
        Values,
        Documented,
        new HashSet<string>([.. ByHand.Keys, .. Spans])
    );

    [Test]
    public void Every_public_member_is_called() => Assert.That(Calls.Uncovered, Is.Empty);

    [Test]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception() => Calls.AssertAllEnd(250);

    [TestCaseSource(nameof(SpanCalls))]
    public void A_hostile_call_with_a_span_ends_so_too(Action call)
    {
        try
        {
            call();
        }
        catch (ArgumentException refused)
        {
            Assert.That(refused.Message, Is.Not.Empty);
        }
    }

    [Test]
    public void A_position_outside_an_array_is_an_argument_out_of_range()
    {
        EqArray<int> array = [1];
        foreach (var index in new[] { -1, 1, int.MaxValue })
            Assert.That(() => array[index], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => default(EqArray<int>)[0], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void An_element_of_another_group_has_no_product()
    {
        Assert.That(() => D4.Multiply(0, 9), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => D4.Multiply(-1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        var torus = TorusGroup.Of(P4m, 3);
        Assert.That(
            () => torus.Multiply(torus.Order, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
        Assert.That(() => torus.IndexOf(9, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Entries_beyond_the_integers_are_refused_and_not_wrapped()
    {
        var large = IntMatrix.Of(2, int.MaxValue, 0, 0, 1);
        Assert.That(() => large * large, Throws.ArgumentException);
        Assert.That(() => large.Apply([2, 0]), Throws.ArgumentException);
        Assert.That(
            () =>
                Plane.Multiply(
                    Plane.FromTranslation([int.MaxValue, 0]),
                    Plane.FromTranslation([1, 0])
                ),
            Throws.ArgumentException
        );
    }

    [Test]
    public void A_word_too_deep_for_the_stack_is_refused()
    {
        var deep = Deep(200_000);
        NestingException? refused = null;
        var thread = new Thread(
            () => refused = Assert.Throws<NestingException>(() => deep.Normalise()),
            256 << 10
        );
        thread.Start();
        thread.Join();
        Assert.That(refused?.Message, Does.Contain("128 KiB"));
        Assert.That(() => deep.Equals(Deep(200_000)), Throws.TypeOf<NestingException>());
        Assert.That(() => deep.GetHashCode(), Throws.TypeOf<NestingException>());
        Assert.That(() => deep.ToString(), Throws.TypeOf<NestingException>());
    }

    private static IEnumerable<TestCaseData> SpanCalls() =>
        ByHand.SelectMany(entry =>
            entry.Value.Select(
                (call, index) => new TestCaseData(call).SetArgDisplayNames($"{entry.Key} {index}")
            )
        );

    private static GroupWord Deep(int levels)
    {
        var word = GroupWord.Of(G);
        for (var i = 0; i < levels; i++)
            word = word.Inverted();
        return word;
    }

    private static PointSet Points(params int[][] points) =>
        PointSet.Of(points.Select(point => point.ToEqArray()).ToEqArray());
}
