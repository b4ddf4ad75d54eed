using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Images;

public sealed class PreprocessingTests
{
    private static readonly double[] Constants = [0, -0.5, 0.131775, 1e-300, 1.0 / 3, 1e300];

    [Test]
    public void A_preprocessing_survives_its_text()
    {
        foreach (var axes in Enum.GetValues<AxisOrder>())
        foreach (var mean in Constants)
        foreach (var deviation in Constants.Where(one => one > 0))
        {
            var preprocessing = Preprocessing.Of(axes, Normalization.Of(mean, deviation));
            Assert.That(
                PreprocessingText.Parse(PreprocessingText.Render(preprocessing)),
                Is.EqualTo(preprocessing)
            );
        }
    }

    [Test]
    public void The_text_names_white_mean_deviation_and_the_order_of_the_axes() =>
        Assert.That(
            PreprocessingText.Render(
                Preprocessing.Of(AxisOrder.ColumnsRows, Normalization.Of(0.131775, 0.291525))
            ),
            Is.EqualTo(
                """{"white":255,"mean":0.131775,"deviation":0.291525,"axes":"columns, rows"}"""
            )
        );

    [Test]
    public void Constants_of_channels_and_the_fit_survive_the_text()
    {
        foreach (var fit in Enum.GetValues<PictureFit>())
        {
            var preprocessing = Preprocessing.Of(
                AxisOrder.RowsColumns,
                Normalization.Of([0.5, 1e-300, -1], [0.25, 1.0 / 3, 2]),
                fit
            );
            Assert.That(
                PreprocessingText.Parse(PreprocessingText.Render(preprocessing)),
                Is.EqualTo(preprocessing)
            );
        }
        Assert.That(
            PreprocessingText.Render(
                Preprocessing.Of(
                    AxisOrder.RowsColumns,
                    Normalization.Of([0.5, 0.25], [1, 2]),
                    PictureFit.Centre
                )
            ),
            Is.EqualTo(
                """{"white":255,"mean":[0.5,0.25],"deviation":[1,2],"axes":"rows, columns","fit":"centre"}"""
            )
        );
    }

    [TestCase("""{"white":255,"mean":[0,1],"deviation":1,"axes":"rows, columns"}""", "2, one for")]
    [TestCase("""{"white":255,"mean":[],"deviation":[],"axes":"rows, columns"}""", "at least one")]
    [TestCase(
        """{"white":255,"mean":[0,0],"deviation":[1,-1],"axes":"rows, columns"}""",
        "deviation[1]"
    )]
    [TestCase(
        """{"white":255,"mean":0,"deviation":1,"axes":"rows, columns","fit":"squeeze"}""",
        "contain, cover, stretch, centre"
    )]
    [TestCase("""{"white":1,"mean":0,"deviation":1,"axes":"rows, columns"}""", "white")]
    [TestCase("""{"white":255,"mean":"0","deviation":1,"axes":"rows, columns"}""", "mean")]
    [TestCase("""{"white":255,"mean":1e999,"deviation":1,"axes":"rows, columns"}""", "mean")]
    [TestCase("""{"white":255,"mean":0,"deviation":0,"axes":"rows, columns"}""", "deviation")]
    [TestCase("""{"white":255,"mean":0,"deviation":-1,"axes":"rows, columns"}""", "deviation")]
    [TestCase("""{"white":255,"mean":0,"deviation":1,"axes":"rows"}""", "axes")]
    [TestCase("""{"white":255,"mean":0,"axes":"rows, columns"}""", "deviation")]
    [TestCase("""{"white":255,"mean":0,"deviation":1,"axes":"rows, columns","x":1}""", "x")]
    [TestCase("[]", "object")]
    [TestCase("mean 0", "JSON")]
    public void A_text_that_is_none_is_refused_by_its_place(string text, string word) =>
        Assert.That(
            () => PreprocessingText.Parse(text, "own.safetensors"),
            Throws
                .TypeOf<SpecificationException>()
                .With.Message.StartsWith("own.safetensors, ")
                .And.Message.Contains(word)
        );

    [TestCase(double.NaN, 1, "mean")]
    [TestCase(double.PositiveInfinity, 1, "mean")]
    [TestCase(0, 0, "deviation")]
    [TestCase(0, -1, "deviation")]
    [TestCase(0, double.NaN, "deviation")]
    public void Constants_that_are_no_map_are_refused(double mean, double deviation, string name) =>
        Assert.That(
            () => Normalization.Of(mean, deviation),
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Property(nameof(ArgumentException.ParamName))
                .EqualTo(name)
        );

    [Test]
    public void Measured_constants_are_mean_and_deviation()
    {
        Assert.That(
            Normalization.Measure([1, 2, 3, 6]),
            Is.EqualTo(Normalization.Of(3, Math.Sqrt(3.5)))
        );
        Assert.That(
            () => Normalization.Measure([2, 2]),
            Throws.ArgumentException.With.Message.Contains("positive deviation")
        );
        Assert.That(() => Normalization.Measure([]), Throws.ArgumentException);
        Assert.That(
            Normalization.Measure([1, 3, 10, 20, 2, 2, 30, 40], channels: 2, points: 2),
            Is.EqualTo(Normalization.Of([2, 25], [Math.Sqrt(0.5), Math.Sqrt(125)]))
        );
        Assert.That(
            () => Normalization.Measure([1, 2, 5, 5], channels: 2, points: 2),
            Throws.ArgumentException.With.Message.Contains("of channel 1 are 5")
        );
        Assert.That(
            () => Normalization.Measure([1, float.NaN]),
            Throws.ArgumentException.With.Message.Contains("finite pixels")
        );
        Assert.That(
            () => Normalization.Of([0, 1], [1]),
            Throws.ArgumentException.With.Message.Contains("2 means and 1 deviations")
        );
    }

    [Test]
    public void A_file_of_weights_carries_preprocessing_and_names_of_classes()
    {
        var network = Catalogue.Parse("p4-cnn");
        var op = network.Elaborate();
        var preprocessing = Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of(0.5, 0.25));
        EqArray<string> names =
        [
            .. Enumerable.Range(0, 10).Select(i => i.ToString(CultureInfo.InvariantCulture) + "é"),
        ];
        var parameters = Parameters<double>.Generate(op, (_, _, _) => 1);
        var file = ParameterFile.Write(
            network,
            parameters,
            [
                new(ParameterFile.PreprocessingKey, PreprocessingText.Render(preprocessing)),
                new(ParameterFile.ClassesKey, ClassNames.Render(names)),
            ]
        );
        Assert.That(ParameterFile.PreprocessingOf(file), Is.EqualTo(preprocessing));
        Assert.That(ParameterFile.ClassesOf(file, op), Is.EqualTo(names));
        var older = ParameterFile.Write(network, parameters);
        Assert.That(ParameterFile.PreprocessingOf(older), Is.Null);
        Assert.That(ParameterFile.ClassesOf(older, op), Is.Null);
    }

    [Test]
    public void Constants_for_other_channels_than_the_network_reads_are_refused()
    {
        var op = Catalogue.Parse("p4-cnn").Elaborate();
        var colours = Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of([0, 0], [1, 1]));
        var file = TensorFile.Of(
            [],
            [new(ParameterFile.PreprocessingKey, PreprocessingText.Render(colours))]
        );
        Assert.That(ParameterFile.PreprocessingOf(file), Is.EqualTo(colours));
        Assert.That(
            () => ParameterFile.PreprocessingOf(file, op, "own.safetensors"),
            Throws
                .TypeOf<SpecificationException>()
                .With.Message.StartsWith("own.safetensors")
                .And.Message.Contains("2 channels")
        );
    }

    [TestCase("""["a","b"]""", "2 names")]
    [TestCase("""["a",1]""", "[1]")]
    [TestCase("a, b", "JSON")]
    public void Names_that_are_not_one_for_each_class_are_refused(string text, string words)
    {
        var op = Catalogue.Parse("p4-cnn").Elaborate();
        var file = TensorFile.Of([], [new(ParameterFile.ClassesKey, text)]);
        Assert.That(
            () => ParameterFile.ClassesOf(file, op, "own.safetensors"),
            Throws
                .TypeOf<SpecificationException>()
                .With.Message.StartsWith("own.safetensors, classes")
                .And.Message.Contains(words)
        );
    }
}
