using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>The reads of a formula as gathers: of the signal, of parameters and of sampled intermediates.</summary>
internal sealed class Reads
{
    private readonly TypedOp.Elementary _layer;
    private readonly LayerLattice _lattice;
    private readonly WordTables _tables;
    private readonly Dictionary<string, ParameterDeclaration> _parameters;
    private readonly Node _signal;
    private readonly long _limit;

    public Reads(
        TypedOp.Elementary layer,
        Node signal,
        LayerLattice lattice,
        Axis batch,
        long limit
    )
    {
        _layer = layer;
        _lattice = lattice;
        _tables = new WordTables(layer.Input.Group, limit);
        _parameters = layer.Meaning.Parameters.ToDictionary(parameter => parameter.Name);
        Batch = batch;
        EqArray<int> fibre = IsRegular ? [layer.Input.FibreSize] : [];
        _limit = limit;
        _signal = signal.Reshape([
            batch.Size,
            layer.Input.Channels,
            .. fibre,
            layer.Input.Grid.BoxCount,
        ]);
    }

    public Axis Batch { get; }

    private bool IsRegular => _layer.Input.Fibre == Fibre.Regular;

    /// <summary>f_c(s).</summary>
    public Value Signal(Term.Signal read, FormulaScope scope)
    {
        var at = scope.Site(read.At);
        var point = _tables.Translation(at, _lattice.InGrid);
        EqArray<IndexTable> fibre = IsRegular ? [_tables.Element(at)] : [];
        var value = FormulaSteps.Gather(
            _signal,
            [IndexTable.Identity(Batch), scope.Channel(read.Channel), .. fibre, point],
            _limit
        );
        return value with { Excluded = _lattice.Excludes && point.HasGaps ? point : null };
    }

    /// <summary>W(r…; c…).</summary>
    public Value Parameter(Term.Parameter parameter, FormulaScope scope)
    {
        var relative = new Queue<Word>(parameter.At.Select(scope.Rel));
        var channels = new Queue<IndexTable>(parameter.Channels.Select(scope.Channel));
        var axes = _parameters[parameter.Name]
            .Axes.Select(axis =>
                axis.Match<(int Size, IndexTable Index)>(
                    channels: of => (of.Count, channels.Dequeue()),
                    pointElements: _ =>
                        (_layer.Input.Group.Order, _tables.Element(relative.Dequeue())),
                    window: of =>
                        (
                            _lattice.Window(of.Window).Count,
                            _tables.Translation(relative.Dequeue(), _lattice.InWindow(of.Window))
                        )
                )
            )
            .ToArray();
        var declaration = _parameters[parameter.Name];
        var weight = _signal
            .Builder.Parameter(TypedOp.Join(_layer.Path, declaration.Name), declaration.Shape)
            .Reshape(axes.Select(axis => axis.Size).ToEqArray());
        return FormulaSteps.Gather(weight, axes.Select(axis => axis.Index).ToEqArray(), _limit);
    }

    /// <summary>The value at an index for an axis of it.</summary>
    public Value Along(Value value, Axis axis, IndexTable index) =>
        FormulaSteps.Gather(
            value.Node,
            value.Axes.Select(of => of == axis ? index : IndexTable.Identity(of)).ToEqArray(),
            _limit
        ) with
        {
            Excluded = value.Excluded,
        };

    /// <summary>The value at s of an intermediate over output points and elements of H, zero elsewhere.</summary>
    public Value Sampled(Value body, Axis point, Axis element, Word at)
    {
        var where = _tables.Translation(at, _lattice.InOutput);
        var value = FormulaSteps.Gather(
            body.Node,
            body.Axes.Select(axis =>
                    axis == point ? where
                    : axis == element ? _tables.Element(at)
                    : IndexTable.Identity(axis)
                )
                .ToEqArray(),
            _limit
        );
        // An intermediate that is the same at all output points is still zero elsewhere.
        return body.Axes.Contains(point) || !where.HasGaps
            ? value
            : FormulaSteps.Fill(value, where, 0);
    }
}
