using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>The case of a counterexample as a layer that can run, with its parameters, f and L_ḡ f as signals.</summary>
internal sealed class CounterexampleLayer
{
    private readonly Counterexample _found;
    private readonly TorusGroup _group;
    private readonly TorusLayer _layer;

    private CounterexampleLayer(Counterexample found)
    {
        var model = found.Model();
        _found = found;
        _group = model.Group;
        _layer = TorusLayer.Of(
            model,
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
            var entries = _found.Parameters.ToDictionary(
                entry => (entry.Name, entry.Index),
                entry => entry.Value
            );
            return _layer.Parameters((name, index) => entries.GetValueOrDefault((name, index)));
        }
    }

    /// <summary>f.</summary>
    public Signal<double> Signal => Moved(_group.Identity);

    /// <summary>L_ḡ f.</summary>
    public Signal<double> Translated => Moved(_found.By);

    /// <summary>The index of A[…](g) among the output values.</summary>
    public int Left => _layer.Index(_found.Channels[0], _found.At[0]);

    /// <summary>The index of A[…](ḡ⁻¹g) among the output values.</summary>
    public int Right =>
        _layer.Index(_found.Channels[0], _group.Multiply(_group.Inverse(_found.By), _found.At[0]));

    /// <summary>The layer of a counterexample.</summary>
    /// <exception cref="NotSupportedException">The case is not one of a layer on a grid; the message says why.</exception>
    public static CounterexampleLayer Of(Counterexample found) => new(found);

    private Signal<double> Moved(int by)
    {
        var back = _group.Inverse(by);
        var entries = _found.Signal.ToDictionary(
            entry => (entry.Channel, At(entry.Element)),
            entry => entry.Value
        );
        return _layer.Signals(
            1,
            (_, channel, element) =>
                entries.GetValueOrDefault((channel, At(_group.Multiply(back, element))))
        );
    }

    // On the lattice a value belongs to the translation part.
    private int At(int element) =>
        Op.Input.Fibre == Fibre.Trivial ? _group.TranslationPart(element) : element;
}
