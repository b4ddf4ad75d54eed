using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Models;

/// <summary>
/// A formula as a layer that can run: the torus ℤ_n^d of a finite model as a grid with the fixed point of H at its centre, with
/// the windows and parameters of the model.
/// </summary>
internal sealed class TorusLayer
{
    /// <summary>More values of a signal or a parameter are not executed.</summary>
    private const double MostValues = 1 << 24;

    /// <summary>A layer that computes more values for one signal is not executed.</summary>
    private const double MostValuesComputed = 1 << 27;

    private readonly FiniteModel _model;
    private readonly Region _grid;

    private TorusLayer(FiniteModel model, Formula formula)
    {
        _model = model;
        _grid = Region.Cube(PointGroup.Dimension, Group.Size);
        Op = Layer(formula);
        Computed = ExecutionCost.Total(Op);
    }

    /// <summary>The layer.</summary>
    public TypedOp.Elementary Op { get; }

    /// <summary>The number of values that the layer computes for one signal.</summary>
    public double Computed { get; }

    /// <summary>The finite group.</summary>
    public TorusGroup Group => _model.Group;

    private PointGroup PointGroup => Group.PointGroup;

    private Vocabulary Vocabulary => _model.Vocabulary;

    /// <summary>The elements at which the input has values: G, or N on the lattice.</summary>
    private int[] Places => Op.Input.Fibre == Fibre.Trivial ? _model.Translations : _model.Elements;

    /// <summary>The layer of a formula.</summary>
    /// <param name="model">The torus.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="constants">The fixed elements that it names.</param>
    /// <exception cref="NotSupportedException">It is not one of a layer on a grid; the message says why.</exception>
    public static TorusLayer Of(FiniteModel model, Formula formula, EqArray<string> constants)
    {
        if (formula.Sites.Count != 1 || model.Vocabulary.OutputChannels.Count != 1)
            throw new NotSupportedException(
                $"the formula binds {formula.Sites.Count} positions and {model.Vocabulary.OutputChannels.Count} channel indices; a layer λ(g; o) is expected"
            );
        if (constants.Count > 0)
            throw new NotSupportedException(
                $"the formula names elements ({string.Join(", ", constants)}), for which a layer has no values"
            );
        if (model.Group.Size % 2 == 0)
            throw new NotSupportedException(
                $"the torus has the side {model.Group.Size}; an odd side is expected, for the fixed point of H is a point of the grid"
            );
        var layer = new TorusLayer(model, formula);
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
        if (layer.Computed > MostValuesComputed)
            throw new NotSupportedException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"the layer computes {layer.Computed:G2} values for one signal on ℤ_{model.Group.Size}^{model.Group.PointGroup.Dimension} ⋊ {model.Group.PointGroup.Name}, expected at most {MostValuesComputed:G2}"
                )
            );
        return layer;
    }

    /// <summary>The parameters by a function of the name and the entry of the model, −1 on an axis where the model has 0.</summary>
    public Parameters<double> Parameters(Func<string, EqArray<int>, double> value) =>
        Parameters<double>.Generate(
            Op,
            (name, declared, flat) =>
                Entry(declared, flat) is var entry && entry.Contains(-1) ? 0 : value(name, entry)
        );

    /// <summary>(L_ḡ f)_c(s) = f_c(ḡ⁻¹s) for each ḡ, f by a function of the channel and the element; on the lattice that of a translation.</summary>
    public Signal<double> Translated(EqArray<int> by, Func<int, int, double> f)
    {
        var values = new double[by.Count * Op.Input.Count];
        for (var signal = 0; signal < by.Count; signal++)
        {
            var back = Group.Inverse(by[signal]);
            for (var channel = 0; channel < Op.Input.Channels; channel++)
                foreach (var element in Places)
                    values[signal * Op.Input.Count + Index(Op.Input, channel, element)] = f(
                        channel,
                        Place(Group.Multiply(back, element))
                    );
        }
        return Signal<double>.Create(Op.Input, EqArray.Create<double>(values).Items);
    }

    /// <summary>The element to which a value of f belongs: on the lattice the translation part.</summary>
    public int Place(int element) =>
        Op.Input.Fibre == Fibre.Trivial ? Group.TranslationPart(element) : element;

    /// <summary>The index of the output at an element.</summary>
    public int Index(int channel, int element) => Index(Op.Output, channel, element);

    private int Index(FieldType type, int channel, int element) =>
        (channel * type.FibreSize + (type.Fibre == Fibre.Trivial ? 0 : Group.LinearPart(element)))
            * Group.TranslationCount
        + Cell(Group.TranslationPart(element));

    private TypedOp.Elementary Layer(Formula formula)
    {
        FieldType Type(Fibre fibre, int channels) => new(PointGroup, fibre, channels, _grid);
        return new(
            "",
            Type(Vocabulary.InputFibre, Vocabulary.InputChannels),
            Type(Fibre.Regular, Vocabulary.OutputChannels[0]),
            new Op.Custom(Design(formula)),
            new Denotation(
                formula,
                Vocabulary.Parameters.Select(Declared).ToEqArray(),
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
    private Design Design(Formula formula) =>
        new()
        {
            Name = "torus",
            Input = new(Vocabulary.InputChannels, Vocabulary.InputFibre),
            Output = Vocabulary.OutputChannels,
            Windows = _model.Windows.Select(window => new DesignWindow(window.Name)).ToEqArray(),
            Parameters = Vocabulary
                .Parameters.Select(parameter => new DesignParameter(parameter.Name, parameter.Axes))
                .ToEqArray(),
            Formula = formula,
        };

    private ParameterDeclaration Declared(ParameterDeclaration parameter) =>
        parameter with
        {
            Shape = parameter
                .Axes.Select(axis =>
                    axis.Match(
                        channels: of => of.Count,
                        pointElements: _ => PointGroup.Order,
                        window: of => _model.Window(of.Window).Translations.Count
                    )
                )
                .ToEqArray(),
        };

    // The entry of the model that holds the value at a row-major index of the layer.
    private EqArray<int> Entry(ParameterDeclaration declared, int flat)
    {
        var number = Vocabulary.Parameters.Index().First(p => p.Item.Name == declared.Name).Index;
        var index = new int[declared.Shape.Count];
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            var at = flat % declared.Shape[axis];
            flat /= declared.Shape[axis];
            index[axis] = declared
                .Axes[axis]
                .Match(
                    channels: _ => at,
                    pointElements: _ => at,
                    window: of =>
                        _model.Entries(number, of.Window)[_model.Window(of.Window).Translations[at]]
                );
        }
        return EqArray.Create<int>(index);
    }

    private int Half => (Group.Size - 1) / 2;

    private int Cell(int translation) =>
        Group
            .TranslationAt(translation)
            .Aggregate(0, (index, x) => index * Group.Size + (x + Half) % Group.Size);

    // In doubled coordinates about the centre of the grid.
    private EqArray<int> Centred(int translation) =>
        Group
            .TranslationAt(translation)
            .Select(x => 2 * ((x + Half) % Group.Size - Half))
            .ToEqArray();
}
