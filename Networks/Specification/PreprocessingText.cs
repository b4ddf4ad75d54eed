using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Networks.Images;

namespace AgeFormal.Networks.Specification;

/// <summary>
/// A preprocessing as a JSON text, for example
/// <c>{"white":255,"mean":0.131775,"deviation":0.291525,"axes":"columns, rows"}</c>. Where each channel has its own, mean and
/// deviation are arrays. <c>"fit"</c> is "contain", "cover", "stretch" or "centre"; "contain" is not written.
/// Law: Parse(Render(p)) = p.
/// </summary>
public static class PreprocessingText
{
    private const string White = "white";
    private const string Mean = "mean";
    private const string Deviation = "deviation";
    private const string Axes = "axes";
    private const string Fit = "fit";
    private const int MostChannels = 1 << 12;

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text.</summary>
    public static string Render(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        var text = new JsonObject
        {
            [White] = Preprocessing.White,
            [Mean] = Constants(preprocessing.Normalization.Means),
            [Deviation] = Constants(preprocessing.Normalization.Deviations),
            [Axes] = Name(preprocessing.Axes),
        };
        if (preprocessing.Fit != PictureFit.Contain)
            text[Fit] = Name(preprocessing.Fit);
        return text.ToJsonString(Compact);
    }

    /// <summary>The preprocessing that a text describes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="SpecificationException">The text is none.</exception>
    public static Preprocessing Parse(string text, string source = "preprocessing") =>
        SpecificationText.Read(text, source, Read);

    private static Preprocessing Read(JsonPlace document)
    {
        document.Object(White, Mean, Deviation, Axes, Fit);
        document[White].Integer(Preprocessing.White, Preprocessing.White);
        var means = Constants(document[Mean], place => place.Number());
        var deviations = Constants(document[Deviation], Positive);
        if (means.Count != deviations.Count)
            throw document[Deviation].Fault($"{means.Count}, one for each mean");
        return Preprocessing.Of(
            document[Axes].OneOf(Enum.GetValues<AxisOrder>(), Name),
            Normalization.Of(means, deviations),
            document.Maybe(Fit)?.OneOf(Enum.GetValues<PictureFit>(), Name) ?? PictureFit.Contain
        );
    }

    private static EqArray<double> Constants(JsonPlace place, Func<JsonPlace, double> read)
    {
        if (!place.IsArray)
            return [read(place)];
        var constants = place.Array(MostChannels, read);
        return constants.Count > 0 ? constants : throw place.Fault("at least one number");
    }

    private static JsonNode Constants(EqArray<double> constants) =>
        constants.Count == 1
            ? constants[0]
            : new JsonArray([.. constants.Select(one => (JsonNode)one)]);

    private static double Positive(JsonPlace place) =>
        place.Number() is > 0 and var number ? number : throw place.Fault("a positive number");

    private static string Name(AxisOrder axes) =>
        axes == AxisOrder.RowsColumns ? "rows, columns" : "columns, rows";

    private static string Name(PictureFit fit) =>
        fit switch
        {
            PictureFit.Cover => "cover",
            PictureFit.Stretch => "stretch",
            PictureFit.Centre => "centre",
            _ => "contain",
        };
}
