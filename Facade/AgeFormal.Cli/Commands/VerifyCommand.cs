using System.CommandLine;
using AgeFormal.Cli.Files;
using AgeFormal.Cli.Rendering;
using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry;
using AgeFormal.Symmetry.Certificates;
using AgeFormal.Verification;
using AgeFormal.Verification.Certificates;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal verify NAME|FILE</c>: theorem, grid and execution.</summary>
internal static class VerifyCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var target = Arguments.Target();
        var weights = Arguments.Weights();
        weights.Description +=
            " Default: the embedded ones for p4-cnn, random ones (--seed) otherwise.";
        var digits = Arguments.Number(
            "--digits",
            "How many of the embedded digits the residual is measured on; random inputs, at most two, where a network reads no digits.",
            TrainedSubject.DefaultDigits,
            1,
            TrainedSubject.MostDigits
        );
        var seed = Arguments.Seed("The seed of random weights and inputs.");
        var derivations = new Option<bool>("--derivations")
        {
            Description = "Print the derivation of each kind of layer.",
        };
        var layers = new Option<bool>("--layers")
        {
            Description =
                "A row for each layer of a network; those of which all is well are one row otherwise.",
        };
        var strict = new Option<bool>("--strict")
        {
            Description =
                "End with exit code 1 where the theorem of a network is proved and its grid does not keep every element of H exact.",
        };
        var latex = new Option<bool>("--latex") { Description = "Print derivations in LaTeX." };
        var symmetry = SymmetryOption.Create();
        var certificates = CertificateFiles.Options();
        var reports = ReportFiles.Options();
        var command = new Command(
            "verify",
            """
            Verifies a network of the catalogue, that of a file of weights, any network in an ONNX file (NAME.onnx), a design file (NAME.design), a design of the zoo (zoo:NAME) or a design on standard input (-).

            A network: the theorem by derivation, exactness on the grid, the executed network over all of H. Exit code 0 if the theorem is proved and execution agrees with it on every element that the grid keeps exact; with --strict only if the grid keeps all of H exact. A design: the theorem by derivation and the identity test on finite models, or a counterexample; where the formula is a layer, it is compiled for a small torus, and a proved one run under the finite group (its generators, where it has more than 1024 elements), the counterexample of a refuted one replayed. Exit code 0 if it is proved and no execution disagrees.

            An ONNX file, of whatever tool: every element of the group is followed through the nodes, from the weights alone. Proved: moved inputs give moved outputs, for every input, bit by bit in the weights. Refuted: for an executed input no symmetry of the output, channels exchanged in any way, does that, and the node that loses the element is named. Exit code 0 if it is proved, or within the tolerance. --certificate writes the motions, which ageformal check replays.

            --coq and --smt write certificates of the theorem, one per distinct formula, which coqc, z3 and cvc5 check. --html writes the report as one page that opens in any browser, without a network. --counterexample writes the case that refutes a design, which ageformal replay evaluates again.

            Example:
              ageformal verify p4-cnn
              ageformal verify my.safetensors
              ageformal verify model.onnx --group p4m --certificate model.json
              ageformal verify p4m-cnn --derivations
              ageformal verify p4-cnn --coq p4_cnn.v --smt p4-cnn.smt2
              ageformal verify docs/examples/channel-attention.design --html report.html
              ageformal verify docs/examples/gains-per-h.design --counterexample case.json
              ageformal verify zoo:gains-per-h
            """
        )
        {
            target,
            weights,
            digits,
            seed,
            layers,
            strict,
            derivations,
            latex,
            symmetry.Group,
            symmetry.Input,
            symmetry.Tolerance,
            symmetry.Shape,
            symmetry.Certificate,
            certificates.Coq,
            certificates.Smt,
            reports.Html,
            reports.Counterexample,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(target);
                var files = certificates.Of(parsed);
                var pages = reports.Of(parsed);
                if (OnnxSource.Names(name))
                    return Task.FromResult(
                        File(
                            name,
                            symmetry.Of(parsed),
                            pages,
                            parsed.GetValue(options.Json),
                            terminal,
                            cancellation
                        )
                    );
                if (DesignSource.Names(name))
                    return Task.FromResult(
                        Design(
                            name,
                            parsed.GetValue(options.Json),
                            parsed.GetValue(derivations),
                            parsed.GetValue(latex),
                            files,
                            pages,
                            terminal,
                            cancellation
                        )
                    );
                var trained = TrainedSubject.Load(
                    name,
                    parsed.GetValue(weights)?.FullName,
                    parsed.GetValue(seed),
                    cancellation
                );
                var program = ProgramView.Of(trained);
                var report = trained.Verify(
                    TrainedSubject.Sample(trained, parsed.GetValue(digits), parsed.GetValue(seed)),
                    cancellation: cancellation
                );
                if (parsed.GetValue(options.Json))
                    terminal.Output.Profile.Out.Writer.WriteLine(report.ToJson());
                else
                {
                    if (parsed.GetValue(derivations) || parsed.GetValue(latex))
                        WriteDerivations(report, parsed.GetValue(latex), terminal);
                    VerificationView.Write(
                        report,
                        parsed.GetValue(layers)
                            ? LayerRow.Each(report.Layers)
                            : LayerRow.Collapsed(report.Layers),
                        terminal.Output
                    );
                    ProgramView.Write(program, report.Exact, terminal.Output);
                }
                WrittenFile.Say(
                    [
                        .. pages.Write(report, cancellation),
                        .. files.Write(
                            () => CertifiedFormula.DistinctOf(trained.Op, report.Theorem),
                            cancellation
                        ),
                    ],
                    parsed.GetValue(options.Json),
                    terminal
                );
                var agrees = ProgramView.Agrees(program, report.Exact);
                if (!agrees)
                    terminal.WriteError(
                        $"the frozen program speaks against the grid: {ProgramView.Sentence(program!, report.Exact)}"
                    );
                var isExact = report.Conclusion != Conclusion.ProvedInexactOnGrid;
                if (!isExact && parsed.GetValue(strict))
                    terminal.WriteError(
                        "--strict: the grid does not keep every element of H exact."
                    );
                return Task.FromResult(
                    VerificationView.IsSuccess(report)
                    && agrees
                    && (isExact || !parsed.GetValue(strict))
                        ? ExitCodes.Success
                        : ExitCodes.Failure
                );
            }
        );
        return command;
    }

    private static int File(
        string path,
        SymmetryQuestion asked,
        ReportFiles pages,
        bool json,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var (report, program) = OnnxSource.Verify(path, asked);
        if (json)
            terminal.Output.Profile.Out.Writer.WriteLine(SymmetryView.Json(path, report, program));
        else
            SymmetryView.Write(path, report, program, terminal.Output);
        WrittenFile.Say(
            [
                .. pages.WritePage(() => SymmetryPage.Write(path, report, program), cancellation),
                .. WriteCertificate(path, asked, report, program, cancellation),
            ],
            json,
            terminal
        );
        return report.Verdict is SymmetryVerdict.Proved or SymmetryVerdict.Within
            ? ExitCodes.Success
            : ExitCodes.Failure;
    }

    private static IEnumerable<WrittenFile> WriteCertificate(
        string path,
        SymmetryQuestion asked,
        SymmetryReport report,
        ImportedProgram program,
        CancellationToken cancellation
    )
    {
        if (asked.Certificate is null)
            return [];
        TextFile.Write(
            asked.Certificate,
            OnnxSource.Certify(path, report, program, asked.Options).ToJson(),
            cancellation
        );
        return
        [
            new(
                asked.Certificate,
                $"ageformal check {{0}} {WrittenFile.Typed(Path.GetFullPath(path))} replays it by code of its own"
            ),
        ];
    }

    private static int Design(
        string name,
        bool json,
        bool derivation,
        bool latex,
        CertificateFiles files,
        ReportFiles pages,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var (report, _) = DesignSource.Verify(name, cancellation);
        if (json)
            terminal.Output.Profile.Out.Writer.WriteLine(report.ToJson());
        else
            DesignView.Write(report, derivation, latex, terminal.Output);
        WrittenFile.Say(
            [
                .. pages.Write(report, cancellation),
                .. files.Write(() => [CertifiedFormula.Of(report)], cancellation),
            ],
            json,
            terminal
        );
        return report.Holds ? ExitCodes.Success : ExitCodes.Failure;
    }

    // One derivation per kind of block: layers of one kind differ in sizes alone.
    private static void WriteDerivations(VerificationReport report, bool latex, Terminal terminal)
    {
        foreach (var layer in report.Layers.DistinctBy(layer => layer.Block))
        {
            if (layer.Theorem is not Verdict.Proved proved)
                continue;
            terminal.Output.MarkupLineInterpolated($"[bold]{layer.Block}[/] ({layer.Path})");
            terminal.Output.Profile.Out.Writer.WriteLine(
                latex ? proved.Proof.ToLatex() : proved.Proof.ToText()
            );
        }
    }
}
