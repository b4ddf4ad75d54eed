using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;

namespace AgeFormal.Networks.Onnx;

/// <summary>A network that was read from an ONNX file, as a tensor program with its constants.</summary>
public sealed class ImportedProgram
{
    internal ImportedProgram(
        TensorProgram program,
        ImmutableSortedDictionary<string, ImmutableArray<double>> parameters,
        EqArray<int> input,
        ImmutableSortedDictionary<string, int> operators
    )
    {
        Program = program;
        Parameters = parameters;
        Input = input;
        Operators = operators;
    }

    /// <summary>The program. Several outputs are one, flat, one after another.</summary>
    public TensorProgram Program { get; }

    /// <summary>The constants by the names that the program gives them.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Parameters { get; }

    /// <summary>The sizes of the input, −1 for a batch of any size.</summary>
    public EqArray<int> Input { get; }

    /// <summary>The number of nodes of each operator.</summary>
    public ImmutableSortedDictionary<string, int> Operators { get; }
}
