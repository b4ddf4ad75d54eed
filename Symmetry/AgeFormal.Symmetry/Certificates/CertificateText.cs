using System.Text.Json;
using System.Text.Json.Serialization;
using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Certificates;

/// <summary>Certificates as JSON.</summary>
public static class CertificateText
{
    // No certificate of a network that can be read is larger.
    private const int MostCharacters = 1 << 30;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The certificate as JSON, of the schema <see cref="SymmetryCertificate.Schema"/>.</summary>
    public static string ToJson(this SymmetryCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return JsonSerializer.Serialize(
            new Whole(
                SymmetryCertificate.Schema,
                certificate.Sha256,
                certificate.Group,
                certificate.Input,
                [.. certificate.Elements],
                [
                    .. certificate.Generators.Select(generator => new Element(
                        generator.Element,
                        [
                            .. generator.Steps.Select(step => new Step(
                                step.Step,
                                step.Layer,
                                [
                                    .. step.Blocks.Select(block => new Block(
                                        [.. block.Axes],
                                        block.Map.Count > 0 ? [.. block.Map] : null,
                                        block.Turn.Count > 0 ? [.. block.Turn] : null
                                    )),
                                ],
                                step.Taps.Count > 0 ? [.. step.Taps] : null
                            )),
                        ]
                    )),
                ]
            ),
            Options
        );
    }

    /// <summary>Reads a certificate.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="CertificateFormatException">The text is no certificate of this version; names the place.</exception>
    public static SymmetryCertificate Parse(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        if (json.Length > MostCharacters)
            throw new CertificateFormatException(
                source,
                "",
                $"{json.Length} characters, expected at most {MostCharacters}"
            );
        Whole whole;
        try
        {
            whole =
                JsonSerializer.Deserialize<Whole>(json, Options)
                ?? throw new CertificateFormatException(source, "", "null, expected a certificate");
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new CertificateFormatException(
                source,
                (fault as JsonException)?.Path ?? "",
                Excerpt.Of(fault.Message.Split(" Path:")[0].TrimEnd('.'))
            );
        }
        if (whole.Schema != SymmetryCertificate.Schema)
            throw new CertificateFormatException(
                source,
                "$.schema",
                $"'{Excerpt.Of(whole.Schema)}', expected '{SymmetryCertificate.Schema}'"
            );
        if (!Enum.IsDefined(whole.Input))
            throw new CertificateFormatException(source, "$.input", "an unknown action");
        return new(
            whole.Sha256,
            whole.Group,
            whole.Input,
            whole.Elements.ToEqArray(),
            whole
                .Generators.Select(generator => new CertifiedElement(
                    generator.Name,
                    generator
                        .Steps.Select(step => new CertifiedStep(
                            step.Number,
                            step.Layer,
                            step.Blocks.Select(block => new CertifiedBlock(
                                    block.Axes.ToEqArray(),
                                    (block.Map ?? []).ToEqArray(),
                                    (block.Turn ?? []).ToEqArray()
                                ))
                                .ToEqArray(),
                            (step.Taps ?? []).ToEqArray()
                        ))
                        .ToEqArray()
                ))
                .ToEqArray()
        );
    }

    private sealed record Whole(
        string Schema,
        string Sha256,
        string Group,
        InputAction Input,
        string[] Elements,
        Element[] Generators
    );

    private sealed record Element(
        [property: JsonPropertyName("element")] string Name,
        Step[] Steps
    );

    private sealed record Step(
        [property: JsonPropertyName("step")] int Number,
        string Layer,
        Block[] Blocks,
        int[]? Taps = null
    );

    private sealed record Block(int[] Axes, int[]? Map = null, int[]? Turn = null);
}
