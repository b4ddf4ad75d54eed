using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>Wrong uses fail at the wrong step, by messages that name layer, value and expectation; they are stored beside this file.</summary>
public sealed class WrongUsesTests
{
    private const string Absolute = """
        design absolute
        input f[2] on group
        output 2
        window S 3
        param w[2, 2, S]
        lambda(g; o). sum[c in Ch(2)] sum[n in AbsWin(S)@g] f[c](g*n) * w(n; o, c)
        """;

    private const string Unrotated = """
        design unrotated
        input f[2] on group
        output 2
        window S 3
        param w[2, 2, S]
        let kernel(h, n; o, c) = w(h·n·h⁻¹; o, c)
        λ(g; o). Σ[c ∈ Ch(2), n ∈ AbsWin(S)@g] f[c](g·n) · kernel(π_H (Abs(g)), n; o, c)
        """;

    private const string ForMirrors = """
        design mirrored
        group p4m
        input f[2] on group
        output 2
        lambda(g; o). f[o](g)
        """;

    private static NetworkBuilder Start => Equivariant.On(PointGroups.P4).Input(1, 9);

    private static NetworkBuilder Lifted => Start.Lift(2, 3);

    private static readonly (string Name, Action Use)[] Uses =
    [
        ("no channels in the input", () => Equivariant.On(PointGroups.P4).Input(0, 9)),
        ("a grid of size zero", () => Equivariant.On(PointGroups.P4).Input(1, 0)),
        ("an even side for a hexagon", () => Equivariant.On(PointGroups.P6).Input(1, 28)),
        ("a convolution before lifting", () => Start.Convolve(4, 3)),
        ("lifting twice", () => Lifted.Lift(4, 3)),
        ("a window of size zero", () => Lifted.Convolve(4, 0)),
        ("no output channels", () => Lifted.Convolve(0, 3)),
        ("a window larger than the input", () => Lifted.Convolve(4, 9)),
        ("a window that is not stable", () => Lifted.Convolve(4, Region.Box(3, 5))),
        ("a stride of zero", () => Lifted.Convolve(4, 3, c => c with { Stride = 0 })),
        ("negative padding", () => Lifted.Convolve(4, 3, c => c with { Padding = -1 })),
        (
            "unequal dilations",
            () => Lifted.Convolve(4, 3, c => c with { Dilation = PerAxis.Of(1, 2) })
        ),
        ("an odd side where pooling needs an even one", () => Lifted.MaxPool(2)),
        (
            "an even side where stride needs an odd one",
            () => Lifted.MeanPool(2, stride: 1).Convolve(4, 3, c => c with { Stride = 2 })
        ),
        ("a negative margin", () => Lifted.Crop(-1)),
        ("a margin that leaves nothing", () => Lifted.Crop(4)),
        ("upsampling by nothing", () => Lifted.Upsample(0)),
        ("upsampling that tells axes apart", () => Lifted.Upsample(PerAxis.Of(1, 2))),
        ("upsampling of a hexagon", () => Equivariant.On(PointGroups.P6).Input(1, 9).Upsample(2)),
        ("attention without a map", () => Lifted.Convolve(4, 3, c => c.Attend(a => a))),
        (
            "a ratio larger than the channels",
            () => Lifted.Convolve(4, 3, c => c.Attend(a => a.Channel(ratio: 3)))
        ),
        (
            "an even spatial window",
            () => Start.Lift(2, 3, c => c.Attend(a => a.Channel(1).Spatial(6)))
        ),
        (
            "a spatial window of size zero",
            () => Lifted.Convolve(2, 3, c => c.AttendInput(a => a.Spatial(0)))
        ),
        (
            "a ratio of zero in a block",
            () =>
                Lifted.Block("stage", b => b.Convolve(2, 3, c => c.AttendInput(a => a.Channel(0))))
        ),
        (
            "channels that differ in a sum",
            () => Lifted.Residual(b => b.Convolve(3, 1), name: "stage")
        ),
        ("grids that differ in a sum", () => Lifted.Residual(b => b.Convolve(2, 3), name: "stage")),
        (
            "grids that differ in a concatenation",
            () => Lifted.Concatenate("dense", b => b.Crop(1), b => b)
        ),
        ("no branch", () => Lifted.Concatenate("dense")),
        (
            "a branch over another group",
            () => Lifted.Residual(_ => Equivariant.On(PointGroups.P4m).Input(2, 7))
        ),
        ("a network over another group", () => Start.Append(Catalogue.Parse("p4m-cnn"))),
        ("the same name twice", () => Lifted.Convolve(2, 3, c => c with { Name = "c1" })),
        (
            "the same name twice in a block",
            () =>
                Lifted.Block(
                    "stage",
                    b =>
                        b.Convolve(2, 3, c => c with { Name = "a" })
                            .BatchNorm(name: "a")
                            .Convolve(2, 3, c => c with { Name = "a" })
                )
        ),
        ("a dropout rate of one", () => Lifted.Dropout(1)),
        ("a momentum of zero", () => Lifted.BatchNorm(momentum: 0)),
        ("pooling over H on the lattice", () => Start.PoolOverGroup()),
        ("classes before pooling", () => Lifted.Classes(2)),
        ("another number of classes", () => Lifted.GlobalPool().PoolOverGroup().Classes(10)),
        (
            "a branch that is built",
            () =>
                Lifted.Block(
                    "stage",
                    b =>
                    {
                        b.Relu().Build("mine");
                        return b;
                    }
                )
        ),
        (
            "a custom design for another group",
            () => Lifted.Custom(DesignParser.Parse(ForMirrors, "text"))
        ),
        (
            "a custom design for other channels",
            () => Lifted.Convolve(3, 1).Custom(DesignParser.Parse(Absolute, "text"))
        ),
        (
            "training a custom design without a proof",
            () => Train(DesignParser.Parse(Absolute, "text"))
        ),
        (
            "training a custom design that is refuted",
            () => Train(DesignParser.Parse(Unrotated, "text"))
        ),
    ];

    [Test]
    public void Each_wrong_use_is_refused_by_the_stored_message()
    {
        var text = new StringBuilder();
        foreach (var (name, use) in Uses)
            text.Append(name).Append('\n').Append("    ").Append(Message(use)).Append("\n\n");
        var folder = Path.Combine(Repository.Root, "tests", "Facade.Tests", "Building");
        var stored = Path.Combine(folder, "WrongUses.verified.txt");
        var received = Path.Combine(folder, "WrongUses.received.txt");
        if (
            File.Exists(stored)
            && File.ReadAllText(stored).ReplaceLineEndings("\n") == text.ToString()
        )
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text.ToString());
        Assert.Fail(
            $"The messages differ from {stored}. If the change is meant, replace it by {received}."
        );
    }

    [Test]
    public void Each_message_names_a_layer_and_an_expectation()
    {
        Assert.That(Uses, Has.Length.AtLeast(20));
        foreach (var (name, use) in Uses)
            Assert.That(Message(use), Does.Match("^Layer '.+': .*(expect|received)"), name);
    }

    [Test]
    public void Two_wrong_uses_have_different_messages() =>
        Assert.That(Uses.Select(of => Message(of.Use)), Is.Unique);

    private static string Message(Action use)
    {
        try
        {
            use();
        }
        catch (TypingException fault)
        {
            return fault.Message;
        }
        catch (UnprovedDesignException fault)
        {
            return fault.Message;
        }
        return "accepted";
    }

    private static void Train(Design design) =>
        Lifted
            .Custom(design)
            .GlobalPool()
            .PoolOverGroup()
            .Classes(2)
            .Build("mine")
            .Train(ImageSet.Of(9, 9, new float[81], [1]));
}
