using System.CommandLine;
using System.Diagnostics;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal zoo [NAME]</c>: verifies the designs of the zoo and compares with what is known.</summary>
internal static class ZooCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var name = Arguments.OptionalName("name", "A design of the zoo or a family of designs.");
        var command = new Command(
            "zoo",
            """
            Verifies the zoo of attention designs, or one design or family of it: what is known, what is found, under which condition, the non-zero signal entries of the counterexample, and the time in this run. Exit code 0 if each verdict is the known one.

            'ageformal verify zoo:NAME' shows the proof or the counterexample of one design.

            Example:
              ageformal zoo
              ageformal zoo broken
              ageformal zoo squeeze-excitation --json
            """
        )
        {
            name,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var rows = Chosen(parsed.GetValue(name))
                    .AsParallel()
                    .AsOrdered()
                    .WithCancellation(cancellation)
                    .Select(Verify)
                    .ToEqArray();
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(ZooView.Document(rows));
                else
                    ZooView.Write(rows, terminal.Output);
                return Task.FromResult(
                    rows.All(row => row.Finding.Agrees) ? ExitCodes.Success : ExitCodes.Failure
                );
            }
        );
        return command;
    }

    private static EqArray<ZooEntry> Chosen(string? name)
    {
        if (name is null)
            return DesignZoo.All;
        var family = DesignZoo
            .All.Where(entry =>
                string.Equals(entry.Family, name, StringComparison.OrdinalIgnoreCase)
            )
            .ToEqArray();
        return family.Count > 0 ? family : [DesignZoo.Parse(name)];
    }

    private static ZooRow Verify(ZooEntry entry)
    {
        var start = Stopwatch.GetTimestamp();
        var finding = ZooFinding.Of(entry);
        return new(finding, Stopwatch.GetElapsedTime(start));
    }
}
