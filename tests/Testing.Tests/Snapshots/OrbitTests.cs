using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Testing.Snapshots;

namespace AgeFormal.Testing.Tests.Snapshots;

public sealed class OrbitTests
{
    private static readonly FieldType Plane = Subjects.Plane(PointGroups.P4, 3);

    private static readonly Signal<double> Input = Signal<double>.Generate(Plane, 1, i => i + 1);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    private SnapshotOptions Options => new() { Folder = _folder.Path, Accepts = false };

    private SnapshotOptions Accepting => Options with { Accepts = true };

    private string Mismatch(
        Func<Signal<double>, Signal<double>> function,
        SnapshotOptions? options = null
    ) => Failure.Of(() => Snapshot.MatchOrbit(function, Input, options: options ?? Options));

    /// <summary>Stored beside this file; the weights are small integers, so that every machine computes the same numbers.</summary>
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void One_representative_checks_the_orbit_of_a_p4m_network(Precision precision)
    {
        var op = Subjects.Typed(PointGroups.P4m, 8);
        var parameters = Parameters<double>.Generate(op, (_, _, i) => i * 7 % 5 - 2);
        var input = Signal<double>.Generate(op.Input, 2, i => i * 11 % 13 - 6);
        var exactly = new SnapshotOptions
        {
            Precision = precision,
            Tolerance = SnapshotTolerance.Exact,
        };
        using var network = new TorchExecutor().Compile(op, parameters, precision);
        Snapshot.MatchOrbit(network, input, $"{precision}", new() { Precision = precision });
        Snapshot.Match(Reference.Evaluate(op, parameters, input), $"{precision}", exactly);
    }

    [Test]
    public void The_first_run_is_accepted_once_and_then_all_elements_agree()
    {
        Assert.That(Mismatch(f => f), Does.StartWith("There is no verified snapshot yet;"));
        Snapshot.MatchOrbit(f => f, Input, options: Accepting);
        Snapshot.MatchOrbit(f => f, Input, options: Options);
        Assert.That(_folder.Names, Has.Length.EqualTo(1));
        Assert.That(
            Mismatch(f => f.Map(value => 2 * value)),
            Does.StartWith("The values differ: largest error 9 at batch 0, channel 0, y 2, x 2")
        );
    }

    [Test]
    public void The_breaking_elements_are_named_and_nothing_is_accepted()
    {
        // Doubles the middle row: a half turn keeps it, quarter turns do not.
        static Signal<double> Bar(Signal<double> f) =>
            Signal<double>.Generate(f.Type, f.Batch, i => f.Values[i] * (i % 9 / 3 == 1 ? 2 : 1));
        var message = Mismatch(Bar, Accepting);
        Assert.That(
            message,
            Does.StartWith("f(h·x) is not h·f(x) for 2 of 4 elements:\n  h = r: ")
        );
        Assert.That(message, Does.Contain("\n  h = r³: ").And.Not.Contains("h = r²"));
        Assert.That(message, Does.Contain("largest error "));
        Assert.That(_folder.Names, Is.Empty);
    }

    [Test]
    public void A_right_representative_does_not_hide_a_broken_orbit()
    {
        Snapshot.MatchOrbit(f => f, Input, options: Accepting);
        var message = Mismatch(_ => Input);
        Assert.That(message, Does.StartWith("f(h·x) is not h·f(x) for 3 of 4 elements:"));
        Assert.That(message, Does.Contain("the output is k·f(x) for k = e"));
        Assert.That(_folder.Names, Has.Length.EqualTo(1), "no received file");
    }

    [Test]
    public void Outputs_that_show_nothing_are_failures()
    {
        Assert.That(
            Mismatch(f => f.Map(_ => 0.0), Accepting),
            Does.Contain("zero everywhere, so nothing is tested")
        );
        Assert.That(
            Mismatch(f => f.Map(_ => double.NaN), Accepting),
            Does.StartWith("The received value holds NaN")
        );
        Assert.That(
            Mismatch(f => f == Input ? f : f.Map(_ => double.NaN), Accepting),
            Does.Contain("h = r: largest error NaN")
        );
        Assert.That(
            Mismatch(f => f == Input ? f : Signal<double>.Generate(f.Type, 2, _ => 1), Accepting),
            Does.Contain("received a batch of 2, expected 1")
        );
        Assert.That(
            Mismatch(
                f =>
                    f == Input
                        ? f
                        : Signal<double>.Generate(f.Type with { Channels = 2 }, 1, _ => 1),
                Accepting
            ),
            Does.Contain("received p4 trivial · 2 channels · 3×3, expected p4 trivial · 1 channel")
        );
    }

    [Test]
    public void An_input_that_tests_nothing_is_an_error()
    {
        Assert.That(
            () => Snapshot.MatchOrbit(f => f, Input.Map(_ => 1.0), options: Options),
            Throws.ArgumentException.With.Message.Contains("r fixes this one")
        );
        var oblong = Signal<double>.Generate(Plane with { Grid = Region.Box(3, 4) }, 1, i => i + 1);
        Assert.That(
            () => Snapshot.MatchOrbit(f => f, oblong, options: Options),
            Throws.ArgumentException.With.Message.Contains("r maps 3×4 to 4×3")
        );
    }
}
