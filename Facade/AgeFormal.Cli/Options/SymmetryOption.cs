using System.CommandLine;
using System.Globalization;
using AgeFormal.Cli.Files;
using AgeFormal.Symmetry;

namespace AgeFormal.Cli;

/// <summary>What an ONNX file is asked for.</summary>
/// <param name="Group">The symbol of the group; null for the largest one of the grid.</param>
/// <param name="Options">How the input moves, and what is taken for equal.</param>
/// <param name="Shape">The sizes of the input without the batch, where the file leaves them open.</param>
/// <param name="Certificate">The file that the certificate is written to, or null.</param>
internal sealed record SymmetryQuestion(
    string? Group,
    SymmetryOptions Options,
    IReadOnlyList<int>? Shape,
    string? Certificate
);

/// <summary>The options that go with an ONNX file.</summary>
internal sealed record SymmetryOption(
    Option<string?> Group,
    Option<string?> Input,
    Option<double> Tolerance,
    Option<string?> Shape,
    OutputOption Certificate
)
{
    private const string Regular = "regular:";

    public static SymmetryOption Create()
    {
        var options = new SymmetryOption(
            new("--group")
            {
                Description =
                    "The group that an ONNX file is tried on, by its symbol; p4m on a plane, Oh in space and line-m, the mirror, on a line by default.",
                HelpName = "GROUP",
            },
            new("--input")
            {
                Description =
                    "How the input of an ONNX file moves besides its space, the last axes: trivial, its channels stay; regular:GROUP, they are those of a regular representation, the elements of the group last; channels-last, as trivial, with the channels after space.",
                HelpName = "ACTION",
            },
            new("--tolerance")
            {
                Description =
                    "By what share of the largest number of a tensor weights of an ONNX file may differ that are taken for equal; 0, bit by bit, by default.",
                HelpName = "SHARE",
            },
            ShapeOption(),
            new("--certificate")
            {
                Description =
                    "Write the motion of every tensor of an ONNX file as JSON, which ageformal check replays.",
                HelpName = "FILE",
            }
        );
        options.Tolerance.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and < 1))
                result.AddError("--tolerance is expected from 0 to less than 1.");
        });
        options.Input.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && Read(word) is null)
                result.AddError(
                    $"--input '{word}': trivial, regular:GROUP or channels-last is expected."
                );
        });
        return options;
    }

    /// <summary>The sizes of an input that a file leaves open.</summary>
    public static Option<string?> ShapeOption()
    {
        var shape = new Option<string?>("--shape")
        {
            Description =
                "The sizes of the input of an ONNX file without the batch, for example 3,224,224, where the file leaves them open.",
            HelpName = "SIZES",
        };
        shape.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && Sizes(word) is null)
                result.AddError($"--shape '{word}': numbers from 1 with commas are expected.");
        });
        return shape;
    }

    public static IReadOnlyList<int>? Sizes(string? word)
    {
        if (word is null)
            return null;
        int[] sizes =
        [
            .. word.Split(',')
                .Select(part =>
                    int.TryParse(
                        part,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var size
                    )
                        ? size
                        : 0
                ),
        ];
        return sizes.All(size => size > 0) ? sizes : null;
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="ArgumentException">The input's group is none that the file is tried on.</exception>
    public SymmetryQuestion Of(ParseResult parsed)
    {
        var (action, own) = Read(parsed.GetValue(Input) ?? "trivial")!.Value;
        var group = parsed.GetValue(Group) ?? own;
        return own is null || own == group
            ? new(
                group,
                new() { Input = action, Tolerance = parsed.GetValue(Tolerance) },
                Sizes(parsed.GetValue(Shape)),
                parsed.GetValue(Certificate)?.FullName
            )
            : throw new ArgumentException(
                $"The input is regular under {own}, and the file is to be tried on {group}; one group is expected."
            );
    }

    private static (InputAction Action, string? Group)? Read(string word) =>
        word switch
        {
            "trivial" => (InputAction.Trivial, null),
            "channels-last" => (InputAction.ChannelsLast, null),
            _ when word.StartsWith(Regular, StringComparison.Ordinal)
                    && word.Length > Regular.Length => (
                InputAction.Regular,
                word[Regular.Length..]
            ),
            _ => null,
        };
}
