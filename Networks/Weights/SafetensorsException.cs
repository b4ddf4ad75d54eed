using AgeFormal.Algebra;

namespace AgeFormal.Networks.Weights;

/// <summary>A safetensors file breaks the format. The message names file, tensor, value and what was expected.</summary>
public sealed class SafetensorsException : Exception
{
    private const int ShownLength = 120;

    private const string Conversion =
        "python3 -c \"import sys, torch, safetensors.torch as s; s.save_file({k: v.contiguous() for k, v in torch.load(sys.argv[1], map_location='cpu', weights_only=True).items()}, sys.argv[2])\" FILE OUT.safetensors";

    internal SafetensorsException(
        SafetensorsFault fault,
        string file,
        string? tensor,
        string found,
        string expected,
        Exception? cause = null
    )
        : base(
            $"{Excerpt.Of(file, 1000)}{(tensor is null ? "" : $", tensor '{Clip(tensor)}'")}: found {Clip(found)}; expected {expected}.",
            cause
        )
    {
        Fault = fault;
        File = file;
        Tensor = tensor;
        Found = found;
        Expected = expected;
    }

    private SafetensorsException(string file, FileKind kind, string found, string expected)
        : base($"{Excerpt.Of(file, 1000)}: not a safetensors file: {found}; expected {expected}.")
    {
        Fault = SafetensorsFault.OtherKind;
        File = file;
        Found = found;
        Expected = expected;
        Kind = kind;
    }

    /// <summary>The refusal of a file that starts as one of another kind does; null where its kind is not known.</summary>
    internal static SafetensorsException? OfOtherKind(string file, FileKind kind)
    {
        var found = kind switch
        {
            FileKind.Onnx => "looks like ONNX",
            FileKind.PyTorch => $"looks like a pickled PyTorch file: convert it with {Conversion}",
            FileKind.Pickle => "looks like a pickled Python object",
            FileKind.Zip => "looks like a zip archive",
            FileKind.Json => "looks like JSON",
            FileKind.Design => "looks like a design",
            FileKind.Text => "looks like a text",
            _ => null,
        };
        return found is null
            ? null
            : new(file, kind, found, "the length of a header, then a header that starts with '{'");
    }

    /// <summary>The kind of the violation.</summary>
    public SafetensorsFault Fault { get; }

    /// <summary>The path, or the name that the caller gave to the stream.</summary>
    public string File { get; }

    /// <summary>What the file looks like by its first bytes where that is another kind; null for a damaged file.</summary>
    public FileKind? Kind { get; }

    /// <summary>The tensor concerned; null when the fault concerns the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What the format asks for in its place.</summary>
    public string Expected { get; }

    // A header may hold texts of many megabytes; a message shows their beginning.
    private static string Clip(string text) =>
        text.Length <= ShownLength ? text : text[..ShownLength] + "…";
}
