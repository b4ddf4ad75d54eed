using System.Text;
using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Intervals;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Rendering;

/// <summary>Reads what <see cref="CounterexampleJson"/> writes; every index is checked against its group and declaration.</summary>
internal static class CounterexampleReader
{
    // A file names one finite group. A window of side w has cases on a torus of side w.
    private const int LargestSide = 512;
    private const int LargestOrder = 1 << 18;
    private const int MostAxes = 16;
    private const int MostCoefficients = 16;

    /// <summary>The largest coordinate of a point of a window, doubled.</summary>
    private const int LargestCoordinate = 1 << 20;

    public static Counterexample Read(string json, EqArray<PointwiseFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), functions);
    }

    public static Counterexample Read(
        ReadOnlyMemory<byte> json,
        EqArray<PointwiseFunction> functions
    )
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new() { MaxDepth = CounterexampleJson.Depth, AllowDuplicateProperties = false }
            );
            return Read(new JsonSource(document.RootElement, JsonPath.Root), functions);
        }
        catch (JsonException e)
        {
            throw new CounterexampleFormatException(
                "$",
                $"the text is not JSON with distinct names ({e.Message.TrimEnd('.')})",
                e
            );
        }
        catch (InvalidOperationException e)
        {
            // A name of a property that is spelled with the escape of a lone surrogate is no text.
            throw new CounterexampleFormatException("$", "a name is no text", e);
        }
        catch (ArgumentException e)
        {
            throw new CounterexampleFormatException("$", e.Message.TrimEnd('.'), e);
        }
    }

    private static Counterexample Read(JsonSource json, EqArray<PointwiseFunction> functions)
    {
        json.Only(
            "format",
            "version",
            "formula",
            "text",
            "declarations",
            "group",
            "side",
            "by",
            "at",
            "channels",
            "signal",
            "parameters",
            "constants",
            "surrogates",
            "left",
            "right"
        );
        if (json["format"].Text != CounterexampleJson.Format)
            throw json["format"].Unexpected($"'{CounterexampleJson.Format}'");
        if (json["version"].Number != CounterexampleJson.Version)
            throw json["version"].Unexpected($"version {CounterexampleJson.Version}");
        _ = json["text"].Text;
        var formula = new FormulaReader(functions).Formula(json["formula"]);
        var vocabulary = Vocabulary(json["declarations"]);
        var group = Group(json["group"]);
        var side = json["side"].Below(LargestSide + 1);
        if (Math.Pow(side, group.Dimension) * group.Order > LargestOrder)
            throw json["side"]
                .Unexpected($"a side n with n^{group.Dimension}·{group.Order} ≤ {LargestOrder}");
        var model = FiniteModel.Of(vocabulary, group, side);
        var order = model.Group.Order;
        var read = new Counterexample
        {
            Formula = formula,
            Vocabulary = vocabulary,
            Group = group,
            Side = side,
            By = json["by"].Below(order),
            At = json["at"]
                .Exactly(formula.Sites.Count)
                .Select(site => site.Below(order))
                .ToEqArray(),
            Channels = json["channels"]
                .Exactly(vocabulary.OutputChannels.Count)
                .Zip(vocabulary.OutputChannels)
                .Select(pair => pair.First.Below(pair.Second))
                .ToEqArray(),
            Signal = Distinct(
                json["signal"],
                entry => Signal(entry, vocabulary, model),
                entry => (entry.Channel, entry.Element)
            ),
            Parameters = Distinct(
                json["parameters"],
                entry => Parameter(entry, model),
                entry => (entry.Name, entry.Index)
            ),
            Constants = Distinct(
                json["constants"],
                entry =>
                {
                    entry.Only("name", "element");
                    return new ConstantElement(entry["name"].Name, entry["element"].Below(order));
                },
                constant => constant.Name
            ),
            Surrogates = Distinct(json["surrogates"], Surrogate, surrogate => surrogate.Function),
            Left = Side(json["left"]),
            Right = Side(json["right"]),
        };
        Sides.Real(read.Data(), formula);
        return read;
    }

    private static EqArray<T> Distinct<T, TKey>(
        JsonSource json,
        Func<JsonSource, T> read,
        Func<T, TKey> key
    )
    {
        var seen = new HashSet<TKey>();
        return json
            .Items.Select(item =>
                read(item) is var value && seen.Add(key(value))
                    ? value
                    : throw item.Unexpected("each entry once")
            )
            .ToEqArray();
    }

    private static FunctionSurrogate Surrogate(JsonSource json)
    {
        json.Only("function", "coefficients");
        var coefficients = json["coefficients"];
        return coefficients.Count <= MostCoefficients
            ? new(json["function"].Text, new(coefficients.Numbers()))
            : throw coefficients.Unexpected($"at most {MostCoefficients} coefficients");
    }

    private static Rational Value(JsonSource json) => json.IsText ? json.Fraction() : json.Number;

    private static Enclosure Side(JsonSource json)
    {
        if (json.IsText)
            return json.Fraction();
        var bounds = json.Exactly(2);
        var (low, high) = (bounds[0].Decimal(), bounds[1].Decimal());
        return low <= high
            ? new(low, high)
            : throw json.Unexpected("a lower bound that is not above the upper one");
    }

    private static SignalEntry Signal(JsonSource json, Vocabulary vocabulary, FiniteModel model)
    {
        var parts = json.Exactly(3);
        var elements =
            vocabulary.InputFibre == Fibre.Trivial
                ? model.Group.TranslationCount
                : model.Group.Order;
        return new(
            parts[0].Below(vocabulary.InputChannels),
            parts[1].Below(elements),
            Value(parts[2])
        );
    }

    private static ParameterEntry Parameter(JsonSource json, FiniteModel model)
    {
        json.Only("name", "index", "value");
        var name = json["name"].Name;
        var index = json["index"].Numbers();
        var declared = model.Vocabulary.Parameters;
        for (var number = 0; number < declared.Count; number++)
            if (declared[number].Name == name)
                return ParameterLayout.Flat(model, number, index) >= 0
                    ? new(name, index, Value(json["value"]))
                    : throw json["index"]
                        .Unexpected(
                            $"indices below {ParameterLayout.Sizes(model, number)} per axis"
                        );
        throw json["name"].Unexpected("a declared parameter");
    }

    private static Vocabulary Vocabulary(JsonSource json)
    {
        json.Only(
            "group",
            "inputFibre",
            "inputChannels",
            "outputChannels",
            "parameters",
            "windows"
        );
        var outputs = json["outputChannels"];
        if (outputs.Count > MostAxes)
            throw outputs.Unexpected($"at most {MostAxes} sizes");
        return new(
            Group(json["group"]),
            json["inputFibre"].Text switch
            {
                "trivial" => Fibre.Trivial,
                "regular" => Fibre.Regular,
                _ => throw json["inputFibre"].Unexpected("trivial or regular"),
            },
            json["inputChannels"].Below(FormulaReader.MostChannels),
            outputs.Items.Select(count => count.Below(FormulaReader.MostChannels)).ToEqArray(),
            Distinct(json["parameters"], Declaration, parameter => parameter.Name),
            Distinct(json["windows"], Window, window => window.Name)
        )
        {
            Isotropic = json["parameters"]
                .Items.Where(parameter => parameter.IsSet("isotropic"))
                .Select(parameter => parameter["name"].Name)
                .ToEqArray(),
        };
    }

    private static ParameterDeclaration Declaration(JsonSource json)
    {
        json.Only("name", "isotropic", "shape", "axes");
        var (axes, shape) = (json["axes"], json["shape"]);
        if (axes.Count > MostAxes)
            throw axes.Unexpected($"at most {MostAxes} axes");
        if (shape.Count > 2 * MostAxes)
            throw shape.Unexpected($"at most {2 * MostAxes} sizes");
        return new(
            json["name"].Name,
            axes.Items.Select(Axis).ToEqArray(),
            shape.Numbers(),
            new Initial.Constant(0)
        );
    }

    private static ParameterAxis Axis(JsonSource json)
    {
        switch (json.Tag)
        {
            case "channels":
                return new ParameterAxis.OfChannels(
                    json.Parts(1)[0].Below(FormulaReader.MostChannels)
                );
            case "point-elements":
                json.Parts(0);
                return new ParameterAxis.OfPointElements();
            case "window":
                return new ParameterAxis.OfWindow(json.Parts(1)[0].Name);
            default:
                throw json.Unexpected("an axis");
        }
    }

    private static DeclaredWindow Window(JsonSource json)
    {
        json.Only("name", "outline", "sizes", "points");
        if (json["sizes"].Count > 3)
            throw json["sizes"].Unexpected("at most 3 sizes");
        var sizes = json["sizes"].Numbers();
        var region = json["outline"].Text switch
        {
            "box" => Region.Box(sizes.AsSpan()),
            "hexagon" when sizes is [var a, var b] && a == b && a % 2 == 1 => Region.Hexagon(
                (a - 1) / 2
            ),
            _ => throw json["outline"].Unexpected("box, or hexagon with two equal odd sizes"),
        };
        var points = json["points"].Items.Select(point => Point(point, region)).ToEqArray();
        return new(json["name"].Name, region, PointSet.Of(points));
    }

    private static EqArray<int> Point(JsonSource json, Region region)
    {
        if (json.Count != region.Dimension)
            throw json.Unexpected($"{region.Dimension} coordinates");
        var point = json.Numbers();
        return point.All(x => x is >= -LargestCoordinate and <= LargestCoordinate)
            ? point
            : throw json.Unexpected(
                $"coordinates from −{LargestCoordinate} to {LargestCoordinate}, not {point}"
            );
    }

    private static PointGroup Group(JsonSource json) =>
        Known(json.Text) ?? throw json.Unexpected("the symbol of a group of the catalogue");

    private static PointGroup? Known(string symbol) =>
        PointGroups.All.FirstOrDefault(group => group.Symbol == symbol);
}
