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
        else if (report.Exact == exact)
            console.MarkupLineInterpolated(
                $"[green]· frozen program: its steps, weights bit by bit, carry {SymmetryWords.Names(report.Group, exact)}, which the grid keeps[/]"
            );
        else
            console.MarkupLineInterpolated(
                $"[yellow]· frozen program: its steps, weights bit by bit, carry {SymmetryWords.Names(report.Group, report.Exact)}, and the grid keeps {SymmetryWords.Names(report.Group, exact)}[/]"
            );
    }
}
