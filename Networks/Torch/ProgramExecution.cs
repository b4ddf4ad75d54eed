using System.Collections.Immutable;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Networks.Torch.Execution;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>Runs programs of files on libtorch, in double precision on the CPU.</summary>
public sealed class ProgramExecution : IDisposable
{
    private readonly TorchProgram _program;
    private readonly Tensor[] _parameters;
    private readonly long[] _shape;

    private ProgramExecution(TorchProgram program, Tensor[] parameters, long[] shape)
    {
        _program = program;
        _parameters = parameters;
        _shape = shape;
    }

    /// <summary>Prepares a program.</summary>
    /// <param name="imported">The program with its constants.</param>
    /// <exception cref="NotSupportedException">A function has no kernel; names the node.</exception>
    public static ProgramExecution Of(ImportedProgram imported)
    {
        ArgumentNullException.ThrowIfNull(imported);
        var program = new TorchProgram(
            imported.Program,
            new AttentionExecution(AttentionMethod.Tiled, 1L << 28)
        );
        var shapes = imported
            .Program.Steps.OfType<Programs.Steps.Step.Parameter>()
            .ToDictionary(step => step.Name, step => step.Shape, StringComparer.Ordinal);
        return new(
            program,
            [
                .. program.Parameters.Select(name =>
                    tensor(imported.Parameters[name].ToArray(), dtype: ScalarType.Float64)
                        .reshape([.. shapes[name].Select(size => (long)size)])
                        .DetachFromDisposeScope()
                ),
            ],
            [.. imported.Input.Select(size => (long)size)]
        );
    }

    /// <summary>As above; null where a function has no kernel, so that the program can be followed and not run.</summary>
    public static ProgramExecution? TryOf(ImportedProgram imported)
    {
        try
        {
            return Of(imported);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The output for one input, or for a batch of as many as there are values.</summary>
    /// <param name="input">The values, row-major.</param>
    /// <exception cref="ArgumentException">The number of values is none of whole inputs.</exception>
    public ImmutableArray<double> Run(ImmutableArray<double> input)
    {
        var signal = _shape.Skip(1).Aggregate(1L, (all, size) => all * size);
        if (
            input.IsDefaultOrEmpty
            || input.Length % signal != 0
            || _shape[0] > 0 && input.Length != _shape[0] * signal
        )
            throw new ArgumentException(
                $"Inputs of {signal} values are expected, received {(input.IsDefault ? 0 : input.Length)} values.",
                nameof(input)
            );
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var batch = tensor(input.ToArray(), dtype: ScalarType.Float64)
            .reshape([input.Length / signal, .. _shape.Skip(1)]);
        var output = _program.Run(batch, _parameters, new Pass(Training: false));
        return [.. output.contiguous().data<double>()];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in _parameters)
            parameter.Dispose();
        _program.Dispose();
    }
}
