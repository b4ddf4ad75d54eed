using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AgeFormal.Networks.Tests.Onnx;

/// <summary>A graph that prepares its images computes what the network computes of prepared images.</summary>
public sealed class OnnxPreprocessingTests
{
    private const int Batch = 3;
    private const int First = 6;
    private const int Second = 4;

    private static readonly Normalization Constants = Normalization.Of(0.131775, 0.291525);

    // Lattice axes of unequal sizes tell one order from the other.
    private static readonly Network Network = new(
        "small",
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("", new Op.GlobalPooling(Reduction.Mean)),
            new("", new Op.GroupPooling(Reduction.Max)),
        ]),
        new FieldType(PointGroups.P2, Fibre.Trivial, 1, Region.Box(First, Second))
    );

    private static readonly Parameters<double> Values = Parameters<double>.Generate(
        Network.Elaborate(),
        (_, _, index) => Math.Sin(index)
    );

    [TestCase(AxisOrder.RowsColumns)]
    [TestCase(AxisOrder.ColumnsRows)]
    public void Stored_images_give_the_logits_of_prepared_ones_bit_for_bit(AxisOrder axes)
    {
        var preprocessing = Preprocessing.Of(axes, Constants);
        int[] stored =
            axes == AxisOrder.RowsColumns ? [Batch, 1, First, Second] : [Batch, 1, Second, First];
        float[] grey = [.. Enumerable.Range(0, Batch * First * Second).Select(i => i * 37 % 256)];
        float[] unit =
        [
            .. grey.Select(v =>
                (v / 255f - (float)Constants.MeanOf(0)) / (float)Constants.DeviationOf(0)
            ),
        ];
        var prepared = new float[grey.Length];
        for (var image = 0; image < Batch; image++)
        for (var i = 0; i < First; i++)
        for (var j = 0; j < Second; j++)
            prepared[(image * First + i) * Second + j] = unit[
                axes == AxisOrder.RowsColumns
                    ? (image * First + i) * Second + j
                    : (image * Second + j) * First + i
            ];
        var options = new OnnxOptions { Preprocessing = preprocessing };
        var expected = Run(options, prepared, [Batch, 1, First, Second]);
        var computed = Run(options with { IsPreprocessed = true }, grey, stored);
        Assert.That(computed, Is.EqualTo(expected));
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void Colours_are_normalised_by_channel_bit_for_bit()
    {
        var colour = Network with { Input = Network.Input with { Channels = 3 } };
        var values = Parameters<double>.Generate(
            colour.Elaborate(),
            (_, _, index) => Math.Sin(index)
        );
        var constants = Normalization.Of([0.49, 0.48, 0.45], [0.247, 0.243, 0.262]);
        var options = new OnnxOptions
        {
            Preprocessing = Preprocessing.Of(AxisOrder.RowsColumns, constants),
        };
        const int area = First * Second;
        float[] stored = [.. Enumerable.Range(0, Batch * 3 * area).Select(i => i * 37 % 256)];
        float[] prepared =
        [
            .. stored.Select(
                (v, i) =>
                    (v / 255f - (float)constants.MeanOf(i / area % 3))
                    / (float)constants.DeviationOf(i / area % 3)
            ),
        ];
        int[] shape = [Batch, 3, First, Second];
        var expected = Run(options, prepared, shape, colour, values);
        var computed = Run(options with { IsPreprocessed = true }, stored, shape, colour, values);
        Assert.That(computed, Is.EqualTo(expected));
        Assert.That(
            () => OnnxFile.Model(Network, Values, options with { IsPreprocessed = true }),
            Throws
                .TypeOf<OnnxExportException>()
                .With.Message.Contains("images of 1 channels")
                .And.Message.Contains("constants for 3")
        );
    }

    [TestCase(false, "false")]
    [TestCase(true, "true")]
    public void The_model_says_how_images_are_prepared_and_what_the_classes_are(
        bool isPreprocessed,
        string inGraph
    )
    {
        var model = OnnxFile.Model(
            Network,
            Values,
            new OnnxOptions
            {
                Preprocessing = Preprocessing.Of(AxisOrder.ColumnsRows, Constants),
                IsPreprocessed = isPreprocessed,
                Classes = ["no", "yes"],
            }
        );
        var metadata = model.Metadata.ToDictionary();
        Assert.That(metadata["network"], Is.EqualTo("small"));
        Assert.That(metadata["group"], Is.EqualTo("p2"));
        Assert.That(metadata["classes"], Is.EqualTo("""["no","yes"]"""));
        Assert.That(
            metadata["preprocessing"],
            Is.EqualTo(
                """{"white":255,"mean":0.131775,"deviation":0.291525,"axes":"columns, rows"}"""
            )
        );
        Assert.That(metadata["preprocessing_in_graph"], Is.EqualTo(inGraph));
        Assert.That(
            metadata["input_values"],
            isPreprocessed
                ? Is.EqualTo("grey values v from 0 to 255, axes in the order rows, columns")
                : Is.EqualTo(
                    "(v/255 − 0.131775)/0.291525, axes in the order columns, rows for grey values v from 0 to 255"
                )
        );
        Assert.That(
            model.Graph.Input.Shape,
            Is.EqualTo(
                isPreprocessed
                    ? new EqArray<int>([1, Second, First])
                    : new EqArray<int>([1, First, Second])
            )
        );
    }

    [Test]
    public void A_graph_cannot_prepare_images_in_a_way_that_is_not_known() =>
        Assert.That(
            () => OnnxFile.Model(Network, Values, new OnnxOptions { IsPreprocessed = true }),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("no preprocessing is given")
        );

    [Test]
    public void A_graph_of_no_images_prepares_none()
    {
        var volume = Catalogue.Parse("O-volume");
        Assert.That(
            () =>
                OnnxFile.Model(
                    volume,
                    Parameters<double>.Generate(volume.Elaborate(), (_, _, _) => 1),
                    new OnnxOptions
                    {
                        IsPreprocessed = true,
                        Preprocessing = Preprocessing.Of(AxisOrder.RowsColumns, Constants),
                    }
                ),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("it reads O ")
        );
    }

    [Test]
    public void Names_that_are_not_one_for_each_output_are_refused() =>
        Assert.That(
            () => OnnxFile.Model(Network, Values, new OnnxOptions { Classes = ["one"] }),
            Throws.ArgumentException.With.Message.Contains("small has 2 outputs, received 1")
        );

    private static float[] Run(
        OnnxOptions options,
        float[] input,
        int[] shape,
        Network? network = null,
        Parameters<double>? values = null
    )
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, network ?? Network, values ?? Values, options);
        using var settings = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(stream.ToArray(), settings);
        using var results = session.Run([
            NamedOnnxValue.CreateFromTensor(OnnxFile.Input, new DenseTensor<float>(input, shape)),
        ]);
        return [.. results.Single().AsTensor<float>()];
    }
}
