using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Formulas;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Lowers typed operators, part by part. What lies outside of an outline is zero between layers.</summary>
internal sealed class ProgramLowering
{
    private readonly ProgramBuilder _builder = new();
    private readonly List<LayerMemory> _memory = [];
    private readonly LoweringLimits _limits;
    private readonly Func<FieldType, Region, KernelTable> _kernels;
    private readonly bool _byFormula;
    private readonly AttentionForm _attention;

    private ProgramLowering(
        LoweringLimits limits,
        Func<FieldType, Region, KernelTable> kernels,
        bool byFormula,
        AttentionForm attention
    )
    {
        _limits = limits;
        _kernels = kernels;
        _byFormula = byFormula;
        _attention = attention;
    }

    /// <summary>The program of an operator.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="limits">What the formula of a layer may take.</param>
    /// <param name="kernels">Where transformed kernels are read; the library's own table by default.</param>
    /// <param name="byFormula">Whether every layer runs by its formula alone, as custom ones do.</param>
    /// <param name="attention">How attentive convolutions are lowered; as tensors of responses by default.</param>
    public static TensorProgram Lower(
        TypedOp op,
        LoweringLimits limits,
        Func<FieldType, Region, KernelTable>? kernels = null,
        bool byFormula = false,
        AttentionForm attention = AttentionForm.Stored
    )
    {
        var lowering = new ProgramLowering(limits, kernels ?? KernelTable.Of, byFormula, attention);
        var type = op.Input;
        var input = lowering._builder.Input([
            Sizes.Batch,
            checked(type.Channels * type.FibreSize),
            .. type.Grid.Sizes,
        ]);
        var output = lowering.Lower(op, input, parent: "");
        return lowering._builder.Finish(op, output, lowering._memory.ToEqArray());
    }

    private Node Lower(TypedOp op, Node input, string parent)
    {
        var output = op.Match(
            elementary: leaf => Lower(leaf, input),
            sequence: sequence =>
                sequence.Layers.Aggregate(
                    input,
                    (value, layer) => Lower(layer, value, sequence.Path)
                ),
            sum: sum =>
                sum.Branches.Select(branch => Lower(branch, input, sum.Path))
                    .ToArray()
                    .Aggregate((all, next) => all + next),
            concatenation: concatenation =>
                _builder.Concatenate(
                    [
                        .. concatenation.Branches.Select(branch =>
                            Lower(branch, input, concatenation.Path)
                        ),
                    ],
                    axis: 1
                ),
            restriction: restriction =>
                Lower(restriction.Body, input, restriction.Path).Take(1, restriction.Rows)
        );
        // A layer with a name of its own shows its output.
        if (op.Path != parent)
            _builder.Observe(op.Path, op.Output, output);
        return output;
    }

    private Node Lower(TypedOp.Elementary leaf, Node input)
    {
        _builder.Begin(leaf.Path);
        var first = _builder.Count;
        var lowering = new BlockLowering(
            new LayerScope(_builder, leaf, _kernels),
            input,
            _limits,
            _attention
        );
        var output = _byFormula ? lowering.ByFormula() : leaf.Op.Fold(lowering);
        if (
            _byFormula
            || leaf.Op is Op.Custom
            || _attention == AttentionForm.Formula && leaf.Op is Op.AttentiveConvolution
        )
            Limit(leaf.Path, first);
        // Not a product with 0: what lies outside may be infinite.
        return output == input ? output : LayerScope.Filled(output, leaf.Output.Grid, 0);
    }

    private void Limit(string layer, int first)
    {
        long always = 0,
            perSignal = 0;
        for (var i = first; i < _builder.Count; i++)
            if (_builder[i].HasOwnValues)
                if (_builder[i].Shape.Volume() is var volume && volume < 0)
                    perSignal = checked(perSignal - volume);
                else
                    always = checked(always + volume);
        var memory = new LayerMemory(layer, always, perSignal, _limits.Bytes);
        memory.Check(batch: 1, sizeof(float));
        _memory.Add(memory);
    }
}
