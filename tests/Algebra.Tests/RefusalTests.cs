namespace AgeFormal.Algebra.Tests;

/// <summary>What is refused says what was expected and what was received.</summary>
public sealed class RefusalTests
{
    private static readonly PointGroup P4m = PointGroups.P4m;
    private static readonly FiniteGroup D4 = P4m.Group;
    private static readonly FiniteGroup C4 = PointGroups.P4.Group;
    private static readonly Subgroup Rotations = Subgroup.Generated(D4, [1]);
    private static readonly IntMatrix E2 = IntMatrix.Identity(2);
    private static readonly IntMatrix E3 = IntMatrix.Identity(3);

    private static readonly Dictionary<string, (Action Run, string[] Says)> Cases = new()
    {
        ["matrix entries"] = (
            () => IntMatrix.Of(2, 1, 2, 3),
            ["A 2×2 matrix has 4 entries, received 3"]
        ),
        ["matrix size"] = (() => IntMatrix.Of(0), ["dimension"]),
        ["matrix product"] = (() => _ = E2 * E3, ["equal size", "2×2 and 3×3"]),
        ["matrix and vector"] = (() => E2.Apply([1]), ["length 2", "received length 1"]),
        ["real entries"] = (
            () => RealMatrix.Of(2, 1.0, 2.0),
            ["A 2×2 matrix has 4 entries, received 2"]
        ),
        ["real product"] = (
            () => RealMatrix.Identity(2).Distance(RealMatrix.Identity(3)),
            ["equal size", "2×2 and 3×3"]
        ),
        ["a group without the identity first"] = (
            () => PointGroup.FromMatrices("X", "x", Lattice.Square, [-E2, E2], ["a", "b"]),
            ["x: the first matrix is expected to be the identity"]
        ),
        ["a group of no matrices"] = (
            () => PointGroup.FromMatrices("X", "x", Lattice.Square, [], []),
            ["x: the first matrix is expected to be the identity"]
        ),
        ["names of elements"] = (
            () => PointGroup.FromMatrices("X", "x", Lattice.Square, [E2, -E2], ["a"]),
            ["x: 2 matrices need as many names, received 1"]
        ),
        ["the lattice's dimension"] = (
            () => PointGroup.FromMatrices("X", "x", Lattice.Square, [E3], ["e"]),
            ["x: a Square lattice has dimension 2"]
        ),
        ["a large rotation"] = (
            () => PointGroup.Cyclic("X", "x", Lattice.Square, IntMatrix.Of(2, 1, 1, 0, 1)),
            ["order 1, 2, 3, 4 or 6"]
        ),
        ["a symbol"] = (() => PointGroups.Parse("p5"), ["'p5'", "p4m"]),
        ["generators and images"] = (
            () => Homomorphism.Extend(C4, C4, [1], []),
            ["1 generators need as many images, received 0"]
        ),
        ["generators"] = (
            () => Homomorphism.Extend(C4, C4, [2], [2]),
            ["Generators of C4 are expected", "span 2 of 4"]
        ),
        ["a composition"] = (
            () => Homomorphism.Identity(C4).Then(Homomorphism.Identity(D4)),
            ["from C4 is expected", "from D4"]
        ),
        ["no homomorphism"] = (
            () => Homomorphism.Of(C4, C4, [0, 2, 1, 3]),
            ["Not a homomorphism C4 → C4", "φ(a·b) ≠ φ(a)·φ(b)"]
        ),
        ["an empty set"] = (
            () => Subgroup.Of(D4, []),
            ["Not a subgroup of D4", "the set is empty, the identity is missing"]
        ),
        ["a set that is not closed"] = (
            () => Subgroup.Of(D4, [0, 1]),
            ["Not a subgroup of D4", "r·r = r²", "outside"]
        ),
        ["a subgroup that is not normal"] = (
            () => QuotientGroup.Of(Subgroup.Generated(D4, [4])),
            ["A normal subgroup is expected"]
        ),
        ["an element of a coset"] = (
            () =>
                Cosets.Of(
                    Rotations,
                    CosetSide.Left,
                    [
                        [0, 1, 2, 9],
                    ]
                ),
            ["Not the partition into cosets", "no element of D4 has the index 9"]
        ),
        ["an element of two cosets"] = (
            () =>
                Cosets.Of(
                    Rotations,
                    CosetSide.Left,
                    [
                        [0, 1],
                        [1],
                    ]
                ),
            ["r lies in the sets 0 and 1"]
        ),
        ["an element of no coset"] = (
            () =>
                Cosets.Of(
                    Rotations,
                    CosetSide.Left,
                    [
                        [0, 1, 2, 3],
                    ]
                ),
            ["m lies in no set"]
        ),
        ["a divided coset"] = (
            () =>
                Cosets.Of(
                    Rotations,
                    CosetSide.Left,
                    [
                        [0, 1],
                        [2, 3],
                        [4, 5, 6, 7],
                    ]
                ),
            ["e and r² belong to one coset, found in the sets 0 and 1"]
        ),
        ["two cosets in one"] = (
            () =>
                Cosets.Of(
                    Rotations,
                    CosetSide.Left,
                    [
                        [0, 1, 2, 3, 4, 5, 6, 7],
                    ]
                ),
            ["the coset of e has 4 elements, received 8"]
        ),
        ["a function of another length"] = (
            () => Characters.FrobeniusSchurIndicator(D4, [1]),
            ["A function on D4 has 8 values, received 1"]
        ),
        ["another group's irreducibles"] = (
            () =>
                Characters.Multiplicities(
                    Representation.LeftRegular(D4),
                    [
                        .. IrreducibleRepresentations.Of(D4),
                        .. IrreducibleRepresentations.Of(PointGroups.P2.Group),
                    ]
                ),
            ["Irreducible representations of D4 are expected"]
        ),
        ["too few irreducibles"] = (
            () => Characters.Multiplicities(Representation.LeftRegular(D4), []),
            ["All irreducible representations of D4", "0 of 8 dimensions"]
        ),
        ["no integer"] = (() => Characters.ToInteger(0.5), ["An integer is expected", "0.5"]),
        ["a weight"] = (
            () => HaarMeasure.WithWeight(D4, 0),
            ["A positive finite weight is expected"]
        ),
        ["a denominator"] = (
            () => _ = new Rational(3, 0),
            ["The fraction 3/0 has no value", "non-zero denominator"]
        ),
        ["an infinite number"] = (
            () => Rational.FromDouble(double.PositiveInfinity),
            ["A finite number is expected"]
        ),
        ["a torus of no points"] = (
            () => TorusGroup.Of(P4m, 0),
            ["A side n ≥ 1 with n^2·8 ≤ 16777216 is expected"]
        ),
        ["a torus of too many"] = (() => TorusGroup.Of(P4m, 1449), ["n^2·8 ≤ 16777216"]),
        ["an element of H"] = (
            () => new SemidirectProduct(P4m).Element([0, 0], 8),
            ["An element of D4 is expected in 0…7"]
        ),
        ["no summands"] = (() => Representation.DirectSum(), ["At least one summand is expected"]),
        ["a point twice"] = (
            () =>
                PointSet.Of([
                    [0, 0],
                    [0, 0],
                ]),
            ["distinct", "[0, 0] occurs twice"]
        ),
        ["an unstable set"] = (
            () =>
                GroupAction.OnPlane(
                    P4m,
                    1,
                    PointSet.Of([
                        [2, 0],
                    ]),
                    PointSet.Of([
                        [2, 0],
                    ])
                ),
            ["stable under r of p4m", "[2, 0]"]
        ),
        ["a sort of letters"] = (
            () => NormalForm.Identity.HasSort((LetterSort)9),
            ["A sort of letters is expected"]
        ),
        ["no action"] = (
            () => AutomorphismAction.Of(C4, PointGroups.P2.Group, [0, 1, 2, 3, 0, 2, 1, 3]),
            ["Not an action by automorphisms", "Endomorphism"]
        ),
    };

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void What_is_wrong_is_said(string name)
    {
        var (run, says) = Cases[name];
        var refusal = Assert.Catch(() => run());
        Assert.That(
            refusal,
            Is.InstanceOf<ArithmeticException>().Or.InstanceOf<ArgumentException>()
        );
        foreach (var part in says)
            Assert.That(refusal!.Message, Does.Contain(part));
    }
}
