using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Programs;
using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>How an operator is compiled.</summary>
public sealed record TorchOptions
{
    /// <summary>The floating-point format of parameters and activations.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>The device, <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The seed of the initial parameters.</summary>
    public long Seed { get; init; }

    /// <summary>How attentive convolutions run.</summary>
    public AttentionMethod Attention { get; init; } = AttentionMethod.Automatic;

    /// <summary>
    /// The number of bytes that what an attentive convolution computes between its operands and its result may take at a time;
    /// a single signal may take more. Up to a quarter of it each layer keeps for the gradient. By default 128 MiB.
    /// </summary>
    public long AttentionMemory { get; init; } = 128L << 20;

    /// <summary>
    /// Whether a pass with gradients keeps one tensor for each of about √n segments of the n layers alone, and makes what is
    /// between them again when the gradient wants it: the same gradients, bit for bit on the CPU, for up to one more forward
    /// pass. Steps that drop at random are kept. Chen et al., Training deep nets with sublinear memory cost, 2016.
    /// </summary>
    public bool Recompute { get; init; }

    /// <exception cref="ArgumentException">The method is none, or the memory is not positive.</exception>
    internal AttentionForm AttentionForm =>
        AttentionMemory > 0
            ? Attention switch
            {
                AttentionMethod.Automatic => AttentionForm.StreamedWherePossible,
                AttentionMethod.Materialised => AttentionForm.Stored,
                AttentionMethod.Fused or AttentionMethod.Tiled => AttentionForm.Streamed,
                AttentionMethod.Formula => AttentionForm.Formula,
                _ => throw new ArgumentException(
                    $"{nameof(Attention)}: expected one of {string.Join(", ", Enum.GetNames<AttentionMethod>())}, received {Attention}."
                ),
            }
            : throw new ArgumentException(
                $"{nameof(AttentionMemory)}: expected a positive number of bytes, received {AttentionMemory}."
            );

    internal AttentionExecution AttentionExecution => new(Attention, AttentionMemory);

    /// <exception cref="ArgumentException">The device is none that holds tensors on this machine.</exception>
    internal Placement Placement
    {
        get
        {
            var format = Precision switch
            {
                Precision.Single => torch.ScalarType.Float32,
                Precision.Double => torch.ScalarType.Float64,
                _ => throw new ArgumentException(
                    $"{nameof(Precision)}: expected Single or Double, received {Precision}."
                ),
            };
            var placement = new Placement(format, DeviceNamed(Device));
            placement.Check();
            return placement;
        }
    }

    private static torch.Device DeviceNamed(string name)
    {
        if (name == "cpu")
            return torch.CPU;
        byte index = 0;
        if (
            name != Cuda
            && !(
                name is not null
                && name.StartsWith($"{Cuda}:", StringComparison.Ordinal)
                && byte.TryParse(
                    name.AsSpan(Cuda.Length + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out index
                )
            )
        )
            throw new ArgumentException(
                $"{nameof(Device)}: expected cpu, cuda or cuda:N with a number N, received '{Excerpt.Of(name ?? "null")}'."
            );
        // Making a device of a kind that the machine lacks fails in libtorch.
        if (!torch.cuda.is_available())
            throw new ArgumentException(
                $"{nameof(Device)}: expected a device of this machine, received '{name}': libtorch finds no CUDA device."
            );
        return name == Cuda ? torch.device(Cuda) : torch.device(Cuda, index);
    }

    private const string Cuda = "cuda";
}
