using AgeFormal.Networks.Torch;
using TorchSharp;

namespace AgeFormal.Networks.Tests.Torch;

[NonParallelizable]
public sealed class TorchExecutorTests
{
    [Test]
    public void There_is_one_executor_per_device_and_each_names_its_device_and_flags()
    {
        Assert.That(TorchExecutor.Devices(hasCuda: false), Is.EqualTo(new[] { "cpu" }));
        Assert.That(TorchExecutor.Devices(hasCuda: true), Is.EqualTo(new[] { "cpu", "cuda:0" }));
        Assert.That(new TorchExecutor().Flags, Is.Empty);
        Assert.That(new TorchExecutor("cuda:0").Flags, Is.EqualTo(new[] { "TF32 off" }));
        Assert.That(
            TorchExecutor.OnEveryDevice().Select(executor => executor.Device),
            Is.EqualTo(TorchExecutor.Devices(torch.cuda.is_available()))
        );
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void TF32_is_off_during_a_run_and_as_before_after_it(bool products, bool convolutions)
    {
        var before = Settings();
        try
        {
            torch.backends.cuda.matmul.allow_tf32 = products;
            torch.backends.cudnn.allow_tf32 = convolutions;
            Assert.That(FullPrecision.Run(Settings), Is.EqualTo((false, false)));
            Assert.That(Settings(), Is.EqualTo((products, convolutions)));
        }
        finally
        {
            (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = before;
        }
    }

    [Test]
    public void The_settings_are_as_before_after_a_run_that_fails()
    {
        var before = Settings();
        try
        {
            torch.backends.cudnn.allow_tf32 = true;
            Assert.That(
                () => FullPrecision.Run<int>(() => throw new InvalidOperationException()),
                Throws.InvalidOperationException
            );
            Assert.That(torch.backends.cudnn.allow_tf32);
        }
        finally
        {
            (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = before;
        }
    }

    private static (bool, bool) Settings() =>
        (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
}
