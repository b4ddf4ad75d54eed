using static TorchSharp.torch;

namespace AgeFormal.LibTorch.Tests;

public sealed class TorchRuntimeTests
{
    [Test]
    public void A_product_of_two_matrices_is_computed_by_libtorch()
    {
        TorchRuntime.Require();
        using var scope = NewDisposeScope();
        var a = tensor(new double[] { 1, 2, 3, 4 }).reshape(2, 2);
        var b = tensor(new double[] { 5, 6, 7, 8 }).reshape(2, 2);

        Assert.That(a.mm(b).data<double>().ToArray(), Is.EqualTo(new double[] { 19, 22, 43, 50 }));
    }

    [Test]
    public void Loading_has_one_outcome_per_process()
    {
        var first = TorchRuntime.Status;

        Assert.That(TorchRuntime.Status, Is.SameAs(first));
        Assert.That(
            TorchRuntime.Status.Match(
                ready: _ => "loaded",
                ordinary: _ => "loaded",
                failed: failed => failed.Reason.Message
            ),
            Is.EqualTo("loaded")
        );
    }

    [Test]
    [Platform("Linux")]
    public void One_copy_of_each_native_library_is_mapped()
    {
        TorchRuntime.Require();
        using (zeros(1)) { }
        var mapped = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains('/'))
            .Select(line => line[line.IndexOf('/')..])
            .Distinct()
            .ToList();

        Assert.That(
            mapped.Count(path => path.EndsWith("libtorch_cpu.so", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
        Assert.That(
            mapped.Count(path => path.EndsWith(NativeSearch.Bridge, StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }
}
