using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs;

/// <summary>
/// How an operator runs, as a value: tensors in order, each made from earlier ones by one step that every tensor library
/// has. What executes, writes or examines a network reads its program.
/// </summary>
/// <remarks>
/// The input is <c>[b, c·h, …grid]</c>, and so is the result. Equal steps are one step; shapes agree by construction.
/// </remarks>
public sealed class TensorProgram
{
    private readonly TypedOp? _op;

    internal TensorProgram(
        TypedOp? op,
        EqArray<Step> steps,
        EqArray<string> layers,
        EqArray<EqArray<int>> tables,
        int result,
        EqArray<Observation> observed,
        EqArray<LayerMemory> memory
    )
    {
        _op = op;
        Steps = steps;
        Layers = layers;
        Tables = tables;
        Result = result;
        Observed = observed;
        Memory = memory;
    }

    /// <summary>The operator.</summary>
    /// <exception cref="InvalidOperationException">The program was read from a file: no operator is known.</exception>
    public TypedOp Op =>
        _op
        ?? throw new InvalidOperationException(
            "The program was read from a file, expected one that an operator was lowered to."
        );

    /// <summary>Whether an operator was lowered to the program.</summary>
    internal bool HasOp => _op is not null;

    /// <summary>The number of steps.</summary>
    public int Count => Steps.Count;

    /// <summary>The steps, each after those that it reads.</summary>
    internal EqArray<Step> Steps { get; }

    /// <summary>For every step the path of the layer that it was first made for.</summary>
    internal EqArray<string> Layers { get; }

    /// <summary>The tables of whole numbers that steps read.</summary>
    internal EqArray<EqArray<int>> Tables { get; }

    /// <summary>The step that is the output.</summary>
    internal int Result { get; }

    /// <summary>The outputs of named layers and the attention maps, in the order in which they are made.</summary>
    internal EqArray<Observation> Observed { get; }

    /// <summary>What the layers that run by their formulas take.</summary>
    internal EqArray<LayerMemory> Memory { get; }

    /// <summary>One line a step: its number and shape, what it does and the layer it belongs to.</summary>
    public override string ToString() => ProgramText.Of(this);

    /// <summary>The steps that depend on parameters and tables alone: the input decides neither their values nor their sizes.</summary>
    internal bool[] Fixed()
    {
        var isFixed = new bool[Steps.Count];
        for (var i = 0; i < isFixed.Length; i++)
            isFixed[i] =
                Steps[i] is not (Step.Input or Step.Drop or Step.Normalize)
                && !Steps[i].Shape.GrowWithBatch()
                && Steps[i].Sources.All(source => isFixed[source]);
        return isFixed;
    }

    /// <summary>The steps that depend on tables alone, on nothing that a pass brings along.</summary>
    internal bool[] Constant()
    {
        var isConstant = new bool[Steps.Count];
        for (var i = 0; i < isConstant.Length; i++)
            isConstant[i] =
                Steps[i] is not (Step.Input or Step.Parameter)
                && Steps[i].Sources.All(source => isConstant[source]);
        return isConstant;
    }
}
