using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// Keeps what a program makes of its parameters alone from one pass without gradients to the next. Any number of passes may
/// read it at once.
/// </summary>
/// <param name="program">The program.</param>
internal sealed class FixedPart(TorchProgram program) : IDisposable
{
    private readonly Lock _building = new();
    private volatile FixedValues? _kept;
    private int _evaluations;

    /// <summary>How often the values were made, for tests and reports.</summary>
    public int Evaluations => Volatile.Read(ref _evaluations);

    /// <summary>Runs a pass with the values for the parameters, kept ones where they are still right.</summary>
    /// <remarks>
    /// Nothing tells when an optimiser changes a parameter, so each is compared with the one of which the values were made:
    /// far cheaper than what follows.
    /// </remarks>
    public T With<T>(Tensor user, IReadOnlyList<Tensor> parameters, Func<Tensor?[], T> pass)
    {
        var values = Current(parameters) ?? Built(user, parameters);
        try
        {
            return pass(values.ByStep);
        }
        finally
        {
            values.Leave();
        }
    }

    /// <summary>Forgets the values; running passes keep theirs to their end.</summary>
    public void Drop()
    {
        lock (_building)
        {
            _kept?.Leave();
            _kept = null;
        }
    }

    public void Dispose() => Drop();

    // Entered.
    private FixedValues? Current(IReadOnlyList<Tensor> parameters)
    {
        if (_kept is not { } kept || !kept.TryEnter())
            return null;
        if (kept.IsOf(program, parameters))
            return kept;
        kept.Leave();
        return null;
    }

    private FixedValues Built(Tensor user, IReadOnlyList<Tensor> parameters)
    {
        lock (_building)
        {
            if (Current(parameters) is { } built)
                return built;
            Interlocked.Increment(ref _evaluations);
            var values = FixedValues.Of(program, user, parameters);
            values.TryEnter();
            _kept?.Leave();
            _kept = values;
            return values;
        }
    }
}
