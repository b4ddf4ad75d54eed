using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>Entries of a signal and of parameters during a search; what is not there is zero.</summary>
internal sealed class ModelData(FiniteModel model)
{
    private readonly Dictionary<(int, int), Rational> _signal = [];
    private readonly Dictionary<(int, long), Rational> _parameters = [];
    private readonly SortedDictionary<string, int> _elements = new(StringComparer.Ordinal);
    private ulong? _seed;
    private Filling _filling = new(Filling.Small, Filling.Small);

    public FiniteModel Model => model;

    public IReadOnlyCollection<(int Channel, int Element)> SignalCells => _signal.Keys;

    public IReadOnlyCollection<(int Parameter, long Index)> ParameterCells => _parameters.Keys;

    /// <summary>From now on a value that is read for the first time is drawn.</summary>
    public void Fill(ulong seed, Filling filling)
    {
        _seed = seed;
        _filling = filling;
    }

    /// <summary>From now on a value that is not there is zero.</summary>
    public void StopFilling() => _seed = null;

    public Rational Signal(int channel, int element)
    {
        if (!_signal.TryGetValue((channel, element), out var value) && _seed is { } seed)
            _signal[(channel, element)] = value = Drawn(
                _filling.Signal,
                seed,
                0,
                ((ulong)(uint)channel << 32) | (uint)element
            );
        return value;
    }

    public Rational Parameter(int parameter, long index)
    {
        if (!_parameters.TryGetValue((parameter, index), out var value) && _seed is { } seed)
            _parameters[(parameter, index)] = value = Drawn(
                _filling.Parameters,
                seed,
                1 + (ulong)parameter,
                (ulong)index
            );
        return value;
    }

    /// <summary>The element of a constant; by default a random one, the same in every model of an order.</summary>
    public int Element(string name)
    {
        if (!_elements.TryGetValue(name, out var element))
            _elements[name] = element = (int)(
                Mixing.Add(_seed ?? 0, name) % (ulong)model.Group.Order
            );
        return element;
    }

    public void SetSignal((int, int) cell, Rational value) => _signal[cell] = value;

    public void SetParameter((int, long) cell, Rational value) => _parameters[cell] = value;

    public void SetElement(string name, int element) => _elements[name] = element;

    public EqArray<SignalEntry> SignalEntries() =>
        _signal
            .Where(cell => cell.Value.Sign != 0)
            .Select(cell => new SignalEntry(cell.Key.Item1, cell.Key.Item2, cell.Value))
            .OrderBy(entry => (entry.Channel, entry.Element))
            .ToEqArray();

    public EqArray<ParameterEntry> ParameterEntries() =>
        _parameters
            .Where(cell => cell.Value.Sign != 0)
            .OrderBy(cell => cell.Key)
            .Select(cell => new ParameterEntry(
                model.Vocabulary.Parameters[cell.Key.Item1].Name,
                ParameterLayout.Index(model, cell.Key.Item1, cell.Key.Item2),
                cell.Value
            ))
            .ToEqArray();

    public EqArray<ConstantElement> ConstantElements() =>
        _elements.Select(pair => new ConstantElement(pair.Key, pair.Value)).ToEqArray();

    private static Rational Drawn(EqArray<Rational> from, ulong seed, ulong what, ulong index)
    {
        var state = Mixing.Add(Mixing.Add(Mixing.Add(seed, "data"), what), index);
        return from[(int)(state % (ulong)from.Count)];
    }
}
