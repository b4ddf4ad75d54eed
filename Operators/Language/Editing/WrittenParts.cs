using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>The parts of a text: those of its definitions, in order, and those of its formula.</summary>
internal sealed class WrittenParts
{
    private readonly WrittenDesign _written;
    private readonly Dictionary<string, DesignParameter> _parameters;
    private readonly Dictionary<
        string,
        (WrittenPart Body, EqArray<bool> TakesSites)
    > _definitions = [];
    private string? _reference;

    private WrittenParts(WrittenDesign written, Design design)
    {
        _written = written;
        _parameters = design.Parameters.ToDictionary(parameter => parameter.Name);
    }

    /// <summary>The roots: the bodies of the definitions and the formula's, each before those that call it.</summary>
    public static EqArray<WrittenPart> Of(WrittenDesign written, Design design)
    {
        var parts = new WrittenParts(written, design);
        foreach (var statement in written.Syntax.Statements.OfType<Statement.Let>())
            parts.Define(statement.Definition);
        parts._reference = written.Syntax.Sites[0].Text;
        return
        [
            .. parts._definitions.Values.Select(definition => definition.Body),
            parts.Term(written.Syntax.Body),
        ];
    }

    private void Define(Definition definition)
    {
        var sites = PositionNames.In(definition.Body, name => TakesSites(name)).ToHashSet();
        _reference = definition.Before.Select(name => name.Text).FirstOrDefault(sites.Contains);
        _definitions[definition.Name.Text] = (
            Term(definition.Body),
            definition.Before.Select(name => sites.Contains(name.Text)).ToEqArray()
        );
    }

    private EqArray<bool> TakesSites(string name) =>
        _definitions.TryGetValue(name, out var definition) ? definition.TakesSites : [];

    private WrittenPart Term(Expression expression) =>
        expression.Match(
            number: number => Leaf(number.Extent),
            read: read =>
                WrittenPart.Of(read.Extent, [Argument(read.Place, DesignWords.Signal, "place")]),
            apply: apply => WrittenPart.Of(apply.Extent, [Term(apply.Argument)]),
            power: power => WrittenPart.Of(power.Extent, [Term(power.Of)]),
            call: Call,
            sum: sum => Parted(sum.Extent, sum.Terms),
            product: product => Parted(product.Extent, product.Factors),
            reciprocal: reciprocal => WrittenPart.Of(reciprocal.Extent, [Term(reciprocal.Of)]),
            reduce: reduce => Over(reduce.Extent, reduce.Binders, reduce.Body),
            softmax: softmax => Over(softmax.Extent, softmax.Binders, softmax.Of),
            sampled: sampled =>
                WrittenPart.Of(
                    sampled.Extent,
                    [Argument(sampled.Place, DesignWords.Sample, "place"), Term(sampled.Body)]
                )
        );

    private WrittenPart Over(Extent at, EqArray<Binder> binders, Expression body) =>
        WrittenPart.Of(at, [.. binders.Select(binder => Domain(binder.Over)), Term(body)]);

    private WrittenPart Call(Expression.Call call)
    {
        var axes = _parameters.TryGetValue(call.Name, out var parameter)
            ? parameter.Axes.Relative
            : [];
        var arguments = WrittenPart.Of(
            call.Extent,
            call.Before.Select(
                (word, index) =>
                    Argument(word, call.Name, index < axes.Count ? Subject(axes[index]) : "place")
            )
        );
        return _definitions.TryGetValue(call.Name, out var definition)
            ? arguments with
            {
                Hatches = arguments.Hatches.Concat(definition.Body.Hatches).Distinct().ToEqArray(),
                Size = arguments.Size + definition.Body.Size,
            }
            : arguments;
    }

    private static string Subject(ParameterAxis axis) =>
        axis.Match(
            channels: _ => "place",
            pointElements: _ => "orientation",
            window: _ => "position"
        );

    // Summands and factors are what a text can do without.
    private WrittenPart Parted(Extent extent, EqArray<Expression> children)
    {
        var written = children.Where(child => !child.Extent.IsEmpty).ToEqArray();
        return WrittenPart.Of(
            extent,
            written.Select(
                (child, index) => Term(child) with { Dropped = Dropped(extent, written, index) }
            )
        );
    }

    private TextReplacement? Dropped(Extent whole, EqArray<Expression> children, int index)
    {
        var at = children[index].Extent;
        if (children.Count == 2 && children[1 - index] is var left && CanStandAlone(left))
            return new(whole, _written.Slice(left.Extent));
        if (index > 0)
            return new(IsSign(at.First) ? at : new(at.First - 1, at.After), "");
        return
            children.Count > 1 && (_written.IsSign(at.After, "+") || _written.IsSign(at.After, "·"))
            ? new(new(at.First, at.After + 1), "")
            : new(at, "1");
    }

    private static bool CanStandAlone(Expression left) =>
        left
            is Expression.Read
                or Expression.Call
                or Expression.Apply
                or Expression.Power
                or Expression.Softmax;

    private bool IsSign(int token) => _written.IsSign(token, "/");

    private static WrittenPart Domain(DomainSyntax domain) =>
        domain is { Place: { } place, Inside: { } window }
            ? new(
                domain.Extent,
                [],
                [new Hatch.OfWindow(domain.Extent, window.Text, place)],
                domain.Extent.After - domain.Extent.First
            )
            : Leaf(domain.Extent);

    private WrittenPart Argument(Word word, string reader, string subject)
    {
        WrittenPart Inside(Word inner, string read) =>
            inner.Match(
                name: name => Leaf(name.Extent),
                index: index => Leaf(index.Extent),
                inGroup: index => Leaf(index.Extent),
                unit: unit => Leaf(unit.Extent),
                absolute: absolute =>
                    new(
                        absolute.Extent,
                        [],
                        [new Hatch.OfPosition(absolute, word, reader, read, _reference)],
                        absolute.Extent.After - absolute.Extent.First
                    ),
                product: product =>
                    WrittenPart.Of(
                        product.Extent,
                        product.Factors.Select(factor => Inside(factor, read))
                    ),
                inverse: inverse => WrittenPart.Of(inverse.Extent, [Inside(inverse.Of, read)]),
                pointPart: part => WrittenPart.Of(part.Extent, [Inside(part.Of, "orientation")]),
                translationPart: part => WrittenPart.Of(part.Extent, [Inside(part.Of, "position")])
            );
        return Inside(word, subject);
    }

    private static WrittenPart Leaf(Extent extent) =>
        new(extent, [], [], extent.After - extent.First);
}
