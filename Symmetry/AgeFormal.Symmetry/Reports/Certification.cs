using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Certificates;
using AgeFormal.Symmetry.Motions;
using AgeFormal.Symmetry.Walking;

namespace AgeFormal.Symmetry;

/// <summary>Certificates of what was found.</summary>
public static class Certification
{
    /// <summary>The motions of all tensors under elements that generate those that are carried bit by bit.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="program">The program that it is about.</param>
    /// <param name="parameters">The values of its parameters by name.</param>
    /// <param name="sha256">The hash of the program's file, hexadecimal.</param>
    /// <param name="options">How the input moves.</param>
    /// <exception cref="ArgumentException">A parameter is missing or has another number of values, or the group does not act on the input as the options say.</exception>
    public static SymmetryCertificate Certificate(
        this SymmetryReport report,
        TensorProgram program,
        IReadOnlyDictionary<string, ImmutableArray<double>> parameters,
        string sha256,
        SymmetryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sha256);
        var input = (options ?? SymmetryOptions.Default).Input;
        var group = report.Group;
        var numbers = NumericSteps.Of(program, parameters);
        var shape = program.Steps.OfType<Step.Input>().First().Shape;
        var known = new SortedSet<int> { group.Group.Identity };
        var generators = new List<CertifiedElement>();
        foreach (var element in report.Exact)
        {
            if (
                known.Contains(element)
                || InputMotion.Of(shape, group, element, input) is not { } moved
            )
                continue;
            var name = group.Group.ElementNames[element];
            var walk = ProgramSymmetry.Search(program, numbers, 0, moved, group, element);
            if (walk.Motions[program.Result] is null && !program.Fixed()[program.Result])
                continue;
            generators.Add(new(name, Steps(program, walk, moved.Grid)));
            known = ProgramSymmetry.Closure(group, [.. known, element]);
        }
        return new(
            sha256,
            group.Symbol,
            input,
            known.Select(element => group.Group.ElementNames[element]).ToEqArray(),
            generators.ToEqArray()
        );
    }

    private static EqArray<CertifiedStep> Steps(TensorProgram program, Walk walk, GridMotion grid)
    {
        // Most blocks share their lists; boxes of several shapes can.
        var known = new Dictionary<int[], (int[] Sizes, int[]? Turn)>(
            ReferenceEqualityComparer.Instance
        );
        int[]? Turn(int[] map, int[] sizes)
        {
            if (!known.TryGetValue(map, out var found) || !found.Sizes.SequenceEqual(sizes))
                known[map] = found = (sizes, Turned(map, sizes, grid));
            return found.Turn;
        }
        return walk
            .Motions.Select((motion, step) => (motion, step))
            .Where(at => at.motion is not null)
            .Select(at => new CertifiedStep(
                at.step,
                program.Layers[at.step],
                at.motion!.Blocks.Where(block => block.Map is not null)
                    .Select(block =>
                        Turn(block.Map!, Places.Of(at.motion.Sizes, block.Axes)) is { } turn
                            ? new CertifiedBlock(
                                EqArray.Create<int>(block.Axes),
                                [],
                                EqArray.Create<int>(turn)
                            )
                            : new CertifiedBlock(
                                EqArray.Create<int>(block.Axes),
                                EqArray.Create<int>(block.Map),
                                []
                            )
                    )
                    .ToEqArray(),
                walk.Taps.TryGetValue(at.step, out var taps) && HasTaps(program, at.step)
                    ? EqArray.Create<int>(Signed(taps))
                    : []
            ))
            .ToEqArray();
    }

    private static bool HasTaps(TensorProgram program, int step) =>
        program.Steps[step] is Step.Convolve convolution
        && program.Steps[convolution.Kernel].Shape.Skip(2).Any(size => size > 1);

    // The turn that a list of places is; null where it is none.
    private static int[]? Turned(int[] map, int[] sizes, GridMotion grid) =>
        sizes.Length > 3
            ? null
            : GridMotion
                .All(sizes.Length)
                .OrderBy(candidate => candidate == grid ? 0 : 1)
                .Where(candidate => candidate.Keeps(sizes))
                .Where(candidate => candidate.Map(sizes).AsSpan().SequenceEqual(map))
                .Select(Signed)
                .FirstOrDefault();

    private static int[] Signed(GridMotion motion) =>
        [.. motion.Source.Zip(motion.Flips, (from, flips) => flips ? -1 - from : 1 + from)];
}
