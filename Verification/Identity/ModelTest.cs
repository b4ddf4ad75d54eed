using System.Numerics;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>The equations of Theorem 1 on one model, in a fixed order.</summary>
internal sealed class ModelTest
{
    private readonly FiniteModel _model;
    private readonly IdentityOptions _options;
    private readonly FormulaProgram<FieldElement> _program;
    private readonly int[] _sizes;
    private readonly int _sites;
    private readonly int[] _generators;
    private readonly long _stride;

    public ModelTest(Formula formula, FiniteModel model, IdentityOptions options)
    {
        _model = model;
        _options = options;
        _program = new(model, new HashedMeaning(model.Vocabulary, options.Seed), formula);
        _sites = formula.Sites.Count;
        _sizes =
        [
            .. Enumerable.Repeat(model.Group.Order, _sites),
            .. model.Vocabulary.OutputChannels,
        ];
        _generators = [.. model.Group.Generators.Distinct()];
        Tuples = 1;
        foreach (var size in _sizes)
            Tuples = checked(Tuples * size);
        _stride = Stride(Tuples);
    }

    /// <summary>The number of tuples of positions and channels.</summary>
    public long Tuples { get; }

    public long AllInstances => Tuples * _generators.Length;

    /// <summary>The number of equations evaluated so far.</summary>
    public long Evaluated { get; private set; }

    /// <summary>The equations that fail, evaluated one by one until the budget is spent.</summary>
    public IEnumerable<IdentityFailure> Failures()
    {
        var original = _program.NewFrame();
        original.Restart(_model.Group.Identity);
        var moved = _generators
            .Select(generator =>
            {
                var frame = _program.NewFrame();
                frame.Restart(_model.Group.Inverse(generator));
                return frame;
            })
            .ToArray();
        var tuple = new int[_sizes.Length];
        var back = new int[_sizes.Length];
        var count = Math.Min(Tuples, _options.Instances);
        for (var i = 0L; i < count; i++)
        {
            Choose(i, tuple);
            for (var k = 0; k < moved.Length; k++)
            {
                tuple.CopyTo(back, 0);
                for (var site = 0; site < _sites; site++)
                    back[site] = _model.Group.Multiply(moved[k].Back, tuple[site]);
                var left = _program.Evaluate(moved[k], tuple);
                var right = _program.Evaluate(original, back);
                Evaluated++;
                if (left != right)
                    yield return new(
                        _model.Group,
                        _generators[k],
                        [.. tuple[.._sites]],
                        [.. tuple[_sites..]],
                        left,
                        right
                    );
            }
            if (original.Steps + moved.Sum(frame => frame.Steps) > _options.Budget)
                yield break;
        }
    }

    /// <summary>
    /// The i-th tuple. The multiples of a number near 0.618·T that is coprime to T run through all T tuples, and any first
    /// part of them is spread over all, so a spent budget leaves no region out.
    /// </summary>
    private void Choose(long i, int[] tuple)
    {
        var rest = (long)((UInt128)i * (UInt128)_stride % (UInt128)Tuples);
        for (var axis = tuple.Length - 1; axis >= 0; axis--)
        {
            tuple[axis] = (int)(rest % _sizes[axis]);
            rest /= _sizes[axis];
        }
    }

    private static long Stride(long count)
    {
        const double golden = 0.6180339887498949;
        var stride = Math.Max(1, (long)(count * golden));
        while (BigInteger.GreatestCommonDivisor(stride, count) != 1)
            stride++;
        return stride;
    }
}
