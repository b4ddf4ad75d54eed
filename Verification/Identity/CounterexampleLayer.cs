using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Identity;

/// <summary>
/// The case of a counterexample as a layer that can run: the torus ℤ_n^d as a grid with the fixed point of H at its centre,
/// the windows and parameters of the model, f and L_ḡ f as signals.
/// </summary>
internal sealed class CounterexampleLayer
{
    private const string Name = "counterexample";

    /// <summary>More values of a signal or a parameter are not executed.</summary>
    private const double MostValues = 1 << 24;

    private readonly Counterexample _found;
    private readonly FiniteModel _model;
    private readonly Region _grid;

    private CounterexampleLayer(Counterexample found)
    {
        _found = found;
        _model = found.Model();
        _grid = Region.Cube(found.Group.Dimension, found.Side);
        Op = Layer();
    }

    /// <summary>The layer.</summary>
    public TypedOp.Elementary Op { get; }

    /// <summary>The parameters by name.</summary>
    public Parameters<double> Parameters
    {
        get
        {
            var entries = _found.Parameters.ToDictionary(
                entry => (entry.Name, entry.Index),
                entry => entry.Value
            );
            return Parameters<double>.Generate(
                Op,
                (name, declared, flat) => entries.GetValueOrDefault((name, Entry(declared, flat)))
            );
        }
    }

    /// <summary>f.</summary>
    public Signal<double> Signal => Moved(_model.Group.Identity);

    /// <summary>L_ḡ f.</summary>
    public Signal<double> Translated => Moved(_found.By);

    /// <summary>The index of A[…](g) among the output values.</summary>
    public int Left => Index(_found.Channels[0], _found.At[0]);

    /// <summary>The index of A[…](ḡ⁻¹g) among the output values.</summary>
    public int Right =>
        Index(
            _found.Channels[0],
            _model.Group.Multiply(_model.Group.Inverse(_found.By), _found.At[0])
        );

    /// <summary>The layer of a counterexample.</summary>
    /// <exception cref="NotSupportedException">The case is not one of a layer on a grid; the message says why.</exception>
    public static CounterexampleLayer Of(Counterexample found)
    {
        if (found.Formula.Sites.Count != 1 || found.Vocabulary.OutputChannels.Count != 1)
            throw new NotSupportedException(
                $"the formula binds {found.Formula.Sites.Count} positions and {found.Vocabulary.OutputChannels.Count} channel indices; a layer λ(g; o) is expected"
            );
        if (found.Constants.Count > 0)
            throw new NotSupportedException(
                $"the formula names elements ({string.Join(", ", found.Constants.Select(constant => constant.Name))}), for which a layer has no values"
            );
        if (found.Side % 2 == 0)
            throw new NotSupportedException(
                $"the torus has the side {found.Side}; an odd side is expected, for the fixed point of H is a point of the grid"
            );
        var layer = new CounterexampleLayer(found);
        foreach (
            var (name, shape) in layer
                .Op.Meaning.Parameters.Select(parameter => (parameter.Name, parameter.Shape))
                .Append(("f", layer.Op.Input.Shape))
                .Append(("A[f]", layer.Op.Output.Shape))
        )
            if (shape.Aggregate(1.0, (product, size) => product * size) > MostValues)
                throw new NotSupportedException(
                    $"'{name}' has {string.Join(" × ", shape)} values, expected at most {MostValues}"
                );
        return layer;
    }

    private TypedOp.Elementary Layer()
    {
        var vocabulary = _found.Vocabulary;
        FieldType Type(Fibre fibre, int channels) => new(_found.Group, fibre, channels, _grid);
        return new(
            "",
            Type(vocabulary.InputFibre, vocabulary.InputChannels),
            Type(Fibre.Regular, vocabulary.OutputChannels[0]),
            new Op.Custom(Design()),
            new Denotation(
                _found.Formula,
                vocabulary.Parameters.Select(Declared).ToEqArray(),
                _model
                    .Windows.Select(window => new DeclaredWindow(
                        window.Name,
                        _grid,
                        PointSet.Of(window.Translations.Select(Centred).ToEqArray())
                    )
                    {
                        OverOutput = true,
                    })
                    .ToEqArray(),
                Geometry.Torus(_grid)
            )
        );
    }

    // Its windows are open: what they are on the torus is in the meaning.
    private Design Design() =>
        new()
        {
            Name = Name,
            Input = new(_found.Vocabulary.InputChannels, _found.Vocabulary.InputFibre),
            Output = _found.Vocabulary.OutputChannels,
            Windows = _model.Windows.Select(window => new DesignWindow(window.Name)).ToEqArray(),
            Parameters = _found
                .Vocabulary.Parameters.Select(parameter => new DesignParameter(
                    parameter.Name,
                    parameter.Axes
                ))
                .ToEqArray(),
            Formula = _found.Formula,
        };

    private ParameterDeclaration Declared(ParameterDeclaration parameter) =>
        parameter with
        {
            Shape = parameter
                .Axes.Select(axis =>
                    axis.Match(
                        of => of.Count,
                        _ => _found.Group.Order,
                        of => _model.Window(of.Window).Translations.Count
                    )
                )
                .ToEqArray(),
        };

    // The entry of the model that holds the value at a row-major index of the layer.
    private EqArray<int> Entry(ParameterDeclaration declared, int flat)
    {
        var number = _found.Vocabulary.Parameters.Index().First(p => p.Item.Name == declared.Name);
        var index = new int[declared.Shape.Count];
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            var at = flat % declared.Shape[axis];
            flat /= declared.Shape[axis];
            index[axis] = declared
                .Axes[axis]
                .Match(
                    _ => at,
                    _ => at,
                    of =>
                        _model.Entries(number.Index, of.Window)[
                            _model.Window(of.Window).Translations[at]
                        ]
                );
        }
        return EqArray.Create<int>(index);
    }

    private Signal<double> Moved(int by)
    {
        var values = new double[Op.Input.Count];
        foreach (var entry in _found.Signal)
            values[Index(entry.Channel, _model.Group.Multiply(by, entry.Element))] = entry.Value;
        return Signal<double>.Create(Op.Input, EqArray.Create<double>(values).Items);

        int Index(int channel, int element) =>
            Op.Input.Fibre == Fibre.Trivial
                ? channel * _model.Group.TranslationCount + Cell(element)
                : this.Index(channel, element);
    }

    private int Index(int channel, int element) =>
        (channel * _found.Group.Order + _model.Group.LinearPart(element))
            * _model.Group.TranslationCount
        + Cell(element);

    private int Cell(int element)
    {
        var half = (_found.Side - 1) / 2;
        return _model
            .Group.TranslationAt(_model.Group.TranslationPart(element))
            .Aggregate(0, (index, x) => index * _found.Side + (x + half) % _found.Side);
    }

    // In doubled coordinates about the centre of the grid.
    private EqArray<int> Centred(int translation)
    {
        var half = (_found.Side - 1) / 2;
        return _model
            .Group.TranslationAt(translation)
            .Select(x => 2 * ((x + half) % _found.Side - half))
            .ToEqArray();
    }
}
