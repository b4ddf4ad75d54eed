using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;
using AgeFormal.Symmetry.Walking;

namespace AgeFormal.Symmetry;

/// <summary>
/// Which elements of a point group a tensor program commutes with, decided step by step from its weights alone.
/// </summary>
public static class ProgramSymmetry
{
    /// <summary>Follows every element of a group through a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="parameters">The values of its parameters by name.</param>
    /// <param name="group">The group.</param>
    /// <param name="options">How the input moves, and what is taken for equal.</param>
    /// <exception cref="ArgumentException">A parameter is missing or has another number of values, or the group does not act on the input as the options say.</exception>
    public static SymmetryReport Of(
        TensorProgram program,
        IReadOnlyDictionary<string, ImmutableArray<double>> parameters,
        PointGroup group,
        SymmetryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(group);
        options ??= SymmetryOptions.Default;
        var shape = program.Steps.OfType<Step.Input>().First().Shape;
        var result = Motion.Still([.. program.Steps[program.Result].Shape.Select(Math.Abs)]);
        var numbers = NumericSteps.Of(program, parameters);
        var isFixed = program.Fixed()[program.Result];
        var found = new Carried?[group.Order];
        var findings = new Finding?[group.Order];
        var walks = new List<(int Element, Walk Walk)>();
        found[group.Group.Identity] = new(result, new(options.Tolerance));
        foreach (var element in group.Group.Elements)
        {
            if (found[element] is not null)
                continue;
            var name = group.Group.ElementNames[element];
            if (InputMotion.Of(shape, group, element, options.Input) is not { } moved)
            {
                findings[element] = new Finding.Lost(
                    element,
                    name,
                    0,
                    "input",
                    $"the grid {string.Join('×', shape.TakeLast(group.Dimension))} is not mapped to itself by {name}"
                );
                continue;
            }
            var walk = Search(program, numbers, options.Tolerance, moved, group, element);
            walks.Add((element, walk));
            if (isFixed)
                found[element] = new(result, walk.Tolerance);
            else if (walk.Motions[program.Result] is { } motion)
                found[element] = new(motion, walk.Tolerance);
            else
                findings[element] = Missing(walk, program.Result, element, name);
            if (found[element] is not null)
                Close(group, found);
        }
        return new(
            group,
            group
                .Group.Elements.Select(element =>
                    found[element] is { } carried
                        ? new Finding.Carried(
                            element,
                            group.Group.ElementNames[element],
                            OutputWords.Of(carried.Output),
                            carried.Tolerance.Largest,
                            carried.Tolerance.Layer
                        )
                        : findings[element]!
                )
                .ToEqArray(),
            Layers(program, group, walks)
        )
        {
            OutputFields = OutputFields.Of(group, [.. found.Select(carried => carried?.Output)]),
        };
    }

    /// <summary>The report with an executed case for each element that is not carried, where there is one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="program">The program that it is about.</param>
    /// <param name="run">The program's output for one input, in double precision.</param>
    /// <param name="options">How the input moves.</param>
    public static SymmetryReport Executed(
        this SymmetryReport report,
        TensorProgram program,
        Func<ImmutableArray<double>, ImmutableArray<double>> run,
        SymmetryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(run);
        var trials = new Witness.Trials(program, run);
        return report with
        {
            Witnesses = report
                .Findings.Where(finding => finding is not Finding.Carried)
                .Select(finding =>
                    Witness.Find(
                        trials,
                        report.Group,
                        finding.Element,
                        options ?? SymmetryOptions.Default
                    )
                )
                .OfType<Witness>()
                .ToEqArray(),
        };
    }

    // What is carried by no walk of its own is a product of those that were.
    private static EqArray<LayerSymmetry> Layers(
        TensorProgram program,
        PointGroup group,
        List<(int Element, Walk Walk)> walks
    )
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var step = 0; step < program.Count; step++)
            if (
                program.Layers[step].Length > 0
                && walks.Exists(walk =>
                    walk.Walk.Motions[step] is not null || walk.Walk.Obstacles[step] is not null
                )
            )
                last[program.Layers[step]] = step;
        return last.OrderBy(entry => entry.Value)
            .Select(entry => new LayerSymmetry(
                entry.Key,
                Closure(
                        group,
                        walks
                            .Where(walk => walk.Walk.Motions[entry.Value] is not null)
                            .Select(walk => walk.Element)
                    )
                    .ToEqArray()
            ))
            .ToEqArray();
    }

    internal static SortedSet<int> Closure(PointGroup group, IEnumerable<int> generators)
    {
        var closed = new SortedSet<int> { group.Group.Identity };
        var open = new Queue<int>(generators);
        while (open.TryDequeue(out var next))
            if (closed.Add(next))
                foreach (var other in closed.ToArray())
                {
                    open.Enqueue(group.Group.Multiply(next, other));
                    open.Enqueue(group.Group.Multiply(other, next));
                }
        return closed;
    }

    /// <summary>The walk of an element: where equal rows of weights left a choice and it fails, others are made.</summary>
    internal static Walk Search(
        TensorProgram program,
        NumericSteps numbers,
        double share,
        InputMotion moved,
        PointGroup group,
        int element
    )
    {
        var name = group.Group.ElementNames[element];
        var first = Walk.Along(program, numbers, new(share), moved.Grid, moved.Input, name);
        if (first.Chosen == 0 || first.Motions[program.Result] is not null)
            return first;
        // How often there is one is known as far as a walk came.
        var count = first.Chosen;
        foreach (var choices in Choices.All([.. Regular(group, element)]))
        {
            if (choices.Set >> count != 0 && !choices.IsAlways)
                continue;
            var walk = Walk.Along(
                program,
                numbers,
                new(share),
                moved.Grid,
                moved.Input,
                name,
                choices
            );
            count = Math.Max(count, walk.Chosen);
            if (walk.Motions[program.Result] is not null)
                return walk;
        }
        return first;
    }

    // How channels of a regular representation move, of the group and of the largest one on its grid.
    private static IEnumerable<Func<int, int>> Regular(PointGroup group, int element)
    {
        var largest = group.Dimension switch
        {
            1 => PointGroups.LineMirror,
            2 => PointGroups.P4m,
            _ => PointGroups.Oh,
        };
        foreach (var of in new[] { group, largest })
        {
            var h = of.Matrices.ToList().IndexOf(group.Matrices[element]);
            if (h >= 0 && (of == group || of.Order != group.Order))
                yield return channel =>
                    channel / of.Order * of.Order + of.Group.Multiply(h, channel % of.Order);
        }
    }

    // What commutes with two elements commutes with their product.
    private static void Close(PointGroup group, Carried?[] found)
    {
        for (var grows = true; grows; )
        {
            grows = false;
            for (var a = 0; a < found.Length; a++)
            for (var b = 0; b < found.Length; b++)
            {
                if (found[a] is not { } first || found[b] is not { } second)
                    continue;
                ref var product = ref found[group.Group.Multiply(b, a)];
                if (product is not null)
                    continue;
                product = new(
                    first.Output.Then(second.Output),
                    first.Tolerance.Largest < second.Tolerance.Largest
                        ? second.Tolerance
                        : first.Tolerance
                );
                grows = true;
            }
        }
    }

    private static Finding Missing(Walk walk, int result, int element, string name)
    {
        var obstacle = walk.Obstacles[result]!;
        return obstacle.IsUnknown || walk.Chosen > 0
            ? new Finding.Unknown(element, name, obstacle.Step, obstacle.Layer, obstacle.Reason)
            : new Finding.Lost(element, name, obstacle.Step, obstacle.Layer, obstacle.Reason);
    }

    private sealed record Carried(Motion Output, Tolerance Tolerance);
}
