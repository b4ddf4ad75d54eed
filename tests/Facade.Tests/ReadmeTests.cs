using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;
using TorchSharp;

namespace AgeFormal.Facade.Tests;

/// <summary>The example of README.md is the code below, and it runs.</summary>
public sealed partial class ReadmeTests
{
    [Test]
    public void The_example_proves_and_runs_a_network_on_the_hexagonal_lattice()
    {
        // <readme>
        var group = PointGroups.P6m;
        var op = new Op.Sequence([
            new("lift", new Op.LiftingConvolution(8, Region.On(group, 3))),
            new("norm", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("conv", new Op.GroupConvolution(8, Region.On(group, 3))),
            new("", new Op.GroupPooling(Reduction.Max)),
        ]);
        var typed = Typing.Elaborate(
            op,
            new FieldType(group, Fibre.Trivial, Channels: 1, Region.On(group, 15))
        );
        var verdict = Prover.Prove(typed);
        using var network = TorchNetwork.Create(typed);
        // </readme>
        Assert.That(verdict.IsProved, verdict.ToString());
        using var input = torch.zeros(2, 1, 15, 15);
        using var output = network.forward(input);
        Assert.That(output.shape, Is.EqualTo((long[])[2, 8, 1, 11, 11]));
    }

    [Test]
    public void The_example_is_the_one_of_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var source = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Facade.Tests", "ReadmeTests.cs")
        );
        var shown = page.Split("```csharp")[1].Split("```")[0];
        var run = source.Split("// <readme>")[1].Split("// </readme>")[0];
        Assert.That(Plain(shown), Is.EqualTo(Plain(run)));
    }

    // Line breaks are the formatter's business.
    private static string Plain(string code) => Space().Replace(code, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
