using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Testing.Snapshots;
using TorchSharp;

namespace AgeFormal.Testing.Tests.Snapshots;

[NonParallelizable]
public sealed class SnapshotTests
{
    private static readonly FieldType Type = new(
        PointGroups.P4m,
        Fibre.Regular,
        2,
        Region.Cube(2, 3)
    );

    private static readonly Signal<double> First = Signal<double>.Generate(Type, 2, i => i + 1);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    private SnapshotOptions Options => new() { Folder = _folder.Path, Accepts = false };

    private SnapshotOptions Accepting => Options with { Accepts = true };

    private string Verified => Single("*.verified.safetensors");

    private string Received => Single("*.received.safetensors");

    private string Single(string pattern) => Directory.GetFiles(_folder.Path, pattern).Single();

    private void Accept(Signal<double> signal) => Snapshot.Match(signal, options: Accepting);

    private string Mismatch(Signal<double> signal, SnapshotOptions? options = null) =>
        Failure.Of(() => Snapshot.Match(signal, options: options ?? Options));

    [Test]
    public void The_first_run_fails_with_the_instruction_and_a_rename_accepts_it()
    {
        const string stem =
            "SnapshotTests.The_first_run_fails_with_the_instruction_and_a_rename_accepts_it";
        var message = Mismatch(First);
        var received = _folder.File($"{stem}.received.safetensors");
        var verified = _folder.File($"{stem}.verified.safetensors");
        Assert.That(
            message,
            Is.EqualTo(
                "There is no verified snapshot yet; received F64[2, 2, 8, 3, 3] of p4m regular · 2 channels · 3×3, min 1, max 288, mean 144.5.\n"
                    + $"If the received value is right, rename\n  {received}\nto\n  {verified}\nor run once with AGEFORMAL_ACCEPT_SNAPSHOTS=1."
            )
        );
        Assert.That(_folder.Names, Is.EqualTo([Path.GetFileName(received)]));
        File.Move(received, verified);
        Snapshot.Match(First, options: Options);
        Assert.That(_folder.Names, Is.EqualTo([Path.GetFileName(verified)]));
    }

    [Test]
    public void A_name_is_a_part_of_the_file_name()
    {
        Snapshot.Match(First, "map", Accepting);
        Assert.That(
            _folder.Names,
            Is.EqualTo(["SnapshotTests.A_name_is_a_part_of_the_file_name.map.verified.safetensors"])
        );
        foreach (var name in new[] { "", "../other", "a b" })
            Assert.That(
                () => Snapshot.Match(First, name, Accepting),
                Throws.ArgumentException.With.Message.Contains($"received '{name}'")
            );
    }

    [Test]
    public void Numbers_are_stored_without_loss()
    {
        double[] values = [1.0 / 3, double.Epsilon, -double.MaxValue, Math.PI];
        var exact = Options with { Tolerance = SnapshotTolerance.Exact };
        var tensor = TensorData.FromDouble([2, 2], values);
        Snapshot.Match(tensor, options: exact with { Accepts = true });
        Snapshot.Match(tensor, options: exact);
        Assert.That(Safetensors.Read(Verified)["value"], Is.EqualTo(tensor));
    }

    [Test]
    public void A_difference_names_the_largest_error_its_place_and_the_number_of_entries()
    {
        Accept(First);
        var values = First.Values;
        var changed = Signal<double>.Create(Type, values.SetItem(3, 4.5).SetItem(287, 300));
        Assert.That(
            Mismatch(changed),
            Does.StartWith(
                "The values differ: largest error 12 at batch 1, channel 1, h = mr³, y 2, x 2: received 300, verified 288; relative to max|verified| = 288: 0.0417, tolerance 1.14E-13; 2 of 288 entries differ.\n"
            )
        );
        Assert.That(Safetensors.Read(Received)["value"].ToDouble(), Is.EqualTo(changed.Values));
        Assert.That(Safetensors.Read(Verified)["value"].ToDouble(), Is.EqualTo(First.Values));
        Snapshot.Match(First, options: Options);
        Assert.That(Directory.GetFiles(_folder.Path, "*.received.*"), Is.Empty);
    }

    [Test]
    public void Outputs_that_agree_up_to_a_group_element_are_recognised()
    {
        Accept(First);
        foreach (var h in Type.Group.Group.Elements.Skip(1))
            Assert.That(
                Mismatch(SignalAction.Transform(First, h)),
                Does.Contain(
                    $"the outputs agree up to the group element h = {Type.Group.Group.ElementNames[h]}: received = h·verified."
                )
            );
    }

    [Test]
    public void Elements_that_move_the_grid_are_left_out()
    {
        // On the hexagonal lattice a box is kept by the half turn alone.
        var type = new FieldType(PointGroups.P6, Fibre.Trivial, 1, Region.Cube(2, 3));
        var signal = Signal<double>.Generate(type, 1, i => i + 1);
        Accept(signal);
        Assert.That(
            Mismatch(SignalAction.Transform(signal, 3)),
            Does.Contain("agree up to the group element h = r³:")
        );
    }

    [Test]
    public void A_batch_whose_functions_moved_by_different_elements_is_recognised()
    {
        Accept(First);
        var half = Type.Count;
        var (r, m) = (SignalAction.Transform(First, 1), SignalAction.Transform(First, 4));
        var mixed = Signal<double>.Create(Type, [.. r.Values[..half], .. m.Values[half..]]);
        Assert.That(
            Mismatch(mixed),
            Does.Contain("agrees up to a group element of its own: h = r, m.")
        );
        var other = mixed.Values.SetItem(0, -1);
        Assert.That(Mismatch(Signal<double>.Create(Type, other)), Does.Not.Contain("agree"));
    }

    [TestCase(Precision.Single, 1e-5, 1e-3)]
    [TestCase(Precision.Double, 1e-14, 1e-12)]
    public void The_tolerance_is_relative_to_the_largest_value_and_depends_on_the_dtype(
        Precision precision,
        double rounding,
        double error
    )
    {
        var options = Options with { Precision = precision };
        Snapshot.Match(First, options: options with { Accepts = true });
        var largest = First.Values.Max();
        Signal<double> Off(double by) => First.Map(value => value + by * largest);
        Snapshot.Match(Off(rounding), options: options);
        Assert.That(Mismatch(Off(error), options), Does.Contain("288 of 288 entries differ"));
        Snapshot.Match(Off(error), options: options with { Tolerance = new(0.01, 0.01) });
        Assert.That(
            Mismatch(Off(rounding), options with { Tolerance = SnapshotTolerance.Exact }),
            Does.Contain("tolerance 0;")
        );
    }

    [Test]
    public void Another_type_says_both_types()
    {
        Accept(First);
        Assert.That(
            Mismatch(Signal<double>.Create(Type with { Channels = 4 }, First.Values)),
            Does.StartWith(
                "The types differ: received F64[1, 4, 8, 3, 3] of p4m regular · 4 channels · 3×3, verified F64[2, 2, 8, 3, 3] of p4m regular · 2 channels · 3×3.\n"
            )
        );
        Assert.That(
            Mismatch(First, Options with { Precision = Precision.Single }),
            Does.Contain("received F32[2, 2, 8, 3, 3]").And.Contains("verified F64[")
        );
        var tensor = TensorData.FromDouble([2, 2, 8, 3, 3], First.Values.AsSpan());
        Assert.That(
            Failure.Of(() => Snapshot.Match(tensor, options: Options)),
            Does.StartWith("The types differ: received F64[2, 2, 8, 3, 3], verified F64[")
        );
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_never_accepted(double value)
    {
        var broken = Signal<double>.Create(Type, First.Values.SetItem(10, value));
        Assert.That(
            Mismatch(broken, Accepting),
            Does.StartWith(
                $"The received value holds {value} at batch 0, channel 0, h = r, y 0, x 1; a snapshot holds finite numbers.\nIt is kept as "
            )
        );
        File.Move(Received, Received.Replace("received", "verified", StringComparison.Ordinal));
        Assert.That(Mismatch(broken), Does.Contain("The received value holds"));
        Assert.That(Mismatch(First), Does.StartWith("The verified value holds"));
    }

    [Test]
    public void A_damaged_file_is_named_and_accepting_replaces_it()
    {
        Accept(First);
        var verified = Verified;
        File.WriteAllBytes(verified, File.ReadAllBytes(verified)[..^9]);
        Assert.That(
            Mismatch(First),
            Does.StartWith($"The verified snapshot cannot be read: {verified}")
        );
        Safetensors.Write(verified, TensorFile.Of([]));
        Assert.That(Mismatch(First), Does.Contain("Expected a tensor named 'value'"));
        Accept(First);
        Snapshot.Match(First, options: Options);
        Assert.That(_folder.Names, Is.EqualTo([Path.GetFileName(verified)]));
    }

    [Test]
    public void The_environment_variable_accepts()
    {
        var before = Environment.GetEnvironmentVariable(SnapshotOptions.AcceptVariable);
        var asked = Options with { Accepts = null };
        try
        {
            Environment.SetEnvironmentVariable(SnapshotOptions.AcceptVariable, "0");
            Assert.That(Mismatch(First, asked), Does.Contain("no verified snapshot"));
            Environment.SetEnvironmentVariable(SnapshotOptions.AcceptVariable, "1");
            Snapshot.Match(First, options: asked);
        }
        finally
        {
            Environment.SetEnvironmentVariable(SnapshotOptions.AcceptVariable, before);
        }
        Assert.That(_folder.Names, Has.Length.EqualTo(1));
        Snapshot.Match(First, options: Options);
    }

    [Test]
    public void Tensors_of_other_dtypes_are_compared_exactly()
    {
        var integers = TensorData.FromInt64([3], [1, long.MaxValue, 3]);
        Snapshot.Match(integers, options: Accepting);
        Snapshot.Match(integers, options: Options);
        string Changed(params long[] values) =>
            Failure.Of(() => Snapshot.Match(TensorData.FromInt64([3], values), options: Options));
        Assert.That(
            Changed(1, long.MaxValue, 4),
            Does.Contain("largest error 1 at [2]: received 4")
        );
        Assert.That(Changed(1, long.MaxValue - 1, 3), Does.Contain("beyond ±2⁵³"));
    }

    [Test]
    public void A_tensor_of_libtorch_is_stored_in_its_dtype()
    {
        using var tensor = torch.arange(6, torch.ScalarType.Float32).reshape(2, 3).t();
        Snapshot.Match(tensor, options: Accepting);
        Assert.That(
            Safetensors.Read(Verified)["value"],
            Is.EqualTo(TensorData.FromSingle([3, 2], [0, 3, 1, 4, 2, 5]))
        );
        using var halves = tensor.to(torch.ScalarType.Float16);
        Assert.That(
            () => Snapshot.Match(halves, options: Options),
            Throws.ArgumentException.With.Message.Contains("received Float16")
        );
    }

    [Test]
    public void A_folder_that_is_absent_is_an_error() =>
        Assert.That(
            () => Snapshot.Match(First, options: Options with { Folder = _folder.File("none") }),
            Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("none")
        );
}
