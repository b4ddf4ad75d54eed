using System.Buffers.Binary;
using System.Text;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Tests;

/// <summary>Every network of the catalogue trains a step and is evaluated from the command line, on data of its shape.</summary>
[NonParallelizable]
public sealed class EveryNetworkCommandTests
{
    private static IEnumerable<TestCaseData> Names =>
        Catalogue.Names.Select(name =>
        {
            var test = new TestCaseData($"{name}");
            return name.ArchitectureName == "cnn" ? test : test.SetCategory("Long");
        });

    [TestCaseSource(nameof(Names))]
    public async Task A_network_trains_a_step_and_is_evaluated(string name)
    {
        using var folder = new TemporaryFolder();
        var op = Catalogue.Parse(name).Elaborate();
        Write(folder, "train", op, 2);
        Write(folder, "val", op, 1);
        Write(folder, "test", op, 3);
        var weights = folder.File("weights.safetensors");
        var trained = await Session.RunAsync(
            "train",
            name,
            "--data",
            folder.Path,
            "--epochs",
            "1",
            "--batch",
            "2",
            "--output",
            weights,
            "--json"
        );
        Assert.That(trained.ExitCode, Is.Zero, trained.Error);
        Assert.That(trained.Json().GetProperty("trainingExamples").GetInt32(), Is.EqualTo(2));
        var judged = await Session.RunAsync("evaluate", weights, "--data", folder.Path, "--json");
        Assert.That(judged.ExitCode, Is.Zero, judged.Error);
        Assert.That(judged.Json().GetProperty("network").GetString(), Is.EqualTo(name));
        Assert.That(judged.Json().GetProperty("examples").GetInt32(), Is.EqualTo(3));
        Assert.That(double.IsFinite(judged.Json().GetProperty("loss").GetDouble()));
    }

    private static void Write(TemporaryFolder folder, string part, TypedOp op, int count)
    {
        int[] grid = [.. op.Input.Grid.Sizes];
        int points = grid.Aggregate(1, (product, size) => product * size);
        var each = op.Output.Count == op.Output.Channels ? 1 : points;
        var pixels = Enumerable
            .Range(0, count * op.Input.Channels * points)
            .SelectMany(i => BitConverter.GetBytes((float)SplitMix.Unit(7, (ulong)i)));
        var labels = Enumerable
            .Range(0, count * each)
            .Select(i => (byte)(SplitMix.Bits(8, (ulong)i) % (ulong)op.Output.Channels));
        File.WriteAllBytes(
            folder.File($"x_{part}.npy"),
            Npy("<f4", [count, op.Input.Channels, .. grid], [.. pixels])
        );
        File.WriteAllBytes(
            folder.File($"y_{part}.npy"),
            Npy("|u1", each == 1 ? [count] : [count, .. grid], [.. labels])
        );
    }

    private static byte[] Npy(string type, int[] shape, byte[] values)
    {
        var sizes = string.Concat(shape.Select(size => $"{size},"));
        var header = Encoding.ASCII.GetBytes(
            $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}), }}\n"
        );
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. values];
    }
}
