using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Weights;

/// <summary>Parameters survive a file, and a file that does not fit is refused with all its misfits.</summary>
public sealed class ParameterFileTests
{
    private static readonly Network Small = new(
        "small",
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("bn1", new Op.BatchNormalization()),
            new("c2", new Op.GroupConvolution(3, Region.Box(1, 1))),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 5, Region.Box(5, 5))
    );

    private static readonly TypedOp Op = Small.Elaborate();

    // Quarters are exact in single precision.
    private static readonly Parameters<double> Values = Parameters<double>.Generate(
        Op,
        (name, _, index) => (name.Length + index) / 4.0
    );

    [Test]
    public void Parameters_survive_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("small.safetensors");
        Safetensors.Write(path, ParameterFile.Write(Small, Values));
        AssertSame(ParameterFile.Read(Safetensors.Read(path), Op), Values);
    }

    [TestCaseSource(nameof(CatalogueNames))]
    public void Parameters_of_the_catalogue_survive_a_file(string name)
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
        var values = Parameters<double>.Generate(
            op,
            (name, _, index) =>
                name.EndsWith("running_var", StringComparison.Ordinal)
                    ? index % 64
                    : index % 64 / 8.0 - 4
        );
        AssertSame(ParameterFile.Read(ParameterFile.Write(network, values), op), values);
    }

    // The small ones, and one with blocks inside blocks.
    private static IEnumerable<string> CatalogueNames() =>
        Catalogue
            .All.Where(network => network.CountParameters() < 200_000)
            .Select(network => network.Name)
            .Append("alphaf-p4m-resnet44");

    [Test]
    public void A_file_holds_the_declared_shapes_and_names_its_network()
    {
        var file = ParameterFile.Write(Small, Values, [new("epochs", "3")]);
        Assert.That(file["c1.weight"].Shape, Is.EqualTo(new long[] { 2, 5, 3, 3 }));
        Assert.That(file["c2.weight"].Shape, Is.EqualTo(new long[] { 3, 2, 4, 1, 1 }));
        Assert.That(file["c2.weight"].Dtype, Is.EqualTo(Dtype.F32));
        Assert.That(file.Metadata[ParameterFile.NetworkKey], Is.EqualTo("small"));
        Assert.That(file.Metadata["epochs"], Is.EqualTo("3"));
        Assert.That(file.Metadata["format"], Is.EqualTo("ageformal-parameters-1"));
    }

    [Test]
    public void Metadata_cannot_replace_the_network() =>
        Assert.That(
            () => ParameterFile.Write(Small, Values, [new(ParameterFile.NetworkKey, "other")]),
            Throws.ArgumentException
        );

    [Test]
    public void Parameters_of_another_network_are_not_written() =>
        Assert.That(
            () => ParameterFile.Write(Catalogue.Parse("p4-cnn"), Values),
            Throws.TypeOf<ParameterMismatchException>()
        );

    [Test]
    public void All_misfits_are_listed_at_once()
    {
        var file = Changed(tensors =>
        {
            tensors.Remove("c1.weight");
            tensors.Remove("bn1.bias");
            tensors["c9.weight"] = TensorData.FromDouble([1], [1]);
            tensors["bn1.running_mean"] = TensorData.FromDouble([3], [1, 2, 3]);
            tensors["c2.weight"] = TensorData.FromDouble([2, 3, 4, 1, 1], new double[24]);
        });
        var problems = Assert
            .Throws<ParameterMismatchException>(() => ParameterFile.Read(file, Op))!
            .Misfits.Select(misfit => $"{misfit}");
        Assert.That(
            problems,
            Is.EquivalentTo(
                new[]
                {
                    "'c1.weight' is missing",
                    "'bn1.bias' is missing",
                    "'c9.weight' is unexpected",
                    "'bn1.running_mean' is F64[3], expected [2]",
                    "'c2.weight' is F64[2, 3, 4, 1, 1], expected [3, 2, 4, 1, 1]",
                }
            )
        );
    }

    [Test]
    public void A_step_counter_is_ignored()
    {
        var file = Changed(tensors =>
        {
            tensors["bn1.num_batches_tracked"] = TensorData.FromInt64([], [12]);
            tensors["num_batches_tracked"] = TensorData.FromInt64([], [12]);
        });
        AssertSame(ParameterFile.Read(file, Op), Values);
    }

    [Test]
    public void Another_name_that_ends_like_a_step_counter_is_not_ignored()
    {
        var file = Changed(tensors =>
            tensors["bn1.my_num_batches_tracked"] = TensorData.FromInt64([], [12])
        );
        Assert.That(
            () => ParameterFile.Read(file, Op),
            Throws.TypeOf<ParameterMismatchException>()
        );
    }

    [Test]
    public void Axes_of_size_1_may_be_added_or_left_out()
    {
        var file = Changed(tensors =>
        {
            tensors["c1.weight"] = TensorData.FromDouble([2, 5, 1, 3, 3], [.. Values["c1.weight"]]);
            tensors["c2.weight"] = TensorData.FromDouble([3, 2, 4], [.. Values["c2.weight"]]);
            tensors["bn1.bias"] = TensorData.FromDouble([1, 2, 1, 1], [.. Values["bn1.bias"]]);
        });
        AssertSame(ParameterFile.Read(file, Op), Values);
    }

    private static TensorFile Changed(Action<Dictionary<string, TensorData>> change)
    {
        var tensors = ParameterFile.Write(Small, Values).Tensors.ToDictionary();
        change(tensors);
        return TensorFile.Of(tensors);
    }

    private static void AssertSame(Parameters<double> actual, Parameters<double> expected)
    {
        Assert.That(actual.Values.Keys, Is.EqualTo(expected.Values.Keys));
        foreach (var (name, values) in expected.Values)
            Assert.That(actual[name], Is.EqualTo(values), name);
    }
}
