namespace AgeFormal.LibTorch.Tests;

public sealed class NativeLoadTests
{
    private static readonly NativeLibraryException Missing = new(
        "libc10.so",
        "not found.",
        "Install it.",
        null
    );

    private static IEnumerable<TestCaseData> Cases =>
        [
            new TestCaseData(new NativeLoad.Ready("/torch", "/bridge.so"), "ready /torch"),
            new TestCaseData(new NativeLoad.Ordinary(), "ordinary"),
            new TestCaseData(new NativeLoad.Failed(Missing), "failed libc10.so"),
        ];

    [TestCaseSource(nameof(Cases))]
    public void A_case_calls_its_own_function(NativeLoad load, string called) =>
        Assert.That(
            load.Match(
                ready: one => $"ready {one.TorchFolder}",
                ordinary: _ => "ordinary",
                failed: one => $"failed {one.Reason.File}"
            ),
            Is.EqualTo(called)
        );

    [TestCaseSource(nameof(Cases))]
    public void A_case_without_its_function_is_refused(NativeLoad load, string called) =>
        Assert.That(
            () => load.Match<string>(null!, null!, null!),
            Throws.ArgumentNullException,
            called
        );

    [Test]
    public void A_failure_says_what_failed_and_what_helps() =>
        Assert.That(
            Missing.Message,
            Is.EqualTo("libtorch cannot be loaded: libc10.so: not found.\nInstall it.")
        );
}
