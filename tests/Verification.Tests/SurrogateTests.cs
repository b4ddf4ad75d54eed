using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class SurrogateTests
{
    [Test]
    public void A_surrogate_keeps_types_paths_and_parameters()
    {
        var network = Blocks.Network(PointGroups.P4m);
        var surrogate = Surrogate.Of(network);
        Assert.That(surrogate.Output, Is.EqualTo(network.Output));
        Assert.That(
            surrogate.Leaves().Select(leaf => (leaf.Path, leaf.Input, leaf.Output)),
            Is.EqualTo(network.Leaves().Select(leaf => (leaf.Path, leaf.Input, leaf.Output)))
        );
        Assert.That(
            surrogate.Parameters().Select(p => (p.Name, p.Declaration.Shape)),
            Is.EqualTo(network.Parameters().Select(p => (p.Name, p.Declaration.Shape)))
        );
    }

    [Test]
    public void A_surrogate_of_a_surrogate_is_the_same()
    {
        var surrogate = Surrogate.Of(Blocks.Network(PointGroups.P4m));
        Assert.That(Surrogate.Of(surrogate), Is.EqualTo(surrogate));
    }

    [Test]
    public void Every_function_in_the_place_of_another_is_said_of_no_proof_by_laws_of_functions()
    {
        Op[] blocks = [new Op.Pointwise(PointwiseFunction.Sigmoid)];
        string? Of(Verdict theorem) => ReplacedFunctions.Sentence(blocks, theorem);
        var free = Prover.Prove(Blocks.Typed("p4", "relu"));
        var named = TermLaws.LawDesigns.Prove(TermLaws.LawDesigns.Equivariant["sigmoids"]);
        Assert.Multiple(() =>
        {
            Assert.That(
                Of(free),
                Is.EqualTo(
                    "on integers sigmoid is replaced by step: the theorem holds for every φ in its place"
                )
            );
            Assert.That(((Verdict.Proved)named).Proof.FunctionLaws, Is.Not.Empty);
            Assert.That(
                Of(named),
                Does.Contain("functions as they are named, by").And.Not.Contain("every φ")
            );
            Assert.That(
                Of(new Verdict.Undecided("c1", "nothing was found")),
                Is.EqualTo("on integers sigmoid is replaced by step")
            );
            Assert.That(
                ReplacedFunctions.Sentence([new Op.Pointwise(PointwiseFunction.Relu)], free),
                Is.Null
            );
        });
    }

    [TestCaseSource(typeof(PointwiseFunction), nameof(PointwiseFunction.All))]
    public void Only_functions_that_keep_integers_remain(PointwiseFunction function)
    {
        var op = (Op.Pointwise)Surrogate.Of(new Op.Pointwise(function));
        for (var x = -4; x <= 4; x++)
            Assert.That(op.Function.Real(x), Is.EqualTo(Math.Round(op.Function.Real(x))));
    }

    [TestCaseSource(typeof(PointwiseFunction), nameof(PointwiseFunction.All))]
    public void With_small_values_no_function_grows(PointwiseFunction function)
    {
        var small = Replacements.Small.Function(function);
        for (var x = -4; x <= 4; x++)
            Assert.That(
                Math.Abs(small.Real(x)),
                Is.EqualTo(Math.Round(Math.Abs(small.Real(x)))).And.AtMost(Math.Abs(x))
            );
        Assert.That(Replacements.Small.Function(small), Is.EqualTo(small));
    }

    [Test]
    public void The_normalisation_of_a_surrogate_is_exact_in_float32()
    {
        var epsilon = (float)Surrogate.Epsilon.ToDouble();
        var variance = (float)(1 - Surrogate.Epsilon.ToDouble());
        Assert.That((double)variance, Is.EqualTo(1 - Surrogate.Epsilon.ToDouble()));
        Assert.That(1 / MathF.Sqrt(variance + epsilon), Is.EqualTo(1f));
    }

    [TestCase("p4m")]
    [TestCase("p6")]
    public void No_value_of_any_layer_exceeds_its_bound(string symbol)
    {
        var surrogate = (TypedOp.Sequence)Surrogate.Of(Blocks.Network(PointGroups.Parse(symbol)));
        var parameters = IntegerData.Parameters(surrogate, 4, 3);
        var input = IntegerData.Input(surrogate.Input, 2, 3, 4);
        var bound = MagnitudeBound.Of(surrogate, parameters, 3);
        var current = input;
        foreach (var layer in surrogate.Layers)
        {
            current = Reference.Evaluate(
                layer,
                Parameters<double>.For(
                    layer,
                    parameters.Values.Where(p => layer.Parameters().Any(own => own.Name == p.Key))
                ),
                current
            );
            Assert.That(current.Values.Max(Math.Abs), Is.LessThanOrEqualTo(bound.Peak));
            Assert.That(current.Values.All(value => value == Math.Round(value)));
        }
        var plane = surrogate.Output.FibreSize * surrogate.Output.Grid.BoxCount;
        for (var i = 0; i < current.Values.Length; i++)
            Assert.That(
                Math.Abs(current.Values[i]),
                Is.LessThanOrEqualTo(bound.Output[i / plane % surrogate.Output.Channels])
            );
    }

    [Test]
    public void The_bound_of_a_kernel_is_attained()
    {
        var layer = Typing.Elaborate(
            new Op.LiftingConvolution(2, Region.Box(1, 1)),
            new FieldType(PointGroups.P1, Fibre.Trivial, 2, Region.Box(1, 1))
        );
        double[] kernel = [2, -1, 1, 3];
        var parameters = Parameters<double>.For(layer, [new("weight", [.. kernel])]);
        var bound = MagnitudeBound.Of(layer, parameters, 3);
        Assert.That(bound.Output, Is.EqualTo(EqArray.Create<double>([9, 12])));
        var output = Reference.Evaluate(
            layer,
            parameters,
            Signal<double>.Create(layer.Input, [3, -3])
        );
        Assert.That(output.Values[0], Is.EqualTo(9));
    }

    [Test]
    public void Kernels_have_no_more_entries_than_asked_for()
    {
        var layer = Blocks.Typed("p4m", "group convolution");
        foreach (var nonZeros in new[] { 1, 5, 144 })
        {
            var kernel = IntegerData.Parameters(layer, nonZeros, 1)["weight"];
            foreach (var row in kernel.Chunk(kernel.Length / 2))
                Assert.That(row.Count(value => value != 0), Is.EqualTo(nonZeros));
        }
    }
}
