using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Symmetry;
using AgeFormal.Verification;

namespace AgeFormal.Cli.Tests;

public sealed class VerifyCommandTests
{
    [Test]
    public async Task An_interrupted_verification_ends_with_code_130()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var code = await CommandLine.RunAsync(
            ["verify", "p4-cnn"],
            Terminal.Plain(output, error),
            source.Token
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Interrupted));
        Assert.That(error.ToString(), Does.Contain("interrupted"));
        Assert.That(output.ToString(), Is.Empty);
    }

    [Test]
    public async Task The_demonstration_says_its_verdict_first_on_a_screen_of_80_columns()
    {
        using var output = new StringWriter();
        var terminal = Terminal.Plain(output, TextWriter.Null);
        terminal.Output.Profile.Width = 80;
        Assert.That(await CommandLine.RunAsync([], terminal), Is.Zero);
        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.LessThanOrEqualTo(60));
        Assert.That(lines.Max(line => line.Length), Is.LessThanOrEqualTo(80));
        Assert.That(
            string.Join(' ', lines[..5]),
            Does.Contain("proved for the group, exact on the")
        );
        Assert.That(
            lines.Count(line => line.Contains("✓ proved", StringComparison.Ordinal)),
            Is.EqualTo(2),
            "the layers of which all is well, and the whole"
        );
    }

    [Test]
    public async Task A_layer_that_is_not_exact_has_a_row_of_its_own()
    {
        var session = await Session.RunAsync("verify", "p4-allcnn-w8-strided", "--digits", "1");
        Assert.That(session.Output, Does.Contain("1 of 4"));
        Assert.That(session.Output, Does.Match(@"│ [0-9]+ layers"));
        var each = await Session.RunAsync("verify", "p4-cnn", "--digits", "1", "--layers");
        Assert.That(
            each.Output,
            Does.Match(@"c1 +│ lifting convolution +│ ✓ proved │ all of H +│ ✓ 32 ✓ 64")
        );
        Assert.That(each.Output, Does.Not.Match(@"│ [0-9]+ layers"));
    }

    [Test]
    public void The_frozen_program_speaks_against_the_grid_where_it_loses_what_is_kept()
    {
        var report = ProgramView.Of(TrainedNetwork.Initial(Catalogue.Parse("p4-cnn"), seed: 1))!;
        Assert.That(report.Exact, Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(ProgramView.Agrees(report, [0, 1, 2, 3]));
        Assert.That(
            ProgramView.Sentence(report, [0, 1, 2, 3]),
            Is.EqualTo("its steps, weights bit by bit, carry p4, which the grid keeps")
        );
        var lost = report with
        {
            Findings =
            [
                .. report.Findings.Select(finding =>
                    finding.Element == 1
                        ? new Finding.Lost(1, finding.Name, 3, "c1", "planted")
                        : finding
                ),
            ],
        };
        Assert.That(ProgramView.Agrees(lost, [0, 1, 2, 3]), Is.False);
        Assert.That(ProgramView.Agrees(lost, [0, 2]), "what the grid does not keep is no matter");
        Assert.That(
            ProgramView.Sentence(lost, [0, 1, 2, 3]),
            Does.EndWith("and the grid keeps p4")
        );
    }

    [Test]
    public void Proved_conclusions_alone_succeed()
    {
        var op = Typing.Elaborate(
            new Op.Pointwise(PointwiseFunction.Relu),
            new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(3, 3))
        );
        var report = Verifier.Verify(
            op,
            Parameters<double>.Generate(op, (_, _, _) => 1),
            Signal<double>.Generate(op.Input, 1, i => i),
            [],
            VerificationOptions.Default
        );
        Assert.That(
            Enum.GetValues<Conclusion>()
                .Where(one => VerificationView.IsSuccess(report with { Conclusion = one })),
            Is.EqualTo(
                new[]
                {
                    Conclusion.ProvedAndExact,
                    Conclusion.ProvedInexactOnGrid,
                    Conclusion.ProvedSingleUnreliable,
                }
            )
        );
    }

    [TestCase("p4-cnn", 4)]
    [TestCase("z2-cnn", 1)]
    public async Task A_network_is_proved_exact_and_executed_over_all_of_H(
        string network,
        int order
    )
    {
        var session = await Session.RunAsync("verify", network, "--digits", "2", "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Check(session.Json(), order);
    }

    [Test]
    public async Task The_table_keeps_theorem_grid_and_execution_apart()
    {
        var session = await Session.RunAsync("verify", "p4-cnn", "--digits", "1");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        foreach (
            var part in (string[])
                ["theorem ", "grid: exact for", "integers ", "float64 · cpu", "dropout"]
        )
            Assert.That(session.Output, Does.Contain(part));
    }

    [TestCase("--derivations", "uniform shift", false)]
    [TestCase("--latex", @"\frac", true)]
    public async Task Derivations_are_printed_in_text_and_in_LaTeX(
        string option,
        string unused,
        bool latex
    )
    {
        var session = await Session.RunAsync("verify", "p4-cnn", "--digits", "1", option);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session.Output.Contains(@"\sum", StringComparison.Ordinal),
            Is.EqualTo(latex),
            unused
        );
        Assert.That(session.Output, Does.Contain("group convolution (c2)"));
    }

    [TestCase("p5-cnn")]
    [TestCase("p4-cnn", "--digits", "0")]
    [TestCase("p4-cnn", "--seed", "-1")]
    public async Task Wrong_arguments_are_refused(params string[] arguments)
    {
        var session = await Session.RunAsync(["verify", .. arguments]);
        Assert.That(session.ExitCode, Is.Not.Zero);
        Assert.That(session.Error, Does.StartWith("error: "));
        Assert.That(session.Output, Is.Empty);
    }

    [Test]
    public async Task Without_a_command_the_embedded_digits_are_classified_and_the_network_is_verified()
    {
        var session = await Session.RunAsync("--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(document.GetProperty("examples").GetInt32(), Is.EqualTo(300));
        Assert.That(
            document.GetProperty("accuracyPercent").GetDouble(),
            Is.GreaterThanOrEqualTo(95)
        );
        Check(document.GetProperty("verification"), 4);
    }

    private static void Check(JsonElement report, int order)
    {
        Assert.That(
            report.GetProperty("schema").GetString(),
            Is.EqualTo("ageformal.verification/1")
        );
        Assert.That(report.GetProperty("conclusion").GetString(), Is.EqualTo("provedAndExact"));
        Assert.That(
            report.GetProperty("theorem").GetProperty("verdict").GetString(),
            Is.EqualTo("proved")
        );
        Assert.That(
            report.GetProperty("grid").GetProperty("exactElements").GetArrayLength(),
            Is.EqualTo(order)
        );
        foreach (var execution in report.GetProperty("execution").EnumerateArray())
        {
            Assert.That(execution.GetProperty("integers").GetProperty("bitEqual").GetBoolean());
            Assert.That(
                execution.GetProperty("residual").GetProperty("elements").GetArrayLength(),
                Is.EqualTo(order)
            );
        }
    }
}
