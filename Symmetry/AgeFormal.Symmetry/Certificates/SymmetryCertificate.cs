using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Certificates;

/// <summary>
/// How the elements that generate a group move every tensor of a network, from which it can be checked step by step that the
/// network commutes with them.
/// </summary>
/// <param name="Sha256">The hash of the model's file, hexadecimal.</param>
/// <param name="Group">The symbol of the group that the elements are of.</param>
/// <param name="Input">How the input moves.</param>
/// <param name="Elements">The names of all elements that the network commutes with, in the order of the group.</param>
/// <param name="Generators">The motions of some of them, of which the others are products.</param>
public sealed record SymmetryCertificate(
    string Sha256,
    string Group,
    InputAction Input,
    EqArray<string> Elements,
    EqArray<CertifiedElement> Generators
)
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.symmetry/1";
}

/// <summary>The motions of an element.</summary>
/// <param name="Element">Its name.</param>
/// <param name="Steps">The steps that have a motion of their own, in the order of the program.</param>
public sealed record CertifiedElement(string Element, EqArray<CertifiedStep> Steps);

/// <summary>The motion of a tensor. Axes that are in no block keep their places.</summary>
/// <param name="Step">The step of the program that makes the tensor.</param>
/// <param name="Layer">The node that the step was made for.</param>
/// <param name="Blocks">Axes that move, each in one block.</param>
/// <param name="Taps">How the taps of a window turn, where the step has one; see <see cref="CertifiedBlock.Turn"/>.</param>
public sealed record CertifiedStep(
    int Step,
    string Layer,
    EqArray<CertifiedBlock> Blocks,
    EqArray<int> Taps
);

/// <summary>How some axes move, whatever the others do: by a list of places, or as a box is turned.</summary>
/// <param name="Axes">The axes, ascending, the batch being axis 0.</param>
/// <param name="Map">Where each of their places goes, row-major; empty where they are turned.</param>
/// <param name="Turn">
/// For each axis of the image, counted from 1, the axis that it was, with a minus sign where it is read backwards; empty where
/// places are listed.
/// </param>
public sealed record CertifiedBlock(EqArray<int> Axes, EqArray<int> Map, EqArray<int> Turn);
