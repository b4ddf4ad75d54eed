using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgeFormal.Networks.Images;

namespace AgeFormal.Networks.Specification;

/// <summary>
/// A preprocessing as a JSON text, for example
/// <c>{"white":255,"mean":0.131775,"deviation":0.291525,"axes":"columns, rows"}</c>. Law: Parse(Render(p)) = p.
/// </summary>
public static class PreprocessingText
{
    private const string White = "white";
    private const string Mean = "mean";
    private const string Deviation = "deviation";
    private const string Axes = "axes";

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text.</summary>
    public static string Render(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        return new JsonObject
        {
            [White] = Preprocessing.White,
            [Mean] = preprocessing.Normalization.Mean,
            [Deviation] = preprocessing.Normalization.Deviation,
            [Axes] = Name(preprocessing.Axes),
        }.ToJsonString(Compact);
    }

    /// <summary>The preprocessing that a text describes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="SpecificationException">The text is none.</exception>
    public static Preprocessing Parse(string text, string source = "preprocessing") =>
        SpecificationText.Read(text, source, Read);

    private static Preprocessing Read(JsonPlace document)
    {
        document.Object(White, Mean, Deviation, Axes);
        document[White].Integer(Preprocessing.White, Preprocessing.White);
        var deviation = document[Deviation].Number();
        return Preprocessing.Of(
            document[Axes].OneOf(Enum.GetValues<AxisOrder>(), Name),
            Normalization.Of(
                document[Mean].Number(),
                deviation > 0 ? deviation : throw document[Deviation].Fault("a positive number")
            )
        );
    }

    private static string Name(AxisOrder axes) =>
        axes == AxisOrder.RowsColumns ? "rows, columns" : "columns, rows";
}
