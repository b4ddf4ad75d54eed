using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Counterexamples;

/// <summary>The case of a counterexample as a layer that can run, with its parameters, f and L_ḡ f as signals.</summary>
internal sealed class CounterexampleLayer
{
    private readonly Counterexample _found;
    private readonly TorusLayer _layer;

    private CounterexampleLayer(Counterexample found)
    {
        _found = found;
        _layer = TorusLayer.Of(
            found.Model(),
            found.Formula,
            found.Constants.Select(constant => constant.Name).ToEqArray()
        );
    }

    /// <summary>The layer.</summary>
    public TypedOp.Elementary Op => _layer.Op;

    /// <summary>The parameters by name.</summary>
    public Parameters<double> Parameters
    {
        get
        {
            var entries = Last(
                _found.Parameters,
                entry => (entry.Name, entry.Index),
                entry => entry.Value.ToDouble()
            );
            return _layer.Parameters((name, index) => entries.GetValueOrDefault((name, index)));
        }
    }

    /// <summary>f.</summary>
    public Signal<double> Signal => Moved(_layer.Group.Identity);

    /// <summary>L_ḡ f.</summary>
    public Signal<double> Translated => Moved(_found.By);

    /// <summary>The index of A[…](g) among the output values.</summary>
    public int Left => _layer.Index(_found.Channels[0], _found.At[0]);

    /// <summary>The index of A[…](ḡ⁻¹g) among the output values.</summary>
    public int Right =>
        _layer.Index(
            _found.Channels[0],
            _layer.Group.Multiply(_layer.Group.Inverse(_found.By), _found.At[0])
        );

    /// <summary>The layer of a counterexample.</summary>
    /// <exception cref="NotSupportedException">The case is not one of a layer on a grid; the message says why.</exception>
    public static CounterexampleLayer Of(Counterexample found) => new(found);

    private Signal<double> Moved(int by)
    {
        var entries = Last(
            _found.Signal,
            entry => (entry.Channel, _layer.Place(entry.Element)),
            entry => entry.Value.ToDouble()
        );
        return _layer.Translated(
            [by],
            (channel, element) => entries.GetValueOrDefault((channel, element))
        );
    }

    // A file may list an entry twice; the last one counts, as in the model.
    private static Dictionary<TKey, double> Last<T, TKey>(
        EqArray<T> entries,
        Func<T, TKey> key,
        Func<T, double> value
    )
        where TKey : notnull => entries.GroupBy(key).ToDictionary(g => g.Key, g => value(g.Last()));
}
