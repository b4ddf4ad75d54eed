using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>Reads what <see cref="CounterexampleJson"/> writes; every index is checked against its group and declaration.</summary>
internal static class CounterexampleReader
{
    public static Counterexample Read(string json, EqArray<PointwiseFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new() { MaxDepth = CounterexampleJson.Depth }
            );
            return Read(new JsonSource(document.RootElement, "$"), functions);
        }
        catch (JsonException e)
        {
            throw new CounterexampleFormatException(e.Path ?? "$", "the text is not JSON", e);
        }
        catch (ArgumentException e)
        {
            throw new CounterexampleFormatException("$", e.Message, e);
        }
    }

    private static Counterexample Read(JsonSource json, EqArray<PointwiseFunction> functions)
    {
        if (json["format"].Text != CounterexampleJson.Format)
            throw json["format"].Unexpected($"'{CounterexampleJson.Format}'");
        if (json["version"].Number != CounterexampleJson.Version)
            throw json["version"].Unexpected($"version {CounterexampleJson.Version}");
        var formula = new FormulaReader(functions).Formula(json["formula"]);
        var vocabulary = Vocabulary(json["declarations"]);
        var group = Group(json["group"]);
        const int largestSide = 32;
        var side = json["side"].Below(largestSide + 1);
        var model = FiniteModel.Of(vocabulary, group, side);
        var order = model.Group.Order;
        var read = new Counterexample
        {
            Formula = formula,
            Vocabulary = vocabulary,
            Group = group,
            Side = side,
            By = json["by"].Below(order),
            At = Exactly(json["at"], formula.Sites.Count)
                .Select(site => site.Below(order))
                .ToEqArray(),
            Channels = Exactly(json["channels"], vocabulary.OutputChannels.Count)
                .Zip(vocabulary.OutputChannels)
                .Select(pair => pair.First.Below(pair.Second))
                .ToEqArray(),
            Signal = json["signal"]
                .Items.Select(entry => Signal(entry, vocabulary, model))
                .ToEqArray(),
            Parameters = json["parameters"]
                .Items.Select(entry => Parameter(entry, model))
                .ToEqArray(),
            Constants = json["constants"]
                .Items.Select(entry => new ConstantElement(
                    entry["name"].Text,
                    entry["element"].Below(order)
                ))
                .ToEqArray(),
            Surrogates = json["surrogates"]
                .Items.Select(entry => new FunctionSurrogate(
                    entry["function"].Text,
                    new(entry["coefficients"].Items.Select(a => a.Number).ToEqArray())
                ))
                .ToEqArray(),
            Left = json["left"].Fraction(),
            Right = json["right"].Fraction(),
        };
        Sides.Exact(read.Data(), formula, new(read.Surrogates));
        return read;
    }

    private static SignalEntry Signal(JsonSource json, Vocabulary vocabulary, FiniteModel model)
    {
        var parts = Exactly(json, 3);
        var elements =
            vocabulary.InputFibre == Fibre.Trivial
                ? model.Group.TranslationCount
                : model.Group.Order;
        return new(
            parts[0].Below(vocabulary.InputChannels),
            parts[1].Below(elements),
            parts[2].Number
        );
    }

    private static ParameterEntry Parameter(JsonSource json, FiniteModel model)
    {
        var name = json["name"].Text;
        var index = json["index"].Items.Select(i => i.Number).ToEqArray();
        var declared = model.Vocabulary.Parameters;
        for (var number = 0; number < declared.Count; number++)
            if (declared[number].Name == name)
                return ParameterLayout.Flat(model, number, index) >= 0
                    ? new(name, index, json["value"].Number)
                    : throw json["index"]
                        .Unexpected(
                            $"indices below {ParameterLayout.Sizes(model, number)} per axis"
                        );
        throw json["name"].Unexpected("a declared parameter");
    }

    private static Vocabulary Vocabulary(JsonSource json) =>
        new(
            Group(json["group"]),
            json["inputFibre"].Text switch
            {
                "trivial" => Fibre.Trivial,
                "regular" => Fibre.Regular,
                _ => throw json["inputFibre"].Unexpected("trivial or regular"),
            },
            json["inputChannels"].Below(FormulaReader.MostChannels),
            json["outputChannels"]
                .Items.Select(count => count.Below(FormulaReader.MostChannels))
                .ToEqArray(),
            json["parameters"].Items.Select(Declaration).ToEqArray(),
            json["windows"].Items.Select(Window).ToEqArray()
        )
        {
            Isotropic = json["parameters"]
                .Items.Where(parameter => parameter.IsSet("isotropic"))
                .Select(parameter => parameter["name"].Text)
                .ToEqArray(),
        };

    private static ParameterDeclaration Declaration(JsonSource json) =>
        new(
            json["name"].Text,
            json["axes"].Items.Select(Axis).ToEqArray(),
            json["shape"].Items.Select(size => size.Number).ToEqArray(),
            new Initial.Constant(0)
        );

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
                return new ParameterAxis.OfWindow(json.Parts(1)[0].Text);
            default:
                throw json.Unexpected("an axis");
        }
    }

    private static DeclaredWindow Window(JsonSource json)
    {
        var sizes = json["sizes"].Items.Select(size => size.Number).ToArray();
        var region = json["outline"].Text switch
        {
            "box" => Region.Box(sizes),
            "hexagon" when sizes is [var a, var b] && a == b && a % 2 == 1 => Region.Hexagon(
                (a - 1) / 2
            ),
            _ => throw json["outline"].Unexpected("box, or hexagon with two equal odd sizes"),
        };
        var points = json["points"]
            .Items.Select(point =>
                Exactly(point, region.Dimension).Select(x => x.Number).ToEqArray()
            )
            .ToEqArray();
        return new(json["name"].Text, region, PointSet.Of(points));
    }

    private static EqArray<JsonSource> Exactly(JsonSource json, int count) =>
        json.Items.Count == count ? json.Items : throw json.Unexpected($"{count} items");

    private static PointGroup Group(JsonSource json) =>
        PointGroups.All.FirstOrDefault(group => group.Symbol == json.Text)
        ?? throw json.Unexpected("the symbol of a group of the catalogue");
}
