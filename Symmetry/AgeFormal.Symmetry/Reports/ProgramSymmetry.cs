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
        var numbers = new NumericSteps(
            program,
            name =>
                parameters.TryGetValue(name, out var values) && !values.IsDefault
                    ? values
                    : throw new ArgumentException(
                        $"Values for the parameter '{name}' are expected, received none.",
                        nameof(parameters)
                    )
        );
        var isFixed = program.Fixed()[program.Result];
        var found = new Carried?[group.Order];
        var findings = new Finding?[group.Order];
        found[group.Group.Identity] = new(result, new(options.Tolerance));
        foreach (var element in group.Group.Elements)
        {
            if (found[element] is not null)
                continue;
            var name = group.Group.ElementNames[element];
            if (InputMotion.Of(shape, group, element, options.IsRegular) is not { } moved)
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
            var tolerance = new Tolerance(options.Tolerance);
            var walk = Walk.Along(program, numbers, tolerance, moved.Grid, moved.Input, name);
            if (isFixed)
                found[element] = new(result, tolerance);
            else if (walk.Motions[program.Result] is { } motion)
                found[element] = new(motion, tolerance);
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
                .ToEqArray()
        );
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
        return obstacle.IsUnknown || walk.HadChoice
            ? new Finding.Unknown(element, name, obstacle.Step, obstacle.Layer, obstacle.Reason)
            : new Finding.Lost(element, name, obstacle.Step, obstacle.Layer, obstacle.Reason);
    }

    private sealed record Carried(Motion Output, Tolerance Tolerance);
}
