using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// f, W and φ as seeded random functions into F_p. Sums, products, x ↦ x and x ↦ x² are those of the field; maximum and
/// minimum are two different random functions of the multiset of values.
/// </summary>
/// <remarks>
/// Equality of two terms for random functions implies, up to a chance of about 2⁻⁶¹ per comparison, equality for all
/// functions. No law of a particular φ or of the maximum is known here: relu(−2) and the maximum of zeros are not 0, so a
/// formula that is equivariant only because of such a law fails, and no exact counterexample to it is found.
/// </remarks>
internal sealed class HashedMeaning : Meaning<FieldElement>
{
    private readonly PrimeField _field;
    private readonly ulong _signal;
    private readonly ulong _function;
    private readonly ulong _element;
    private readonly EqArray<int> _elements;
    private readonly ulong _largest;
    private readonly ulong _smallest;
    private readonly FieldElement _pi;
    private readonly ulong[] _parameters;

    /// <param name="vocabulary">What the formula names.</param>
    /// <param name="seed">The seed of the random functions.</param>
    /// <param name="field">The field; by default that of p = 2⁶¹ − 1.</param>
    /// <param name="elements">What constants are drawn from; all elements where none are given.</param>
    public HashedMeaning(
        Vocabulary vocabulary,
        ulong seed,
        PrimeField? field = null,
        EqArray<int> elements = default
    )
    {
        _elements = elements;
        _field = field ?? PrimeField.Mersenne;
        _signal = Mixing.Add(Mixing.Add(seed, "signal"), 0);
        _function = Mixing.Add(seed, "function");
        _element = Mixing.Add(seed, "element");
        _largest = Mixing.Add(seed, "max");
        _smallest = Mixing.Add(seed, "min");
        _pi = _field.Of(Mixing.Add(seed, "π"));
        _parameters =
        [
            .. vocabulary.Parameters.Select(parameter =>
                Mixing.Add(Mixing.Add(seed, "parameter"), parameter.Name)
            ),
        ];
    }

    public override FieldElement Zero => _field.Of(0);

    public override FieldElement One => _field.Of(1);

    public override FieldElement Add(FieldElement left, FieldElement right) => left + right;

    public override FieldElement Multiply(FieldElement left, FieldElement right) => left * right;

    public override FieldElement Number(Coefficient value)
    {
        var factor = _field.Of(value.Factor.Numerator) / _field.Of(value.Factor.Denominator);
        var power = _pi.Power((ulong)Math.Abs((long)value.PowerOfPi));
        return value.PowerOfPi >= 0 ? factor * power : factor / power;
    }

    public override FieldElement Signal(int channel, int element) =>
        _field.Of(Mixing.Add(_signal, ((ulong)(uint)channel << 32) | (uint)element));

    public override FieldElement Parameter(int parameter, long index) =>
        _field.Of(Mixing.Add(_parameters[parameter], (ulong)index));

    public override int Element(string name, int order) =>
        _elements.Count > 0
            ? _elements[(int)(Mixing.Add(_element, name) % (ulong)_elements.Count)]
            : (int)(Mixing.Add(_element, name) % (ulong)order);

    public override Func<FieldElement, FieldElement> Function(PointwiseFunction function)
    {
        if (function.Equals(PointwiseFunction.Identity))
            return x => x;
        if (function.Equals(PointwiseFunction.Square))
            return x => x * x;
        var state = Mixing.Add(_function, function.Name);
        return x => _field.Of(Mixing.Add(state, x.Value));
    }

    public override FieldElement Take(
        Reduction by,
        FieldElement partial,
        FieldElement value,
        int taken
    ) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => partial + value,
            Reduction.Max => partial + _field.Of(Mixing.Add(_largest, value.Value)),
            Reduction.Min => partial + _field.Of(Mixing.Add(_smallest, value.Value)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public override FieldElement Finish(Reduction by, FieldElement partial, int count) =>
        by switch
        {
            Reduction.Sum => partial,
            Reduction.Mean => partial / _field.Of((ulong)count),
            Reduction.Max => _field.Of(
                Mixing.Add(Mixing.Add(_largest, (ulong)count), partial.Value)
            ),
            Reduction.Min => _field.Of(
                Mixing.Add(Mixing.Add(_smallest, (ulong)count), partial.Value)
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
