using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Verification.Specialisations;
using Spectre.Console;
using InstanceVerdict = AgeFormal.Verification.Verdict<
    AgeFormal.Verification.Specialisations.InstanceProof,
    AgeFormal.Verification.Specialisations.InstanceDifference
>;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal specialises SPECIAL GENERAL</c>: proves that one design is another at a choice of its parameters.</summary>
internal static class SpecialisesCommand
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.specialisation/1";

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var special = Arguments.OptionalName(
            "special",
            "The special design: a file NAME.design or zoo:NAME; alone, the name of a known specialisation."
        );
        var general = Arguments.OptionalName(
            "general",
            "The general design, of the same input and outputs."
        );
        var where = new Option<string[]>("--where")
        {
            Description =
                "A parameter of the general design by those of the special one, for example 'psi(k, n; o, c) := 2 [k = e] [n = e] [o = c]', where a bracket is 1 if its equation holds and 0 otherwise. What both declare alike stays.",
            HelpName = "W(r; c) := TERM",
        };
        var derivations = new Option<bool>("--derivations")
        {
            Description = "Show every step of the proof.",
        };
        var command = new Command(
            "specialises",
            """
            Proves that a design is another one at a choice of its parameters, for all signals, groups and remaining parameters, or shows a place where the two differ. Both formulas are rewritten to one by laws; a checker replays each step, and both are evaluated on finite models.

            Without arguments: the known ones, squeeze-and-excitation, CBAM, group convolution and shared weights as attentive group convolutions, and non-local attention as group self-attention. Exit code 0 if all that is asked for is proved.

            Example:
              ageformal specialises
              ageformal specialises squeeze-excitation --derivations
              ageformal specialises halved.design convolution.design --where 'weight(k, n; o, c) := 1/2·w(k, n; o, c)'
            """
        )
        {
            special,
            general,
            where,
            derivations,
        };
        command.SetAction(parsed =>
        {
            var statements = Statements(
                parsed.GetValue(special),
                parsed.GetValue(general),
                [.. parsed.GetValue(where) ?? []]
            );
            (Specialisation Statement, InstanceVerdict Verdict)[] findings =
            [
                .. statements.Select(statement => (statement, InstanceProver.Prove(statement))),
            ];
            if (parsed.GetValue(options.Json))
                terminal.WriteJson(
                    new
                    {
                        schema = Schema,
                        specialisations = findings.Select(one =>
                            Document(one.Statement, one.Verdict)
                        ),
                    }
                );
            else
                foreach (var (statement, verdict) in findings)
                    Write(statement, verdict, parsed.GetValue(derivations), terminal.Output);
            return findings.All(one => one.Verdict.IsProved)
                ? ExitCodes.Success
                : ExitCodes.Failure;
        });
        return command;
    }

    /// <exception cref="SpecialisationException">No statement is meant.</exception>
    private static EqArray<Specialisation> Statements(
        string? special,
        string? general,
        EqArray<string> where
    ) =>
        (special, general) switch
        {
            (null, _) when where.Count == 0 => KnownSpecialisations.All,
            ({ } name, null) when where.Count == 0 && !DesignSource.Names(name) =>
            [
                KnownSpecialisations.Parse(name),
            ],
            ({ } name, { } of) =>
            [
                Specialisation.Parse(
                    DesignSource.Read(of).Design,
                    DesignSource.Read(name).Design,
                    where
                ),
            ],
            _ => throw new SpecialisationException(
                special ?? "--where",
                "expected two designs, the special one and the general one"
            ),
        };

    private static object Document(Specialisation statement, InstanceVerdict verdict) =>
        new
        {
            special = statement.Special.Name,
            general = statement.General.Name,
            where = statement.Replacements.Select(replacement => $"{replacement}"),
            verdict = verdict.Match(
                proved: _ => "proved",
                refuted: _ => "refuted",
                undecided: _ => "undecided"
            ),
            explanation = Explanation(verdict),
            steps = verdict.Match(
                proved: proved => proved.Proof.StepCount,
                refuted: _ => (int?)null,
                undecided: _ => null
            ),
        };

    private static void Write(
        Specialisation statement,
        InstanceVerdict verdict,
        bool all,
        IAnsiConsole console
    )
    {
        var colour = verdict.Match(
            proved: _ => "green",
            refuted: _ => "red",
            undecided: _ => "yellow"
        );
        console.MarkupLine(
            $"[bold {colour}]{Markup.Escape($"{statement.Special.Name} = {statement.General.Name} at a choice of its parameters: {Explanation(verdict)}")}[/]"
        );
        var writer = console.Profile.Out.Writer;
        foreach (var replacement in statement.Replacements)
            writer.WriteLine($"  {replacement}");
        if (all && verdict is InstanceVerdict.Proved { Proof: var proof })
            writer.WriteLine(proof);
        writer.WriteLine();
    }

    private static string Explanation(InstanceVerdict verdict) =>
        verdict.Match(
            proved: proved =>
                $"proved for every H, in {proved.Proof.StepCount} steps that the checker replayed",
            refuted: refuted => $"refuted: {refuted.Witness}",
            undecided: undecided => $"undecided at {undecided.Part}: {undecided.Reason}"
        );
}
