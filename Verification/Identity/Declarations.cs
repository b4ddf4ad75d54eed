using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>What a formula names, as far as finite models need it.</summary>
/// <param name="Group">The group for which the windows are declared; models may use other groups.</param>
/// <param name="InputFibre">Whether f is a signal on the lattice, which ignores h, or on the group.</param>
/// <param name="InputChannels">The number of channels of f.</param>
/// <param name="OutputChannels">The sizes of the formula's channel indices, in order.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Windows">The windows.</param>
public sealed record Declarations(
    PointGroup Group,
    Fibre InputFibre,
    int InputChannels,
    EqArray<int> OutputChannels,
    EqArray<ParameterDeclaration> Parameters,
    EqArray<DeclaredWindow> Windows
)
{
    /// <summary>The declarations of an elementary block.</summary>
    public static Declarations Of(TypedOp.Elementary layer)
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

    /// <summary>The declarations that a vocabulary lists.</summary>
    public static Declarations Of(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new(
            vocabulary.Group,
            vocabulary.InputFibre,
            vocabulary.InputChannels,
            vocabulary.OutputChannels,
            vocabulary.Parameters,
            vocabulary.Windows
        );
    }

    /// <summary>Without what only training uses: every parameter starts at 0.</summary>
    internal Declarations WithoutTraining() =>
        this with
        {
            Parameters = Parameters
                .Select(parameter =>
                    parameter with
                    {
                        Initial = new Initial.Constant(0),
                        Trained = true,
                    }
                )
                .ToEqArray(),
        };
}
