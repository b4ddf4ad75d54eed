using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Rendering;

/// <summary>Reads what <see cref="FormulaJson"/> writes.</summary>
internal sealed class FormulaReader(EqArray<PointwiseFunction> functions)
{
    /// <summary>A count of channels is below this: as many as a design may have.</summary>
    public const int MostChannels = Limits.Channels + 1;

    /// <summary>The number of positions and of channel indices that a formula binds.</summary>
    private const int MostVariables = 16;

    public Formula Formula(JsonSource json)
    {
        json.Only("sites", "channels", "body");
        return new(Names(json["sites"]), Names(json["channels"]), Term(json["body"]));
    }

    private static EqArray<string> Names(JsonSource json)
    {
        if (json.Count > MostVariables)
            throw json.Unexpected($"at most {MostVariables} names");
        var names = json.Items.Select(name => name.Name).ToEqArray();
        return names.Distinct().Count() == names.Count
            ? names
            : throw json.Unexpected("distinct names");
    }

    private EqArray<Term> Terms(JsonSource json) =>
        json.Count > 1
            ? json.Items.Skip(1).Select(Term).ToEqArray()
            : throw json.Unexpected($"'{json.Tag}' with one part or more");

    private Term Term(JsonSource json)
    {
        Recursion.Enter();
        switch (json.Tag)
        {
            case "number":
                var number = json.Parts(2);
                return new Term.Constant(new(number[0].Fraction(), PowerOfPi(number[1])));
            case "signal":
                var signal = json.Parts(2);
                return new Term.Signal(Channel(signal[0]), Site(signal[1]));
            case "parameter":
                var parameter = json.Parts(3);
                return new Term.Parameter(
                    parameter[0].Name,
                    parameter[1].Items.Select(Rel).ToEqArray(),
                    parameter[2].Items.Select(Channel).ToEqArray()
                );
            case "function":
                var function = json.Parts(2);
                return new Term.Pointwise(Function(function[0]), Term(function[1]));
            case "sum":
                return new Term.Sum(Terms(json));
            case "product":
                return new Term.Product(Terms(json));
            case "reduce":
                var reduce = json.Parts(4);
                return new Term.Reduce(
                    By(reduce[0]),
                    reduce[1].Name,
                    Domain(reduce[2]),
                    Term(reduce[3])
                );
            default:
                throw json.Unexpected("a term");
        }
    }

    /// <summary>πⁿ is a product of |n| factors, so n is kept small.</summary>
    private static int PowerOfPi(JsonSource json)
    {
        const int largest = 64;
        return Math.Abs((long)json.Number) <= largest
            ? json.Number
            : throw json.Unexpected($"a power of π from −{largest} to {largest}");
    }

    private PointwiseFunction Function(JsonSource json) =>
        Known(json.Text)
        ?? throw json.Unexpected(
            "a known function; a function of the user's own is to be given to the reader"
        );

    private PointwiseFunction? Known(string name) =>
        functions.FirstOrDefault(function => function.Name == name) ?? PointwiseFunction.Find(name);

    private static Reduction By(JsonSource json) =>
        ReductionNames.Find(json.Text) ?? throw json.Unexpected("sum, mean, max or min");

    private static Domain Domain(JsonSource json)
    {
        switch (json.Tag)
        {
            case "sites":
                json.Parts(0);
                return new Domain.Sites();
            case "group":
                json.Parts(0);
                return new Domain.WholeGroup();
            case "translations":
                json.Parts(0);
                return new Domain.Translations();
            case "point-elements":
                json.Parts(0);
                return new Domain.PointElements();
            case "window":
                return new Domain.Window(json.Parts(1)[0].Name);
            case "absolute-window":
                var window = json.Parts(2);
                return new Domain.AbsoluteWindow(window[0].Name, Site(window[1]));
            case "channels":
                return new Domain.Channels(json.Parts(1)[0].Below(MostChannels));
            default:
                throw json.Unexpected("a domain");
        }
    }

    private static Site Site(JsonSource json)
    {
        Recursion.Enter();
        if (json.IsText)
            return new Site.Variable(json.Name);
        if (json.Tag != "moved")
            throw json.Unexpected("a position");
        var parts = json.Parts(2);
        return new Site.Moved(Site(parts[0]), Rel(parts[1]));
    }

    private static Rel Rel(JsonSource json)
    {
        Recursion.Enter();
        if (json.IsText)
            return new Rel.Variable(json.Name);
        switch (json.Tag)
        {
            case "constant":
                return new Rel.Constant(json.Parts(1)[0].Name);
            case "unit":
                json.Parts(0);
                return new Rel.Unit();
            case "between":
                var between = json.Parts(2);
                return new Rel.Between(Site(between[0]), Site(between[1]));
            case "product":
                var product = json.Parts(2);
                return new Rel.Product(Rel(product[0]), Rel(product[1]));
            case "inverse":
                return new Rel.Inverse(Rel(json.Parts(1)[0]));
            case "point-part":
                return new Rel.PointPart(Rel(json.Parts(1)[0]));
            case "translation-part":
                return new Rel.TranslationPart(Rel(json.Parts(1)[0]));
            case "absolute":
                return new Rel.Absolute(Site(json.Parts(1)[0]));
            default:
                throw json.Unexpected("a relative element");
        }
    }

    private static Channel Channel(JsonSource json)
    {
        Recursion.Enter();
        if (json.IsText)
            return new Channel.Variable(json.Name);
        if (!json.IsArray)
            return new Channel.Literal(json.Below(MostChannels));
        if (json.Tag != "in-group")
            throw json.Unexpected("a channel index");
        var parts = json.Parts(3);
        return new Channel.InGroup(
            Channel(parts[0]),
            parts[1].Below(MostChannels),
            Channel(parts[2])
        );
    }
}
