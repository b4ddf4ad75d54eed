using AgeFormal.Laws;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests;

/// <summary>The catalogue's networks are the published ones, number for number.</summary>
public sealed class PublishedNetworksTests
{
    private const double Tolerance = 1e-5;

    [TestCase("z2-cnn", "rotmnist/z2cnn")]
    [TestCase("p4-cnn", "rotmnist/p4cnn")]
    public void Logits_and_layer_outputs_are_the_published_ones(string name, string files)
    {
        var vectors = Safetensors.Read(SharedFiles.Reference($"{files}.vectors.safetensors"));
        using var network = Load(name, $"{files}.safetensors");
        var input = vectors["input"].ToDouble();
        var outputs = network.Activations(Signal<double>.Create(network.Input, [.. input]));
        var logits = network.Run(Signal<double>.Create(network.Input, [.. input]));
        Assert.That(
            RelativeError([.. logits.Values], vectors["logits"].ToDouble()),
            Is.LessThan(Tolerance),
            "logits"
        );
        var compared = 0;
        foreach (
            var (tensor, expected) in vectors.Tensors.Where(entry =>
                entry.Key.StartsWith("act.", StringComparison.Ordinal)
            )
        )
        {
            var actual = outputs[tensor["act.".Length..]].Values.AsSpan(0, expected.Count);
            Assert.That(RelativeError(actual, expected.ToDouble()), Is.LessThan(Tolerance), tensor);
            compared++;
        }
        Assert.That(compared, Is.EqualTo(7));
    }

    [Test]
    public void The_logits_of_the_p4_network_do_not_change_under_H()
    {
        var vectors = Safetensors.Read(SharedFiles.Reference("rotmnist/p4cnn.vectors.safetensors"));
        using var network = Load("p4-cnn", "rotmnist/p4cnn.safetensors");
        var input = Signal<double>.Create(network.Input, [.. vectors["input"].ToDouble()]);
        var logits = network.Run(input).Values;
        foreach (var h in network.Input.Group.Group.Elements)
        {
            var moved = network.Run(SignalAction.Transform(input, h)).Values;
            Assert.That(RelativeError(moved.AsSpan(), logits.AsSpan()), Is.LessThan(1e-12));
        }
    }

    private static TorchNetwork Load(string name, string weights)
    {
        var op = Catalogue.Parse(name).Elaborate();
        var network = TorchNetwork.Create(op, new TorchOptions { Precision = Precision.Double });
        network.Load(ParameterFile.Read(Safetensors.Read(SharedFiles.Reference(weights)), op));
        return network;
    }

    private static double RelativeError(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        var (difference, scale) = (0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(actual[i] - expected[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }
        return difference / scale;
    }
}
