using AgeFormal.Algebra;
using AgeFormal.Learning;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Symmetry;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>
/// The program of a network with its weights, followed step by step as that of a file: a column of its own, which ties the
/// theorem on the formula to the numbers that run.
/// </summary>
internal static class ProgramView
{
    /// <summary>What the program's steps carry; null on a lattice whose motions are no exchange of axes.</summary>
    public static SymmetryReport? Of(TrainedNetwork network) =>
        network.Op.Input.Group.Lattice == Lattice.Hexagonal
            ? null
            : ProgramSymmetry.Of(
                Lowering.Of(network.Op),
                network.Parameters.Values,
                network.Op.Input.Group,
                new()
                {
                    Input =
                        network.Op.Input.Fibre == Fibre.Regular
                            ? InputAction.Regular
                            : InputAction.Trivial,
                }
            );

    /// <summary>
    /// Whether what is found in the numbers does not speak against what the grid keeps: an element that is kept is carried, or no
    /// rule says so.
    /// </summary>
    public static bool Agrees(SymmetryReport? report, EqArray<int> exact) =>
        report is null
        || exact.All(element =>
            report.Findings[element].Match(carried: _ => true, lost: _ => false, unknown: _ => true)
        );

    public static void Write(SymmetryReport? report, EqArray<int> exact, IAnsiConsole console)
    {
        if (report is null)
            console.MarkupLine(
                "[dim]· frozen program: not followed, its grid is no box of squares or cubes[/]"
            );
        else
            console.MarkupLineInterpolated(
                $"[{(report.Exact == exact ? "green" : Agrees(report, exact) ? "yellow" : "red")}]· frozen program: {Sentence(report, exact)}[/]"
            );
    }

    /// <summary>What the numbers carry beside what the grid keeps.</summary>
    public static string Sentence(SymmetryReport report, EqArray<int> exact) =>
        $"its steps, weights bit by bit, carry {SymmetryWords.Names(report.Group, report.Exact)}, "
        + (
            report.Exact == exact
                ? "which the grid keeps"
                : $"and the grid keeps {SymmetryWords.Names(report.Group, exact)}"
        );
}
