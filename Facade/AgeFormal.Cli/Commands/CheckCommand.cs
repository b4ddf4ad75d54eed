using System.CommandLine;
using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry.Certificates;
using AgeFormal.Symmetry.Checking;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal check CERTIFICATE MODEL</c>: replays a certificate of symmetry.</summary>
internal static class CheckCommand
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.check/1";

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var certificate = Arguments.Name(
            "certificate",
            "A certificate as verify --certificate writes it."
        );
        var model = Arguments.Name("model", "The ONNX file that it is about.");
        var shape = SymmetryOption.ShapeOption();
        var command = new Command(
            "check",
            """
            Replays a certificate of symmetry on the ONNX file that it is about: every tensor's motion is compared, place by place, with those of the tensors that it is made from. The checker shares no code with the search that found them. Exit code 0 if the certificate shows what it says.

            Example:
              ageformal verify model.onnx --certificate model.json
              ageformal check model.json model.onnx
            """
        )
        {
            certificate,
            model,
            shape,
        };
        command.SetAction(parsed =>
        {
            var (name, path) = (
                parsed.GetRequiredValue(certificate),
                parsed.GetRequiredValue(model)
            );
            var read = CertificateText.Parse(File.ReadAllText(name), name);
            var program = OnnxReader.Read(path, SymmetryOption.Sizes(parsed.GetValue(shape)));
            var refusal = CertificateChecker.Refusal(
                read,
                OnnxSource.Hash(path),
                program.Program,
                program.Parameters
            );
            if (parsed.GetValue(options.Json))
                terminal.WriteJson(
                    new
                    {
                        schema = Schema,
                        certificate = name,
                        model = path,
                        group = read.Group,
                        elements = read.Elements.ToArray(),
                        accepted = refusal is null,
                        refusal,
                    }
                );
            else if (refusal is null)
                terminal.Output.MarkupLineInterpolated(
                    $"[green]accepted[/]: {path} commutes with {{{string.Join(", ", read.Elements)}}} of {read.Group}: {read.Generators.Sum(generator => generator.Steps.Count)} motions replayed under {string.Join(" and ", read.Generators.Select(generator => generator.Element))}"
                );
            else
                terminal.Output.MarkupLineInterpolated($"[red]refused[/]: {refusal}");
            return refusal is null ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }
}
