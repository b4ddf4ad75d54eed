using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>What a formula may name besides its variables: the input's channels, the parameters and the windows.</summary>
/// <param name="Group">H with its lattice.</param>
/// <param name="InputFibre">Whether f is a signal on the lattice or on the group.</param>
/// <param name="InputChannels">The number of channels of f.</param>
/// <param name="OutputChannels">The sizes of the formula's channel indices, in order.</param>
/// <param name="Parameters">The declared parameters.</param>
/// <param name="Windows">The declared windows.</param>
public sealed record Vocabulary(
    PointGroup Group,
    Fibre InputFibre,
    int InputChannels,
    EqArray<int> OutputChannels,
    EqArray<ParameterDeclaration> Parameters,
    EqArray<DeclaredWindow> Windows
)
{
    /// <summary>
    /// The parameters W with W(…, h▹x, …) = W(…, x, …) for every h ∈ H, on each window axis: models draw them so. A proof
    /// uses it as <see cref="Condition.Isotropic"/> alone.
    /// </summary>
    public EqArray<string> Isotropic { get; init; } = [];

    /// <summary>
    /// The windows whose points stand for those of every window of the name: a proof may use a condition on them, and no
    /// point of theirs.
    /// </summary>
    public EqArray<string> OpenWindows { get; init; } = [];

    /// <summary>The vocabulary of an elementary block.</summary>
    public static Vocabulary Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new(
            layer.Input.Group,
            layer.Input.Fibre,
            layer.Input.Channels,
            [layer.Output.Channels],
            layer.Meaning.Parameters,
            layer.Meaning.Windows
        );
    }

    /// <summary>The parameter with a name, or null.</summary>
    public ParameterDeclaration? Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>The axes of a parameter that take its relative arguments, in order; none when it is not declared.</summary>
    public EqArray<ParameterAxis> RelativeAxes(string parameter) =>
        Parameter(parameter)?.Axes.Relative ?? [];

    /// <summary>The window with a name where a proof may use its points; null for an open one.</summary>
    internal DeclaredWindow? FixedWindow(string name) =>
        OpenWindows.Contains(name) || Window(name) is not { Points.Count: > 0 } window
            ? null
            : window;

    /// <summary>The window with a name, or null.</summary>
    public DeclaredWindow? Window(string name) =>
        Windows.FirstOrDefault(window => window.Name == name);
}
