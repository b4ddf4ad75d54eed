using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>A condition that holds by computation is computed by Coq, on the matrices of H and the points of the window.</summary>
public sealed class ComputedConditionTests
{
    private const string Closed = "Closed under the global context";

    private static readonly Design[] Designs =
    [
        Parse("group pmm", "window Row 1x3", "λ(g; o). max[n ∈ AbsWin(Row)@g] f[o](g·n)"),
        Parse("group p6m", "window S hexagon 2", "λ(g; o). min[n ∈ AbsWin(S)@g] f[o](g·n)"),
        Parse("group p4", "window S 2", "λ(g; o). mean[n ∈ AbsWin(S)@g] f[o](g·n)"),
        Parse(
            "group p6",
            "param W[2, 2, H]",
            "λ(g; o). Σ[c ∈ Ch(2), k ∈ H] W(Abs(g·k)·Abs(g)⁻¹; o, c) · f[c](g·k)"
        ),
        Parse(
            "group pmm",
            "window Row 1x3",
            "window T stable",
            "λ(g; o). max[n ∈ AbsWin(Row)@g] min[m ∈ AbsWin(T)@(g·n)] f[o](g·n·m)"
        ),
        Parse("group any", "window S 3", "λ(g; o). max[n ∈ AbsWin(S)@g] f[o](g·n)"),
    ];

    private static EqArray<CertifiedFormula> Formulas { get; } =
        Designs.Select(design => CertifiedFormula.Of(DesignVerifier.Verify(design))).ToEqArray();

    [Test]
    public void Coq_accepts_the_computation_and_none_of_the_theorems_without_it()
    {
        var text = CoqCertificate.Write(Formulas);
        var without = Formulas.Select(
            (certified, i) =>
                $"Goal equivariant_under {CoqSyntax.Shapes(certified.Vocabulary)} {CoqSyntax.Of(Assumed(certified), certified.Vocabulary)} formula_{i + 1}. Proof. unfold formula_{i + 1}. Fail prove_under. Abort.\n"
        );
        var (code, output) = Coq(text + string.Concat(without));
        Assert.That(code, Is.Zero, output);
        Assert.That(Regex.Count(output, Closed), Is.EqualTo(Formulas.Count + 1), output);
        Assert.That(output, Does.Not.Contain("Axioms:"));
    }

    [Test]
    public void The_matrices_are_those_of_the_groups_of_the_claim_and_the_points_those_of_the_windows()
    {
        foreach (
            var (certified, shipped) in Formulas.Zip(CoqReader.Read(CoqCertificate.Write(Formulas)))
        )
        {
            Assert.That(certified.Computed, Is.Not.Empty, certified.Name);
            Assert.That(shipped.Lattices, Is.EqualTo(certified.Groups.Select(Lattice)));
        }
        foreach (var (design, certified) in Designs.Zip(Formulas))
            Assert.That(
                certified.Groups.Select(of => of.Group),
                Is.EqualTo(
                    design.Group is GroupCondition.Named named
                        ? [PointGroups.Parse(named.Symbol)]
                        : PointGroups.All
                )
            );
    }

    [Test]
    public void A_condition_that_is_declared_stays_an_assumption()
    {
        var text = CoqCertificate.Write([Formulas[4]]);
        Assert.That(
            text,
            Does.Contain("equivariant_on lattices_1 [] [StableWindow \"T\"] formula_1")
        );
        Assert.That(text, Does.Contain("by_computation [StableWindow \"Row\"]"));
    }

    [Test]
    public void Coq_computes_which_groups_fix_a_window_and_which_are_abelian()
    {
        var row = CoqSyntax.Lattice(Formulas[0].Groups[0]);
        string[] goals =
        [
            .. PointGroups
                .All.Where(group => group.Order <= 16)
                .Select(group =>
                {
                    var vocabulary = new Vocabulary(group, Fibre.Regular, 1, [1], [], [Row(group)]);
                    var isStable = Row(group).Points.Stabilizer(group).Count == group.Order;
                    return $"""
                        Goal computed ({CoqSyntax.Lattice(
                            vocabulary
                        )}) (StableWindow "Row") = {Text(
                            isStable
                        )}. Proof. vm_compute. reflexivity. Qed.
                        Goal computed ({CoqSyntax.Lattice(vocabulary)}) AbelianPointGroup = {Text(
                            group.Group.IsAbelian()
                        )}. Proof. vm_compute. reflexivity. Qed.

                        """;
                }),
            .. Damaged(row)
                .Select(lattice =>
                    $"Goal computed ({lattice}) (StableWindow \"Row\") = false. Proof. vm_compute. reflexivity. Qed.\n"
                ),
        ];
        Assert.That(goals.Any(goal => goal.Contains("\"Row\") = true", StringComparison.Ordinal)));
        Assert.That(goals.Any(goal => goal.Contains("\"Row\") = false", StringComparison.Ordinal)));
        var (code, output) = Coq(CoqCertificate.Write([]) + string.Concat(goals));
        Assert.That(code, Is.Zero, output);

        static string Text(bool value) => value ? "true" : "false";
    }

    [Test]
    public void A_window_of_too_many_points_is_refused_with_their_number()
    {
        var design = Parse("group p4", "window S 41", "λ(g; o). mean[n ∈ AbsWin(S)@g] f[o](g·n)");
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4, []);
        var stable = new Condition.StableWindow("S");
        Assert.That(
            () =>
                CoqCertificate.Write([
                    new CertifiedFormula("large", design.Formula, vocabulary)
                    {
                        Assumptions = [stable],
                        Computed = [stable],
                        Groups = [vocabulary],
                    },
                ]),
            Throws.TypeOf<CertificateException>().With.Message.Contains("1681 points")
        );
    }

    // A point taken out, a point twice in place of another, a turn that exchanges the axes.
    private static string[] Damaged(string row)
    {
        string[] damaged =
        [
            row.Replace("[0; -2]", "[0; -4]", StringComparison.Ordinal),
            row.Replace("[[0; -2]; [0; 0]; ", "[[0; -2]; [0; 2]; ", StringComparison.Ordinal),
            row.Replace("[[-1; 0]; [0; 1]]", "[[0; 1]; [1; 0]]", StringComparison.Ordinal),
        ];
        Assert.That(damaged, Has.None.EqualTo(row));
        return damaged;
    }

    private static EqArray<Condition> Assumed(CertifiedFormula certified) =>
        certified.Assumptions.Where(one => !certified.Computed.Contains(one)).ToEqArray();

    private static ShippedLattice Lattice(Vocabulary on) =>
        new(
            on.Group.Matrices.Select(matrix =>
                    Enumerable
                        .Range(0, matrix.Dimension)
                        .Select(i =>
                            Enumerable
                                .Range(0, matrix.Dimension)
                                .Select(j => matrix[i, j])
                                .ToEqArray()
                        )
                        .ToEqArray()
                )
                .ToEqArray(),
            on.Windows.Select(window => (window.Name, window.Points.Points)).ToEqArray()
        );

    private static DeclaredWindow Row(PointGroup group)
    {
        var row = Region.Box([1, .. Enumerable.Repeat(3, group.Dimension - 1)]);
        return new("Row", row, row.Points());
    }

    private static Design Parse(params string[] lines) =>
        DesignParser.Parse(
            string.Join('\n', ["design computed", "input f[2] on group", "output 2", .. lines]),
            "computed"
        );

    private static (int ExitCode, string Output) Coq(string text) =>
        ExternalTool.Check("coqc", "computed.v", text);
}
