using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Training that makes what the gradient needs again: the same bits.</summary>
public sealed class RecomputationTests
{
    private static readonly string[] Networks =
    [
        "p4-cnn",
        "alphaf-p4m-cnn",
        "alpha-p4-cnn",
        "p4-resnet44",
        "p4-densenet",
        "alphaf-p4-unet",
    ];

    [TestCaseSource(nameof(Networks))]
    public void Outputs_gradients_and_statistics_are_those_of_a_pass_that_keeps_all(string name)
    {
        var kept = Trained(name, recompute: false);
        var again = Trained(name, recompute: true);
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.Not.Empty);
            Assert.That(again.Keys, Is.EquivalentTo(kept.Keys));
            foreach (var (part, values) in kept)
                Assert.That(again[part], Is.EqualTo(values), part);
        });
    }

    [TestCaseSource(nameof(Networks))]
    public void Segments_are_the_program_in_order_and_meet_in_one_tensor(string name)
    {
        var program = AgeFormal.Programs.Lowering.Of(
            Catalogue.Parse(name).Elaborate(),
            AttentionForm.Streamed
        );
        var isConstant = program.Constant();
        var whole = Schedule.Of(
            program,
            [program.Result],
            step => isConstant[step] || program.Steps[step] is Step.Input or Step.Parameter
        );
        var segments = Segment.Of(program, whole);
        Assert.Multiple(() =>
        {
            Assert.That(
                segments.SelectMany(segment => segment.Steps.Order),
                Is.EqualTo(whole.Order)
            );
            Assert.That(segments[^1].Exit, Is.EqualTo(program.Result));
            Assert.That(segments.Count(segment => segment.Repeats), Is.GreaterThan(2));
            foreach (var (segment, next) in segments.Zip(segments.Skip(1)))
                Assert.That(next.Entry, Is.EqualTo(segment.Exit));
            foreach (var segment in segments.Where(segment => segment.Repeats))
                Assert.That(
                    segment.Steps.Order.Select(step => program.Steps[step]),
                    Has.None.InstanceOf<Step.Drop>()
                );
            foreach (var segment in segments)
            {
                int[] own =
                [
                    segment.Entry,
                    .. segment.Trained,
                    .. segment.Statistics,
                    .. segment.Steps.Order,
                ];
                Assert.That(
                    segment
                        .Steps.Order.SelectMany(step => program.Steps[step].Sources)
                        .Where(source => !isConstant[source])
                        .Distinct(),
                    Is.SubsetOf(own)
                );
            }
        });
    }

    [Test]
    public void A_batch_of_one_value_a_channel_is_refused_as_ever()
    {
        var op = Typing.Elaborate(
            new Op.Sequence([
                new("first", new Op.BatchNormalization()),
                new("second", new Op.BatchNormalization()),
                new("third", new Op.BatchNormalization()),
            ]),
            new FieldType(PointGroups.P4, Fibre.Trivial, 2, Region.Box(1, 1))
        );
        using var network = TorchNetwork.Create(op, new TorchOptions { Recompute = true });
        Assert.That(
            () => network.forward(zeros(1, 2, 1, 1)),
            Throws.ArgumentException.With.Message.Contains("'first'")
        );
    }

    private static Dictionary<string, double[]> Trained(string name, bool recompute)
    {
        using var scope = NewDisposeScope();
        using var network = TorchNetwork.Create(
            Catalogue.Parse(name).Elaborate(),
            new TorchOptions { Seed = 3, Recompute = recompute }
        );
        using var draw = new Generator(5);
        var input = randn([2, .. network.Input.Shape.Select(size => (long)size)], generator: draw);
        input.requires_grad = true;
        manual_seed(7);
        var output = network.forward(input);
        output.mul(linspace(-1, 1, output.NumberOfElements).reshape(output.shape)).sum().backward();
        Dictionary<string, Tensor> parts = new()
        {
            ["output"] = output,
            ["gradient of the input"] = input.grad!,
        };
        foreach (var (parameter, value) in network.named_parameters())
            parts[$"gradient of {parameter}"] = value.grad!;
        foreach (var (buffer, value) in network.named_buffers())
            parts[buffer] = value;
        return parts.ToDictionary(
            part => part.Key,
            part => part.Value.detach().to(ScalarType.Float64).data<double>().ToArray()
        );
    }
}
