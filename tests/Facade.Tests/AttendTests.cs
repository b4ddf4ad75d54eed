using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using AgeFormal.Algebra;
using AgeFormal.Facade.Data;
using AgeFormal.Facade.Pictures;
using AgeFormal.Facade.Showing;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Facade.Tests;

public sealed class AttendTests
{
    [Test]
    public void Maps_know_layer_elements_and_layout_and_are_those_of_a_forward_pass()
    {
        var trained = TrainedNetwork.Initial(Catalogue.Parse("alpha-p4-cnn"), seed: 1);
        var digits = DigitSample.Read(DigitSample.EmbeddedFile()).Slice(3, 1);
        var maps = trained.Attend(digits);
        var captured = Attention.Capture(trained, maps.Input);
        Assert.That(
            maps.Maps.Select(map => map.Signal),
            Is.EqualTo(captured.Select(map => map.Signal))
        );
        var map = maps["c2.spatial_attention"];
        Assert.That(
            (map.Layer, map.IsOverPositions, map.IsOnInput),
            Is.EqualTo(("c2", true, false))
        );
        Assert.That(map.Elements, Is.EqualTo(PointGroups.P4.Group.ElementNames));
        Assert.That(map.Layout, Is.EqualTo("[batch 1, channel 40, h 4, y 24, x 24]"));
        var points = map.Signal.Type.Grid.BoxCount;
        Assert.That(
            map.At(element: 2, channel: 5),
            Is.EqualTo(map.Signal.Values.Skip((5 * 4 + 2) * points).Take(points))
        );
        Assert.That(
            () => maps["c2"],
            Throws.ArgumentException.With.Message.Contains("c2.spatial_attention")
        );
        Assert.That(() => map.At(4), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_drawing_has_a_picture_for_each_h_and_arrows()
    {
        var trained = TrainedNetwork.Initial(Catalogue.Parse("alphaf-p4m-cnn"), seed: 1);
        var maps = trained.Attend(DigitSample.Read(DigitSample.EmbeddedFile()).Slice(0, 1));
        var svg = XDocument.Parse(maps.ToSvg());
        int Count(string name) => svg.Descendants().Count(part => part.Name.LocalName == name);
        var spatial = maps.Maps.Where(map => map.IsOverPositions).ToArray();
        var onGroup = spatial.Count(map => map.Signal.Type.FibreSize > 1);
        Assert.That(
            Count("image"),
            Is.EqualTo(
                1
                    + maps.Maps.Sum(map =>
                        map.Signal.Type.FibreSize * (map.IsOverPositions ? 2 : 1)
                    )
                    + onGroup
            )
        );
        Assert.That(Count("polyline"), Is.GreaterThan(8 + onGroup * 8));
        Assert.That(maps.ToPng().AsSpan(1, 3).SequenceEqual("PNG"u8));
        Assert.That(() => maps.ToSvg(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void An_array_file_holds_the_values_as_NumPy_reads_them()
    {
        var trained = TrainedNetwork.Initial(Catalogue.Parse("alphaf-p4-cnn"), seed: 1);
        var maps = trained.Attend(DigitSample.Read(DigitSample.EmbeddedFile()).Slice(0, 1));
        using var folder = new TemporaryFolder();
        var files = maps.Write(folder.File("a.npy"));
        Assert.That(files, Has.Count.EqualTo(maps.Maps.Count));
        foreach (var (map, file) in maps.Maps.Zip(files))
        {
            var content = File.ReadAllBytes(file);
            var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(8));
            Assert.That(start % 64, Is.Zero);
            Assert.That(
                Encoding.ASCII.GetString(content, 10, start - 10).TrimEnd(),
                Is.EqualTo(
                    $"{{'descr': '<f8', 'fortran_order': False, 'shape': (1, {string.Join(", ", map.Signal.Type.Shape)},), }}"
                )
            );
            Assert.That(
                content.Skip(start).Chunk(8).Select(bytes => BitConverter.ToDouble(bytes)),
                Is.EqualTo(map.Signal.Values)
            );
        }
        Assert.That(() => maps.Write(folder.File("a.gif")), Throws.ArgumentException);
    }

    [Test]
    public void The_example_of_the_document_runs()
    {
        var trained = TrainedNetwork.Initial(Catalogue.Parse("alphaf-p4-cnn"), seed: 1);
        using var folder = new TemporaryFolder();
        var (picture, drawing) = (folder.File("digit.png"), folder.File("maps.svg"));
        PictureFile.Write(picture, DigitSample.Read(DigitSample.EmbeddedFile()), 7);
        var maps = trained.Attend(picture);
        File.WriteAllText(drawing, maps.ToSvg());
        var quarter = maps["c2.spatial_attention"].At(element: 1);
        Assert.That(quarter, Has.Count.EqualTo(26 * 26));
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "show.md"));
        foreach (
            var line in (string[])
                [
                    "var maps = trained.Attend(\"digit.png\");",
                    "File.WriteAllText(\"maps.svg\", maps.ToSvg());",
                    "var quarter = maps[\"c2.spatial_attention\"].At(element: 1);",
                ]
        )
            Assert.That(document, Does.Contain(line));
    }

    [TestCase(AxisOrder.RowsColumns)]
    [TestCase(AxisOrder.ColumnsRows)]
    public void A_rotation_of_H_is_the_rotation_of_the_image_by_its_angle(AxisOrder axes)
    {
        var group = PointGroups.P4m;
        var image = ImageSet.Of(1, [5, 5], [.. Enumerable.Range(0, 25).Select(i => (float)i)], []);
        var type = new FieldType(group, Fibre.Trivial, 1, Region.Box(5, 5));
        Signal<double> Read(ImageSet of) =>
            (axes == AxisOrder.RowsColumns ? of : of.Transpose()).ToSignal(type);
        var angles = group
            .Group.Elements.Select(h => (Element: h, Turns: Bearing.Turns(group, h, axes)))
            .ToArray();
        Assert.That(angles.Count(one => one.Turns is null), Is.EqualTo(4), "mirrors have no angle");
        foreach (var (h, turns) in angles)
            if (turns is { } angle)
                Assert.That(
                    Read(Rotation.Turn(image, _ => angle)),
                    Is.EqualTo(SignalAction.Transform(Read(image), h))
                );
    }

    [TestCase("p4-cnn", true)]
    [TestCase("alphaf-p4m-cnn", true)]
    [TestCase("p4-allcnn-w8-strided", false)]
    public void Turned_back_signals_are_those_of_the_upright_input_where_the_grid_is_exact(
        string name,
        bool isExact
    )
    {
        var trained = TrainedNetwork.Initial(Catalogue.Parse(name), seed: 2);
        var input = Turnable.Of(RandomSignal.Of(trained.Op.Input, 1, 3), "random");
        var run = TurnedRun.Of(trained, input, steps: 8, most: 4);
        var exact = run.Turns.Index().Where(turn => turn.Item.IsExact).ToArray();
        Assert.That(exact, Has.Length.EqualTo(trained.Op.Input.Group.Order));
        Assert.That(run.Turns, Has.Count.EqualTo(exact.Length + 4));
        var residuals = exact
            .SelectMany(turn => run.Signals.Select(signal => signal.Values[turn.Index].Residual))
            .ToArray();
        Assert.That(
            residuals,
            isExact ? Is.All.LessThanOrEqualTo(run.Tolerance) : Has.Some.GreaterThan(run.Tolerance)
        );
        // What lies between elements is no element: the residual says so.
        Assert.That(
            run.Turns.Index()
                .Where(turn => !turn.Item.IsExact)
                .Select(turn => run.Signals[1].Values[turn.Index].Residual),
            Is.All.GreaterThan(run.Tolerance)
        );
    }

    [TestCase("group-convolution", true)]
    [TestCase("kernel-of-absolute-h", false)]
    public void A_design_is_run_as_a_layer(string name, bool isEquivariant)
    {
        var run = DesignLayer.Run(DesignVerifier.Verify(DesignZoo.Parse(name).Design));
        var output = run.Signals[^1];
        Assert.That(output.Values[0].Residual, Is.Zero);
        Assert.That(
            run.Turns.Index()
                .Where(turn => turn.Item.IsExact && turn.Index > 0)
                .Select(turn => output.Values[turn.Index].Residual),
            isEquivariant ? Is.All.LessThanOrEqualTo(run.Tolerance) : Is.All.GreaterThan(0.01)
        );
    }
}
