using System.Runtime.InteropServices;
using System.Text;
using AgeFormal.Cli;

// The console would write the modes of that terminal before the output.
if (Terminal.IsOfJob)
    Environment.SetEnvironmentVariable("TERM", "dumb");
Console.OutputEncoding = Encoding.UTF8;
using var interruption = new CancellationTokenSource();

// The first signal asks the command to end where nothing is half-done; a second one ends the process.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await Interruption.Run(
    () => CommandLine.RunAsync(args, Terminal.Standard(), interruption.Token),
    interruption.Token,
    CommandLine.GraceOf(args)
);
