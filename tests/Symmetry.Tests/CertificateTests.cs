using System.Text.Json.Nodes;
using AgeFormal.Laws;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;
using AgeFormal.Symmetry.Certificates;
using AgeFormal.Symmetry.Checking;
using AgeFormal.Symmetry.Tests.Foreign;

namespace AgeFormal.Symmetry.Tests;

/// <summary>A certificate is accepted as it is; changed, or for a changed network, it is refused.</summary>
public sealed class CertificateTests
{
    private static IEnumerable<string> Names => ForeignNetworks.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_certificate_is_accepted_after_it_was_written(string name)
    {
        var network = ForeignNetworks.All[name](false);
        var (read, certificate) = Certified(network);
        Assert.That(certificate.Elements, Has.Count.EqualTo(network.Group.Order));
        var again = CertificateText.Parse(certificate.ToJson(), "certificate");
        Assert.That(again, Is.EqualTo(certificate));
        Assert.That(Refusal(again, read), Is.Null);
        Assert.That(JsonSchemas.Faults("symmetry-1", certificate.ToJson()), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Of_a_broken_network_it_is_refused(string name)
    {
        var (_, certificate) = Certified(ForeignNetworks.All[name](false));
        Assert.That(Refusal(certificate, Read(ForeignNetworks.All[name](true).Graph)), Is.Not.Null);
    }

    [TestCase("p4-cnn")]
    [TestCase("alpha-p4-cnn")]
    [TestCase("alphaf-p4m-cnn")]
    [TestCase("alphaf-p4-unet")]
    public void A_network_of_the_catalogue_is_certified(string name)
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
        using var stream = new MemoryStream();
        var random = new Random(3);
        OnnxFile.Write(
            stream,
            network,
            Parameters<double>.Generate(op, (_, _, _) => (float)(random.NextDouble() + 0.25))
        );
        var read = OnnxReader.Read(stream.ToArray(), name);
        var report = ProgramSymmetry.Of(read.Program, read.Parameters, op.Input.Group);
        var certificate = report.Certificate(read.Program, read.Parameters, "0");
        Assert.That(certificate.Elements, Has.Count.EqualTo(op.Input.Group.Order));
        Assert.That(
            CertificateChecker.Refusal(certificate, "0", read.Program, read.Parameters),
            Is.Null
        );
    }

    [TestCase("escnn: lifting and group convolution of p4")]
    [TestCase("torch: vision transformer")]
    [TestCase("torch: residual block with a strided shortcut")]
    [TestCase("keras: channels last")]
    public void Every_changed_entry_is_refused(string name)
    {
        var (read, certificate) = Certified(ForeignNetworks.All[name](false));
        var json = certificate.ToJson();
        var count = Leaves(JsonNode.Parse(json)!).Count();
        var random = new Random(7);
        var changed = 0;
        for (var leaf = 0; leaf < count; leaf++)
        {
            var root = JsonNode.Parse(json)!;
            var node = Leaves(root).ElementAt(leaf);
            if (node.GetValueKind() == System.Text.Json.JsonValueKind.String)
                node.ReplaceWith($"{node}'");
            else
                node.ReplaceWith(
                    random.Next(3) switch
                    {
                        0 => node.GetValue<int>() + 1,
                        1 => node.GetValue<int>() - 1,
                        _ => -node.GetValue<int>() - 1,
                    }
                );
            Assert.That(
                IsAccepted(root.ToJsonString(), read),
                Is.False,
                $"{node.GetPath()} {node}"
            );
            changed++;
        }
        Assert.That(changed, Is.GreaterThan(30));
        TestContext.Out.WriteLine($"{name}: {changed} entries");
    }

    [Test]
    public void Every_changed_weight_that_matters_is_refused()
    {
        var network = ForeignNetworks.All["escnn: group convolutions of p4m"](false);
        var (_, certificate) = Certified(network);
        var changed = 0;
        foreach (var (_, tensor) in network.Graph.Tensors)
            for (var i = 0; i < tensor.Values.Length; i += 1 + tensor.Values.Length / 24)
            {
                var before = tensor.Values[i];
                tensor.Values[i] = MathF.BitIncrement((float)before);
                Assert.That(Refusal(certificate, Read(network.Graph)), Is.Not.Null);
                tensor.Values[i] = before;
                changed++;
            }
        Assert.That(changed, Is.GreaterThan(80));
        Assert.That(Refusal(certificate, Read(network.Graph)), Is.Null);
    }

    [Test]
    public void Every_changed_attribute_that_matters_is_refused()
    {
        var refused = 0;
        foreach (var (name, make) in ForeignNetworks.All)
        {
            var network = make(false);
            var (_, certificate) = Certified(network);
            for (var at = 0; at < network.Graph.Nodes.Count; at++)
                foreach (var attribute in network.Graph.Nodes[at].Attributes)
                {
                    if (attribute.Value is not long[] values || attribute.Name is "perm")
                        continue;
                    for (var i = 0; i < values.Length; i++)
                    {
                        values[i]++;
                        try
                        {
                            var read = Read(network.Graph);
                            // Some say nothing, as strides on a single point.
                            if (Refusal(certificate, read) is not null)
                                refused++;
                            else
                                Assert.That(
                                    Certified(network).Certificate,
                                    Is.EqualTo(certificate),
                                    $"{name}: {network.Graph.Nodes[at].Output}.{attribute.Name}[{i}]"
                                );
                        }
                        catch (OnnxFormatException) { }
                        values[i]--;
                    }
                }
        }
        Assert.That(refused, Is.GreaterThan(20));
    }

    [Test]
    public void Another_file_is_refused()
    {
        var (read, certificate) = Certified(ForeignNetworks.All["torch: dense block"](false));
        Assert.That(
            CertificateChecker.Refusal(certificate, "other", read.Program, read.Parameters),
            Does.Contain("another file")
        );
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"schema\":\"ageformal.symmetry/1\"}")]
    [TestCase("{\"schema\":null}")]
    public void What_is_no_certificate_is_refused_by_its_place(string text) =>
        Assert.Throws<CertificateFormatException>(() => CertificateText.Parse(text, "certificate"));

    private static bool IsAccepted(string json, ImportedProgram read)
    {
        try
        {
            return Refusal(CertificateText.Parse(json, "changed"), read) is null;
        }
        catch (CertificateFormatException)
        {
            return false;
        }
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) =>
        node switch
        {
            JsonObject of => of.SelectMany(entry => Leaves(entry.Value!)),
            JsonArray of => of.SelectMany(item => Leaves(item!)),
            _ => [node],
        };

    private static ImportedProgram Read(ForeignGraph graph) =>
        OnnxReader.Read(graph.Bytes(graph.Last), "test.onnx");

    private static string? Refusal(SymmetryCertificate certificate, ImportedProgram read) =>
        CertificateChecker.Refusal(certificate, "0", read.Program, read.Parameters);

    private static (ImportedProgram Read, SymmetryCertificate Certificate) Certified(
        ForeignNetwork network
    )
    {
        var read = Read(network.Graph);
        var options = new SymmetryOptions { Input = network.Input };
        var report = ProgramSymmetry.Of(read.Program, read.Parameters, network.Group, options);
        return (read, report.Certificate(read.Program, read.Parameters, "0", options));
    }
}
