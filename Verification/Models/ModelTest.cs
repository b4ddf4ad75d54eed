using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>The equations of Theorem 1 on one model, in a fixed order.</summary>
internal sealed class ModelTest
{
    private readonly FiniteModel _model;
    private readonly IdentityOptions _options;
    private readonly Work _work;
    private readonly FormulaProgram<FieldElement>[] _programs;
    private readonly int[] _sizes;
    private readonly int _sites;
    private readonly int[] _generators;
    private readonly UInt128 _stride;

    public ModelTest(
        Formula formula,
        FiniteModel model,
        IdentityOptions options,
        CancellationToken cancellation = default
    )
    {
        _work = new(
            options.Budget > long.MaxValue / IdentityOptions.FirstEquation
                ? options.Budget
                : options.Budget * IdentityOptions.FirstEquation,
            cancellation
        );
        _model = model;
        _options = options;
        _programs =
        [
            .. PrimeField
                .For(formula)
                .SelectMany(field =>
                    ElementsOf(formula, model)
                        .Select(elements => new FormulaProgram<FieldElement>(
                            model,
                            new HashedMeaning(model.Vocabulary, options.Seed, field, elements),
                            formula
                        ))
                ),
        ];
        _sites = formula.Sites.Count;
        _sizes =
        [
            .. Enumerable.Repeat(model.Group.Order, _sites),
            .. model.Vocabulary.OutputChannels,
        ];
        _generators = [.. model.Group.Generators.Distinct()];
        Tuples = 1;
        foreach (var size in _sizes)
            Tuples = checked(Tuples * (UInt128)size);
        _stride = Stride(Tuples);
    }

    // Constants are drawn from all elements, and again from those by points of each window, outside of which parameters are 0.
    private static EqArray<EqArray<int>> ElementsOf(Formula formula, FiniteModel model)
    {
        if (!formula.Body.Constants().Any())
            return
            [
                [],
            ];
        return
        [
            [],
            .. model
                .Windows.Select(window =>
                    window
                        .Translations.SelectMany(x =>
                            model.PointElements.Select(h =>
                                model.Group.Multiply(model.Translations[x], h)
                            )
                        )
                        .ToEqArray()
                )
                .Distinct(),
        ];
    }

    /// <summary>The number of tuples of positions and channels.</summary>
    public UInt128 Tuples { get; }

    /// <summary>The number of equations there are; at most 2⁶³ − 1 are counted.</summary>
    public long AllInstances =>
        (long)UInt128.Min(Tuples * (UInt128)_generators.Length, long.MaxValue);

    /// <summary>Whether equations were left out because the budget was spent.</summary>
    public bool IsSpent => _work.IsSpent;

    /// <summary>The number of values that reductions may take.</summary>
    public long Budget => _work.Bound;

    /// <summary>The number of equations evaluated so far.</summary>
    public long Evaluated { get; private set; }

    /// <summary>The equations that fail, evaluated one by one until the budget is spent.</summary>
    public IEnumerable<IdentityFailure> Failures()
    {
        var evaluations = _programs
            .Select(program => new Evaluation(
                program,
                Frame(program, _model.Group.Identity),
                [.. _generators.Select(by => Frame(program, _model.Group.Inverse(by)))]
            ))
            .ToArray();
        var tuple = new int[_sizes.Length];
        var back = new int[_sizes.Length];
        var count = (long)UInt128.Min(Tuples, (UInt128)_options.Instances);
        for (var i = 0L; i < count; i++)
        {
            Choose(i, tuple);
            for (var k = 0; k < _generators.Length; k++)
            {
                tuple.CopyTo(back, 0);
                var inverse = _model.Group.Inverse(_generators[k]);
                for (var site = 0; site < _sites; site++)
                    back[site] = _model.Group.Multiply(inverse, tuple[site]);
                if (Sides(evaluations, k, tuple, back) is not { } sides)
                    yield break;
                Evaluated++;
                _work.Lower(_options.Budget);
                if (sides.Left != sides.Right)
                    yield return new(
                        _model.Group,
                        _generators[k],
                        [.. tuple[.._sites]],
                        [.. tuple[_sites..]],
                        sides.Left,
                        sides.Right
                    );
            }
        }
    }

    // The sides in the first field in which they differ, else in the last; null once the budget is spent.
    private static (FieldElement Left, FieldElement Right)? Sides(
        Evaluation[] evaluations,
        int generator,
        int[] at,
        int[] back
    )
    {
        try
        {
            var sides = (Left: FieldElement.Zero, Right: FieldElement.Zero);
            foreach (var (program, original, moved) in evaluations)
            {
                sides = (program.Evaluate(moved[generator], at), program.Evaluate(original, back));
                if (sides.Left != sides.Right)
                    break;
            }
            return sides;
        }
        catch (WorkSpentException)
        {
            return null;
        }
    }

    private ModelFrame<FieldElement> Frame(FormulaProgram<FieldElement> program, int back)
    {
        var frame = program.NewFrame(_work);
        frame.Restart(back);
        return frame;
    }

    // A formula over one field, on f and on L_ḡ f for each generator ḡ.
    private sealed record Evaluation(
        FormulaProgram<FieldElement> Program,
        ModelFrame<FieldElement> Original,
        ModelFrame<FieldElement>[] Moved
    );

    /// <summary>
    /// The i-th tuple. The multiples of a number near 0.618·T that is coprime to T run through all T tuples, and any first
    /// part of them is spread over all, so a spent budget leaves no region out.
    /// </summary>
    private void Choose(long i, int[] tuple)
    {
        var rest = (UInt128)i * _stride % Tuples;
        for (var axis = tuple.Length - 1; axis >= 0; axis--)
        {
            tuple[axis] = (int)(rest % (UInt128)_sizes[axis]);
            rest /= (UInt128)_sizes[axis];
        }
    }

    private static UInt128 Stride(UInt128 count)
    {
        const double golden = 0.6180339887498949;
        var stride = UInt128.Max(1, (UInt128)((double)count * golden));
        while (BigInteger.GreatestCommonDivisor((BigInteger)stride, (BigInteger)count) != 1)
            stride++;
        return stride;
    }
}
