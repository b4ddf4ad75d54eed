namespace AgeFormal.Networks.Torch;

/// <summary>
/// libtorch refused or could not finish what a network asked of it, for want of memory for example. The message names the
/// network and the input; the inner exception is libtorch's.
/// </summary>
public sealed class TorchExecutionException : InvalidOperationException
{
    internal TorchExecutionException(string network, string what, Exception cause)
        : base($"{network}: {what}: libtorch reports: {FirstLine(cause.Message)}", cause) { }

    // What follows are native stack frames.
    private static string FirstLine(string message) =>
        message.AsSpan().Trim().EnumerateLines() is var lines && lines.MoveNext()
            ? lines.Current.ToString()
            : "nothing";
}
