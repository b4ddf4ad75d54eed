using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Tests.Programs;

/// <summary>Programs are values: shapes agree when one is built, equal steps are one, and what an input decides is known.</summary>
public sealed class TensorProgramTests
{
    private static readonly FieldType Plane = new(
        PointGroups.P4,
        Fibre.Trivial,
        1,
        Region.Box(6, 6)
    );

    private static readonly TypedOp Op = Typing.Elaborate(
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("bn", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new(
                "block",
                new Op.Sum([
                    new("", Operators.Op.Identity),
                    new("a", new Op.GroupConvolution(2, Region.Box(1, 1))),
                ])
            ),
        ]),
        Plane
    );

    [Test]
    public void Each_step_reads_earlier_ones_alone()
    {
        var program = AgeFormal.Programs.Lowering.Of(Op);
        for (var i = 0; i < program.Count; i++)
            Assert.That(program.Steps[i].Sources, Is.All.InRange(0, i - 1));
        Assert.That(program.Result, Is.EqualTo(program.Count - 1));
        Assert.That(
            program.Steps[program.Result].Shape,
            Is.EqualTo(new EqArray<int>([Sizes.Batch, 8, 4, 4]))
        );
    }

    [Test]
    public void The_text_names_shapes_layers_and_parameters()
    {
        var text = $"{AgeFormal.Programs.Lowering.Of(Op)}";
        Assert.That(text.Split('\n')[0], Is.EqualTo("%0 [b, 1, 6, 6] = input"));
        Assert.That(text, Does.Contain("[2, 1, 3, 3] = parameter lift.weight  · lift"));
        Assert.That(text, Does.Contain("= convolve %0 with %"));
        Assert.That(text, Does.EndWith("→ output"));
    }

    [Test]
    public void Named_layers_are_observed()
    {
        Assert.That(
            AgeFormal.Programs.Lowering.Of(Op).Observed.Select(observation => observation.Path),
            Is.EqualTo(["lift", "bn", "block.a", "block"])
        );
    }

    [Test]
    public void Equal_steps_are_one()
    {
        var builder = new ProgramBuilder();
        var input = builder.Input([Sizes.Batch, 2]);
        var sum = input.Times(2) + input;
        Assert.That(input.Times(2) + input, Is.EqualTo(sum));
        Assert.That(builder.Count, Is.EqualTo(3));
        Assert.That(input.Reshape(2, Sizes.Batch).Reshape(Sizes.Batch, 2), Is.EqualTo(input));
        Assert.That(input.Transpose(0, 1), Is.EqualTo(input));
    }

    [Test]
    public void Two_dropouts_of_one_tensor_draw_apart()
    {
        var op = Typing.Elaborate(
            new Op.Sum([new("", new Op.Dropout(0.5)), new("", new Op.Dropout(0.5))]),
            Plane
        );
        Assert.That(
            AgeFormal.Programs.Lowering.Of(op).Steps.OfType<Step.Drop>().Count(),
            Is.EqualTo(2)
        );
    }

    [Test]
    public void What_does_not_fit_is_refused_by_the_name_of_its_layer()
    {
        var builder = new ProgramBuilder();
        var input = builder.Input([Sizes.Batch, 2, 5, 5]);
        builder.Begin("stage.c1");
        var kernel = builder.Parameter("weight", [4, 3, 3, 3]);
        (string Step, Action Make)[] faults =
        [
            ("convolve", () => input.Convolve(kernel, [1, 1], [0, 0], [1, 1], 1)),
            ("reshape", () => input.Reshape(Sizes.Batch, 7)),
            ("reshape", () => input.Reshape(2, 25)),
            ("transpose", () => input.Transpose(0, 1)),
            ("Sum", () => _ = input + kernel),
            ("expand", () => input.Expand([Sizes.Batch, 3, 5, 5])),
            ("take", () => input.Take(1, [0, 2])),
            ("slice", () => input.Slice([0, 3], [1, 1], [5, 3])),
            ("multiply", () => input.Multiply(input)),
            ("numbers", () => builder.Numbers([1, 2, 3], [2])),
            ("fill", () => input.Fill([0, -1], [2], 0)),
            ("concatenate", () => builder.Concatenate([input, kernel], 1)),
        ];
        foreach (var (step, make) in faults)
            Assert.That(
                make,
                Throws.ArgumentException.With.Message.Contains($"'stage.c1': {step}"),
                step
            );
    }

    [Test]
    public void Kernels_are_fixed_and_activations_are_not()
    {
        var program = AgeFormal.Programs.Lowering.Of(Op);
        var isFixed = program.Fixed();
        var convolutions = program.Steps.OfType<Step.Convolve>().ToArray();
        Assert.That(convolutions, Has.Length.EqualTo(2));
        foreach (var convolution in convolutions)
        {
            Assert.That(isFixed[convolution.Kernel]);
            Assert.That(isFixed[convolution.Source], Is.False);
        }
        Assert.That(isFixed[program.Result], Is.False);
    }

    /// <summary>The kernels of a lifting convolution by p4 are its 3 × 3 weight in its four turns.</summary>
    [Test]
    public void The_numbers_of_a_kernel_are_those_of_the_turned_weight()
    {
        var op = Typing.Elaborate(new Op.LiftingConvolution(1, Region.Box(3, 3)), Plane);
        var program = AgeFormal.Programs.Lowering.Of(op);
        var numbers = new NumericSteps(
            program,
            Parameters<double>.Generate(op, (_, _, index) => index + 1)
        );
        var kernel = numbers.At(program.Steps.OfType<Step.Convolve>().Single().Kernel);
        Assert.That(kernel.Shape, Is.EqualTo([4, 1, 3, 3]));
        Assert.That(kernel.Values.Take(9), Is.EqualTo(Enumerable.Range(1, 9)));
        var quarterTurns = Enumerable.Range(0, 4).Select(h => kernel.Values.Skip(9 * h).Take(9));
        double[][] expected =
        [
            [1, 2, 3, 4, 5, 6, 7, 8, 9],
            [3, 6, 9, 2, 5, 8, 1, 4, 7],
            [9, 8, 7, 6, 5, 4, 3, 2, 1],
            [7, 4, 1, 8, 5, 2, 9, 6, 3],
        ];
        Assert.That(quarterTurns, Is.EquivalentTo(expected));
    }
}
