using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>A bar on a terminal; nothing where the error stream is a file.</summary>
internal static class ProgressBar
{
    /// <summary>Runs work that says how many of a total are done.</summary>
    public static T Run<T>(
        IAnsiConsole console,
        string title,
        int total,
        Func<Action<int>, T> work
    ) =>
        console.Profile.Capabilities.Interactive
            ? console
                .Progress()
                .AutoClear(true)
                .Start(context =>
                {
                    var task = context.AddTask(Markup.Escape(title), maxValue: total);
                    return work(done => task.Value = done);
                })
            : work(_ => { });
}
