using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>One axis of a parameter, and what indexes it in a formula.</summary>
public abstract record ParameterAxis
{
    private ParameterAxis() { }

    /// <summary>Indexed by a channel index.</summary>
    /// <param name="Count">The number of channels.</param>
    public sealed record OfChannels(int Count) : ParameterAxis;

    /// <summary>Indexed by the point part h of a relative element (x, h).</summary>
    public sealed record OfPointElements : ParameterAxis;

    /// <summary>Indexed by the translation part x of a relative element (x, h); the parameter is zero outside the window.</summary>
    /// <param name="Window">The name of the window.</param>
    public sealed record OfWindow(string Window) : ParameterAxis;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<OfChannels, T> channels,
        Func<OfPointElements, T> pointElements,
        Func<OfWindow, T> window
    )
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(pointElements);
        ArgumentNullException.ThrowIfNull(window);
        return this switch
        {
            OfChannels axis => channels(axis),
            OfPointElements axis => pointElements(axis),
            OfWindow axis => window(axis),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>The distribution of a parameter before training.</summary>
public abstract record Initial
{
    private Initial() { }

    /// <summary>One value.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Constant(double Value) : Initial;

    /// <summary>U(−b, b).</summary>
    /// <param name="Bound">b.</param>
    public sealed record Uniform(double Bound) : Initial;

    /// <summary>N(0, σ²).</summary>
    /// <param name="Deviation">σ.</param>
    public sealed record Normal(double Deviation) : Initial;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Constant, T> constant, Func<Uniform, T> uniform, Func<Normal, T> normal)
    {
        ArgumentNullException.ThrowIfNull(constant);
        ArgumentNullException.ThrowIfNull(uniform);
        ArgumentNullException.ThrowIfNull(normal);
        return this switch
        {
            Constant initial => constant(initial),
            Uniform initial => uniform(initial),
            Normal initial => normal(initial),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>A parameter of a layer: its name in formulas and files, its axes in storage order and where it starts.</summary>
/// <param name="Name">The name within the layer, for example <c>weight</c>.</param>
/// <param name="Axes">The axes, slowest first. Relative axes take the formula's relative arguments in order, channel axes its channel arguments.</param>
/// <param name="Shape">The sizes in storage; a window with a box outline takes one size per spatial axis.</param>
/// <param name="Initial">The distribution before training.</param>
/// <param name="Trained">False for running statistics, which training sets without a gradient.</param>
public sealed record ParameterDeclaration(
    string Name,
    EqArray<ParameterAxis> Axes,
    EqArray<int> Shape,
    Initial Initial,
    bool Trained = true
)
{
    /// <summary>The number of values.</summary>
    /// <exception cref="InvalidOperationException">There are more than 2³⁰, which no parameter has.</exception>
    public int Count =>
        Values is >= 0 and <= Limits.Values
            ? (int)Values
            : throw new InvalidOperationException(
                $"The parameter '{Excerpt.Of(Name)}' of shape {Shape} has {Values:G6} values, expected at most {Limits.Values}."
            );

    /// <summary>The number of values, of any size and up to rounding.</summary>
    internal double Values => Shape.Aggregate(1.0, (product, size) => product * size);
}
