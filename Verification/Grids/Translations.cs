using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>Follows the border, where windows meet padding, through an operator.</summary>
internal static class Translations
{
    /// <summary>What the operator keeps of translations of its input.</summary>
    public static TranslationExactness Of(TypedOp op)
    {
        var ones = Enumerable.Repeat(1, op.Input.Grid.Dimension).ToEqArray();
        var zeros = ones.Select(_ => 0).ToEqArray();
        var state = Through(
            op,
            new State(
                ones,
                ones.Select(one => (Rational)one).ToEqArray(),
                zeros,
                zeros,
                IsCyclic: true,
                IsSpread: false
            )
        );
        return new TranslationExactness(
            state.IsCyclic ? TranslationScope.Torus
                : state.IsSpread ? TranslationScope.SupportInside
                : TranslationScope.Interior,
            state.Step,
            state.Before,
            state.After,
            op.Output.Grid.Sizes
        );
    }

    private static State Through(TypedOp op, State state) =>
        op.Match(
            elementary: leaf => Through(leaf, state),
            sequence: sequence =>
                sequence.Layers.Aggregate(state, (before, layer) => Through(layer, before)),
            sum: sum => Joined(sum.Branches, state),
            concatenation: concatenation => Joined(concatenation.Branches, state),
            restriction: restriction => Through(restriction.Body, state)
        );

    private static State Joined(EqArray<TypedOp> branches, State state) =>
        branches
            .Select(branch => Through(branch, state))
            .Aggregate((left, right) => left.With(right));

    private static State Through(TypedOp.Elementary leaf, State state)
    {
        var spread = ReducesOverSpace(leaf.Meaning.Formula.Body)
            ? state with
            {
                IsSpread = true,
            }
            : state;
        var geometry = leaf.Meaning.Geometry;
        if (leaf.Meaning.Windows.Count == 0 && leaf.Output.Grid == leaf.Input.Grid)
            return spread;
        if (geometry.Upsampling.Any(u => u > 1))
            return spread with
            {
                Distance = state
                    .Distance.Zip(geometry.Upsampling, (distance, u) => distance / u)
                    .ToEqArray(),
                Before = state.Before.Zip(geometry.Upsampling, (b, u) => b * u).ToEqArray(),
                After = state.After.Zip(geometry.Upsampling, (b, u) => b * u).ToEqArray(),
                // No zeros follow the last point, so that the fine grid is not the coarse torus.
                IsCyclic = state.IsCyclic && geometry.Between == Interpolation.Nearest,
            };
        if (leaf.Meaning.Windows.Count == 0 && geometry.Play(0) == 0)
            return spread with
            {
                Before = state.Before.Select(_ => 0).ToEqArray(),
                After = state.After.Select(_ => 0).ToEqArray(),
            };
        var axes = Enumerable.Range(0, geometry.Input.Dimension).ToArray();
        int Reached(int axis, int border) =>
            Math.Min(
                border + Reach(leaf, leaf.Meaning.Formula.Body, axis),
                geometry.Output.Sizes[axis]
            );
        var distance = state
            .Distance.Zip(geometry.Stride, (between, stride) => between * stride)
            .ToEqArray();
        return spread with
        {
            Step = axes.Select(i => Multiple(state.Step[i], distance[i].Numerator)).ToEqArray(),
            Distance = distance,
            Before = axes.Select(i => Reached(i, Before(geometry, i, state.Before[i]))).ToEqArray(),
            After = axes.Select(i => Reached(i, After(geometry, i, state.After[i]))).ToEqArray(),
            IsCyclic = state.IsCyclic && IsCyclic(geometry),
        };
    }

    /// <summary>The outputs o with s·o − p &lt; b: their windows meet padding or the first b points.</summary>
    private static int Before(Geometry geometry, int axis, int border)
    {
        var stride = geometry.Stride[axis];
        var first = (border + geometry.Before[axis] + stride - 1) / stride;
        return Math.Clamp(first, 0, geometry.Output.Sizes[axis]);
    }

    /// <summary>The outputs o with s·o − p + e ≥ n − b: their windows meet padding or the last b points.</summary>
    private static int After(Geometry geometry, int axis, int border)
    {
        var reach =
            geometry.Input.Sizes[axis] - border - 1 + geometry.Before[axis] - geometry.Extent[axis];
        var inside = reach < 0 ? 0 : reach / geometry.Stride[axis] + 1;
        return Math.Max(0, geometry.Output.Sizes[axis] - inside);
    }

    private static bool IsCyclic(Geometry geometry) =>
        geometry.Mode == PaddingMode.Circular
        && Enumerable
            .Range(0, geometry.Input.Dimension)
            .All(i =>
                geometry.Extent[i] == geometry.Before[i] + geometry.After[i]
                && geometry.Input.Sizes[i] % geometry.Stride[i] == 0
            );

    /// <summary>How many output points a formula reads away from its position through windows over the output.</summary>
    private static int Reach(TypedOp.Elementary leaf, Term term, int axis)
    {
        int Of(Term part) => Reach(leaf, part, axis);
        int Window(string name)
        {
            var window = leaf.Meaning.Windows.First(window => window.Name == name);
            return window.OverOutput
                ? window.Points.Points.Max(point => Math.Abs(point[axis]))
                    / (2 * leaf.Meaning.Geometry.Stride[axis])
                : 0;
        }
        return term.Children().Select(Of).DefaultIfEmpty().Max()
            + (term is Term.Reduce { Over.WindowName: { } name } ? Window(name) : 0);
    }

    private static bool ReducesOverSpace(Term term) =>
        term.Any(part => part is Term.Reduce { Over.IsOverSpace: true });

    private static int Multiple(int a, BigInteger b) =>
        (int)BigInteger.Min(LeastCommonMultiple(a, b), int.MaxValue);

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) =>
        a / BigInteger.GreatestCommonDivisor(a, b) * b;

    // A shift by t input points is one by t / distance points here, a whole number where t is a multiple of the step. Where
    // branches differ the distance is the least multiple of theirs.
    private sealed record State(
        EqArray<int> Step,
        EqArray<Rational> Distance,
        EqArray<int> Before,
        EqArray<int> After,
        bool IsCyclic,
        bool IsSpread
    )
    {
        public State With(State other) =>
            new(
                Step.Zip(other.Step, (a, b) => Multiple(a, b)).ToEqArray(),
                Distance.Zip(other.Distance, Common).ToEqArray(),
                Before.Zip(other.Before, Math.Max).ToEqArray(),
                After.Zip(other.After, Math.Max).ToEqArray(),
                IsCyclic && other.IsCyclic,
                IsSpread || other.IsSpread
            );

        private static Rational Common(Rational a, Rational b) =>
            new(
                LeastCommonMultiple(a.Numerator, b.Numerator),
                BigInteger.GreatestCommonDivisor(a.Denominator, b.Denominator)
            );
    }
}
