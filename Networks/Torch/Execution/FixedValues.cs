using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// What a program makes of its parameters alone, kernels transformed by every h above all, with the parameters it was made
/// of. Published as a whole and never changed; it lives until its last reader has left.
/// </summary>
internal sealed class FixedValues
{
    private readonly Tensor[] _sources;
    private int _readers = 1;

    private FixedValues(Tensor[] sources, Tensor?[] byStep)
    {
        _sources = sources;
        ByStep = byStep;
    }

    /// <summary>The values, by step.</summary>
    public Tensor?[] ByStep { get; }

    /// <summary>The values of given parameters. Whoever changes these meanwhile does not part the two: a copy is read.</summary>
    public static FixedValues Of(
        TorchProgram program,
        Tensor user,
        IReadOnlyList<Tensor> parameters
    )
    {
        using var scope = NewDisposeScope();
        Tensor[] copies = [.. parameters];
        foreach (var place in program.FixedParameters)
            copies[place] = parameters[place].detach().clone();
        var made = program.Fixed(user, copies);
        foreach (var value in made)
            value?.DetachFromDisposeScope();
        return new(
            [.. program.FixedParameters.Select(place => copies[place].DetachFromDisposeScope())],
            made
        );
    }

    /// <summary>Whether the parameters are bit for bit those of which this was made.</summary>
    public bool IsOf(TorchProgram program, IReadOnlyList<Tensor> parameters)
    {
        for (var i = 0; i < _sources.Length; i++)
            if (!IsAlike(parameters[program.FixedParameters[i]], _sources[i]))
                return false;
        return _sources.Length == 0 || HaveSameValues(program, parameters);
    }

    /// <summary>Begins to read; false where the last reader has left.</summary>
    public bool TryEnter()
    {
        int readers;
        do
        {
            readers = Volatile.Read(ref _readers);
            if (readers == 0)
                return false;
        } while (Interlocked.CompareExchange(ref _readers, readers + 1, readers) != readers);
        return true;
    }

    /// <summary>Ends reading. Whoever made this is its first reader.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _readers) > 0)
            return;
        foreach (var source in _sources)
            source.Dispose();
        foreach (var value in ByStep)
            value?.Dispose();
    }

    private bool HaveSameValues(TorchProgram program, IReadOnlyList<Tensor> parameters)
    {
        if (_sources[0].device_type == DeviceType.CPU)
        {
            for (var i = 0; i < _sources.Length; i++)
                if (!HasBytesOf(parameters[program.FixedParameters[i]], _sources[i]))
                    return false;
            return true;
        }
        // One answer for all: each answer waits for the device.
        using var scope = NewDisposeScope();
        return !stack([
                .. _sources.Select(
                    (source, i) => source.ne(parameters[program.FixedParameters[i]]).any()
                ),
            ])
            .any()
            .item<bool>();
    }

    private static bool HasBytesOf(Tensor tensor, Tensor copy)
    {
        if (!tensor.is_contiguous())
            return tensor.Equals(copy);
        var same = tensor.bytes.SequenceEqual(copy.bytes);
        GC.KeepAlive(tensor);
        GC.KeepAlive(copy);
        return same;
    }

    private static bool IsAlike(Tensor tensor, Tensor copy) =>
        tensor.dtype == copy.dtype
        && tensor.device_type == copy.device_type
        && tensor.device_index == copy.device_index;
}
