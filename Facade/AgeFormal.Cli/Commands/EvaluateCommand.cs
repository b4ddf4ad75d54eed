using System.CommandLine;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal evaluate NAME|FILE --data DIR</c>: the test error.</summary>
internal static class EvaluateCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var weights = Arguments.Weights();
        var data = Arguments.Data();
        var seed = Arguments.Seed("The seed of the angles of MNIST digits.");
        var own = new EvaluateOptions();
        var command = new Command(
            "evaluate",
            """
            Reads the test set of a folder, prepares it as the weights say, and prints the test error. From MNIST files rotated MNIST is made; weights of its networks that do not say read it as it was published.

            Example:
              ageformal evaluate p4-cnn --weights p4cnn.safetensors --data mnist
              ageformal evaluate my.safetensors --data cifar10 --confusion
              ageformal evaluate my.safetensors --data mnist --angles 24 --plot angles.svg
            """
        )
        {
            network,
            weights,
            data,
            seed,
        };
        own.AddTo(command);
        NetworkSource.Check(network, weights, areRequired: true);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var run = new EvaluationCommandRun(
                    NetworkSource.Read(
                        parsed.GetRequiredValue(network),
                        parsed.GetValue(weights)?.FullName,
                        cancellation
                    ),
                    DataFolder.Recognise(parsed.GetRequiredValue(data).FullName),
                    parsed.GetValue(seed),
                    parsed.GetValue(own.Stream),
                    parsed.GetValue(own.Confusion),
                    parsed.GetResult(own.Angles) is { Implicit: false }
                        ? parsed.GetValue(own.Angles)
                        : null,
                    terminal
                );
                var outcome = run.Evaluate(cancellation);
                if (parsed.GetValue(own.Plot) is { } plot)
                    RotationEvaluation.Draw(
                        plot.FullName,
                        outcome.Result.Network,
                        outcome.Angles!.Value,
                        cancellation
                    );
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(outcome.Json);
                else
                    outcome.Write(terminal.Output);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }
}
