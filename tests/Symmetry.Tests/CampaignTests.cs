using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Symmetry.Certificates;
using AgeFormal.Symmetry.Checking;
using AgeFormal.Symmetry.Tests.Foreign;

namespace AgeFormal.Symmetry.Tests;

/// <summary>
/// Random networks and their mutants of one edit: what is proved, an execution in double precision confirms up to rounding; what
/// is refuted, it refutes; few stay undecided.
/// </summary>
public sealed class CampaignTests
{
    // Far above the rounding of a few layers, and below whatever an edit changes.
    private const double Rounding = 1e-10;

    private sealed class Count
    {
        public int Proved,
            Refuted,
            Undecided,
            Refused,
            Certificates;

        public int Judged => Proved + Refuted + Undecided;

        public override string ToString() =>
            $"{Proved} proved, {Refuted} refuted, {Undecided} undecided, {Refused} not read; {Certificates} certificates replayed";
    }

    [Test]
    public void Foreign_networks_and_their_mutants() => Check(0, 100, Foreign);

    [Test]
    [Category("Long")]
    public void A_thousand_foreign_networks_and_their_mutants() => Check(1000, 1000, Foreign);

    [Test]
    public void Networks_of_these_blocks_and_their_mutants() => Check(0, 30, Own);

    [Test]
    [Category("Long")]
    public void A_thousand_networks_of_these_blocks_and_their_mutants() => Check(1000, 1000, Own);

    // The bytes of a network, or of a mutant, which says what was edited.
    private static (byte[] Bytes, PointGroup Group, string Edit) Foreign(int seed, int? edit)
    {
        var (graph, group) = RandomGraphs.Of(seed);
        var what = edit is { } of ? RandomGraphs.Mutate(graph, of) : "";
        return (graph.Bytes(graph.Last), group, what);
    }

    private static (byte[] Bytes, PointGroup Group, string Edit) Own(int seed, int? edit)
    {
        var (model, group) = RandomNetworks.Of(seed);
        if (edit is not { } of)
            return (RandomNetworks.Bytes(model), group, "");
        var (mutant, what) = RandomNetworks.Mutate(model, of);
        return (RandomNetworks.Bytes(mutant), group, what);
    }

    private static void Check(
        int first,
        int count,
        Func<int, int?, (byte[] Bytes, PointGroup Group, string Edit)> make
    )
    {
        var (whole, mutated) = (new Count(), new Count());
        var faults = new List<string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var (bytes, group, _) = make(seed, null);
            var read = OnnxReader.Read(bytes, $"{seed}");
            Judge(read, $"seed {seed}", group, isWhole: true, whole, faults);
            for (var edit = 0; edit < 2; edit++)
            {
                (bytes, _, var what) = make(seed, 7919 * seed + edit);
                try
                {
                    read = OnnxReader.Read(bytes, $"{seed}");
                }
                catch (OnnxFormatException)
                {
                    mutated.Refused++;
                    continue;
                }
                Judge(read, $"seed {seed}, {what}", group, isWhole: false, mutated, faults);
            }
        }
        TestContext.Out.WriteLine($"whole: {whole}\nmutants: {mutated}");
        foreach (var fault in faults)
            TestContext.Out.WriteLine(fault);
        Assert.That(
            faults.Where(fault => !fault.StartsWith("undecided", StringComparison.Ordinal)),
            Is.Empty
        );
        // An edit can keep the symmetry in a way that no step shows: a bias before a mean that is taken away again.
        Assert.That(
            whole.Undecided + mutated.Undecided,
            Is.LessThan(0.05 * (whole.Judged + mutated.Judged))
        );
        Assert.That(whole.Proved, Is.GreaterThan(0.9 * count));
        Assert.That(mutated.Refuted, Is.GreaterThan(count / 2));
    }

    private static void Judge(
        ImportedProgram read,
        string name,
        PointGroup group,
        bool isWhole,
        Count count,
        List<string> faults
    )
    {
        using var execution = ProgramExecution.Of(read);
        var report = ProgramSymmetry
            .Of(read.Program, read.Parameters, group)
            .Executed(read.Program, execution.Run);
        switch (report.Verdict)
        {
            case SymmetryVerdict.Proved:
                count.Proved++;
                break;
            case SymmetryVerdict.Refuted:
                count.Refuted++;
                break;
            default:
                count.Undecided++;
                faults.Add(
                    $"undecided: {name}: {string.Join("; ", report.Findings.Where(finding => finding is not Finding.Carried))}"
                );
                break;
        }
        if (isWhole && report.Witnesses.Count > 0)
            faults.Add($"{name}: refuted, and it commutes: {report.Witnesses[0]}");
        var certificate = report.Certificate(read.Program, read.Parameters, "0");
        if (
            !certificate.Elements.SequenceEqual(
                report.Exact.Select(h => group.Group.ElementNames[h])
            )
        )
            faults.Add($"{name}: certified are {string.Join(", ", certificate.Elements)} alone");
        if (
            CertificateChecker.Refusal(certificate, "0", read.Program, read.Parameters) is
            { } refusal
        )
            faults.Add($"{name}: the certificate is refused: {refusal}");
        count.Certificates++;
        foreach (var generator in certificate.Generators)
        {
            var (residual, scale) = Residual(group, generator, execution.Run, read);
            if (!(residual <= Rounding * scale))
                faults.Add(
                    $"{name}: proved for {generator.Element}, residual {residual} of {scale}"
                );
        }
        foreach (var witness in report.Witnesses)
            if (witness.Residual < 100 * Rounding * witness.Scale)
                faults.Add($"{name}: refuted by {witness}");
    }

    private static (double Residual, double Scale) Residual(
        PointGroup group,
        CertifiedElement generator,
        Func<ImmutableArray<double>, ImmutableArray<double>> run,
        ImportedProgram read
    )
    {
        int[] input = [.. read.Input.Select(Math.Abs)];
        var random = new Random(97);
        double[] values =
        [
            .. Enumerable.Range(0, Box.Volume(input)).Select(_ => 4 * random.NextDouble() - 2),
        ];
        var element = group.Group.ElementNames.ToList().IndexOf(generator.Element);
        var (height, width) = (input[^2], input[^1]);
        var turned = new double[values.Length];
        var matrix = group.Matrices[element];
        for (var place = 0; place < values.Length; place++)
        {
            var (y, x) = (
                2 * (place / width % height) - height + 1,
                2 * (place % width) - width + 1
            );
            var (toY, toX) = (
                (matrix[0, 0] * y + matrix[0, 1] * x + height - 1) / 2,
                (matrix[1, 0] * y + matrix[1, 1] * x + width - 1) / 2
            );
            turned[(place / width / height * height + toY) * width + toX] = values[place];
        }
        var (still, moved) = (run([.. values]), run([.. turned]));
        // Where each place of the output goes; nowhere where it is a constant.
        int[] shape = [.. read.Program.Steps[read.Program.Result].Shape.Select(Math.Abs)];
        var last = generator.Steps.FirstOrDefault(step => step.Step == read.Program.Result);
        var map = last is null ? [.. Enumerable.Range(0, still.Length)] : Map(last, shape);
        var residual = 0.0;
        var scale = still.Concat(moved).Max(Math.Abs);
        for (var place = 0; place < map.Length; place++)
            residual = Math.Max(residual, Math.Abs(moved[map[place]] - still[place]));
        return (double.IsFinite(scale) ? residual : double.NaN, scale);
    }

    private static int[] Map(CertifiedStep step, int[] sizes)
    {
        var map = Enumerable.Range(0, Box.Volume(sizes)).ToArray();
        foreach (var block in step.Blocks)
        {
            int[] axes = [.. block.Axes];
            var moved =
                block.Turn.Count > 0
                    ? Box.Turned([.. axes.Select(axis => sizes[axis])], block.Turn.AsSpan())!
                    : [.. block.Map];
            var (onto, into) = (Box.Onto(sizes, axes), Box.Into(sizes, axes));
            for (var place = 0; place < map.Length; place++)
                map[place] += into[moved[onto[place]]] - into[onto[place]];
        }
        return map;
    }
}
