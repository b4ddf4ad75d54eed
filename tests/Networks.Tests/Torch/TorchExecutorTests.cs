using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
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
        Assert.That(new TorchExecutor("cuda:0").Flags, Has.One.StartsWith("TF32 "));
        Assert.That(
            TorchExecutor.OnEveryDevice().Select(executor => executor.Device),
            Is.EqualTo(TorchExecutor.Devices(torch.cuda.is_available()))
        );
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void TF32_is_off_from_the_compilation_of_a_network_on(bool products, bool convolutions)
    {
        var before = Settings();
        try
        {
            torch.backends.cuda.matmul.allow_tf32 = products;
            torch.backends.cudnn.allow_tf32 = convolutions;
            Assert.That(new TorchExecutor("cuda:0").Flags, Is.EqualTo(new[] { "TF32 on" }));
            using var network = TorchNetwork.Create(Layer);
            Assert.That(Settings(), Is.EqualTo((false, false)));
            Assert.That(new TorchExecutor("cuda:0").Flags, Is.EqualTo(new[] { "TF32 off" }));
        }
        finally
        {
            (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = before;
        }
    }

    [Test]
    public void A_pass_leaves_the_settings_of_the_process_as_they_are()
    {
        var before = Settings();
        try
        {
            using var network = TorchNetwork.Create(Layer);
            using var frozen = network.Freeze();
            torch.backends.cudnn.allow_tf32 = true;
            var input = Signal<double>.Generate(Layer.Input, 1, i => i % 5);
            _ = network.Run(input);
            _ = network.RunObserved(input);
            _ = frozen.Run(input);
            Assert.That(torch.backends.cudnn.allow_tf32);
        }
        finally
        {
            (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = before;
        }
    }

    private static readonly TypedOp Layer = Typing.Elaborate(
        new Op.LiftingConvolution(1, Region.Box(3, 3)),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static (bool, bool) Settings() =>
        (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
}
