using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Programs.Blocks;
using AgeFormal.Programs.Formulas;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>On integers a convolution commutes with all of D4 bit for bit, and with no wrong entry in its kernel table.</summary>
public sealed class BitEqualityTests
{
    private const int SampledCorruptions = 400;

    private static readonly PointGroup Group = PointGroups.P4m;

    [Test]
    public void A_convolution_commutes_with_D4_bit_for_bit(
        [Values] Fibre fibre,
        [Values] Precision precision,
        [Values(4, 5, 8, 9)] int side,
        [Values(0, 1, 2)] int padding,
        [Values] bool circular
    )
    {
        var op = Convolution(fibre, channels: 2, side, padding, circular);
        var parameters = SmallIntegers.Parameters(op, seed: 1);
        using var network = SmallIntegers.Compile(op, parameters, precision);
        var input = SmallIntegers.Signal(op.Input, 1, seed: 2);
        var output = network.Run(input);
        foreach (var h in Group.Group.Elements)
            Assert.That(
                network.Run(SignalAction.Transform(input, h)),
                Is.EqualTo(SignalAction.Transform(output, h)),
                Group.Group.ElementNames[h]
            );
    }

    [TestCase(Fibre.Trivial)]
    [TestCase(Fibre.Regular)]
    public void The_intact_table_has_no_witness(Fibre fibre)
    {
        var probe = new Probe(fibre);
        Assert.That(probe.Witness(probe.Table), Is.Null);
    }

    [Test]
    public void Every_wrong_entry_of_a_lifting_table_breaks_equivariance_at_some_h()
    {
        var probe = new Probe(Fibre.Trivial);
        var tried = 0;
        for (var entry = 0; entry < probe.Table.Indices.Count; entry++)
        for (var value = 0; value < probe.Table.Stored; value++)
            if (value != probe.Table.Indices[entry])
            {
                tried++;
                AssertBroken(probe, entry, value);
            }
        Assert.That(tried, Is.EqualTo(8 * 9 * 8));
    }

    [Test]
    public void Wrong_entries_of_a_group_convolution_table_break_equivariance_at_some_h()
    {
        var probe = new Probe(Fibre.Regular);
        var random = new Random(3);
        for (var i = 0; i < SampledCorruptions; i++)
        {
            var entry = random.Next(probe.Table.Indices.Count);
            var shift = random.Next(1, probe.Table.Stored);
            AssertBroken(probe, entry, (probe.Table.Indices[entry] + shift) % probe.Table.Stored);
        }
    }

    private static void AssertBroken(Probe probe, int entry, int value)
    {
        var wrong = probe.Table.Indices.ToArray();
        wrong[entry] = value;
        Assert.That(
            probe.Witness(probe.Table with { Indices = EqArray.Create<int>(wrong) }),
            Is.Not.Null,
            $"entry {entry} set to {value}"
        );
    }

    private static TypedOp Convolution(
        Fibre fibre,
        int channels,
        int side,
        int padding,
        bool circular
    )
    {
        var window = Region.Box(3, 3);
        var sampling = Sampling.Dense with
        {
            Padding = Padding.Symmetric(
                padding,
                circular ? PaddingMode.Circular : PaddingMode.Zeros
            ),
        };
        Op op =
            fibre == Fibre.Trivial
                ? new Op.LiftingConvolution(channels, window) { Sampling = sampling }
                : new Op.GroupConvolution(channels, window) { Sampling = sampling, HaarWeight = 1 };
        return Typing.Elaborate(op, new FieldType(Group, fibre, channels, Region.Box(side, side)));
    }

    /// <summary>One channel on a 4×4 grid with distinct weights: the table's entries cannot stand in for one another.</summary>
    private sealed class Probe
    {
        private readonly TypedOp.Elementary _op;
        private readonly Signal<double> _moved;

        public Probe(Fibre fibre)
        {
            _op = (TypedOp.Elementary)Convolution(
                fibre,
                channels: 1,
                side: 4,
                padding: 0,
                circular: false
            );
            Table = KernelTable.Of(_op.Input, Region.Box(3, 3));
            var input = SmallIntegers.Signal(_op.Input, 1, seed: 5);
            _moved = Signal<double>.Create(
                _op.Input,
                [.. Group.Group.Elements.SelectMany(h => SignalAction.Transform(input, h).Values)]
            );
        }

        public KernelTable Table { get; }

        /// <summary>The first h with L_h f ↦ something other than L_h of the output of f; null for none.</summary>
        public int? Witness(KernelTable table)
        {
            using var network = TorchNetwork.Create(
                _op,
                op => ProgramLowering.Lower(op, LoweringLimits.Default, kernels: (_, _) => table)
            );
            var weights = Enumerable
                .Range(1, table.Stored)
                .Select(value => (double)value)
                .ToImmutableArray();
            network.Load(Parameters<double>.Generate(_op, (_, _, index) => weights[index]));
            network.eval();
            var outputs = network.Run(_moved);
            var output = Signal<double>.Create(_op.Output, Part(outputs, 0));
            foreach (var h in Group.Group.Elements)
                if (
                    !SignalAction
                        .Transform(output, h)
                        .Values.AsSpan()
                        .SequenceEqual(Part(outputs, h).AsSpan())
                )
                    return h;
            return null;
        }

        private static ImmutableArray<double> Part(Signal<double> signal, int index) =>
            signal.Values.Slice(index * signal.Type.Count, signal.Type.Count);
    }
}
