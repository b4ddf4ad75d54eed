namespace AgeFormal.Cli.Tests;

/// <summary>A training of seconds.</summary>
internal static class SmallTraining
{
    public static readonly string[] Options =
    [
        "--digits",
        "48",
        "--validation",
        "20",
        "--batch",
        "16",
        "--epochs",
        "2",
    ];
}
