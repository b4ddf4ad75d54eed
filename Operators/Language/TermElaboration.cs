using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>Resolves the names of a term, checks its sorts and sizes, and expands its definitions.</summary>
internal sealed partial class TermElaboration(Declarations declared, Faults faults)
{
    private readonly WordElaboration _words = new(faults);
    private int _expanded;

    public Term Term(Expression expression, Context context)
    {
        faults.CheckDepth(expression.At, context.Depth, context);
        if (context.Expanding is not null && ++_expanded > Limits.ExpandedNodes)
            throw faults.At(
                expression.At,
                $"definitions that expand to more than {Limits.ExpandedNodes} nodes",
                "a smaller term",
                context
            );
        return expression.Match(
            number: number => new Term.Constant(Number(number, context)),
            read: read => Read(read, context),
            apply: apply => new Term.Pointwise(
                apply.Function,
                Term(apply.Argument, context.Deeper())
            ),
            power: power => Power(power, context),
            call: call => Call(call, context),
            sum: sum => new Term.Sum(
                sum.Terms.Select(term => Term(term, context.Deeper())).ToEqArray()
            ),
            product: product => new Term.Product(
                product.Factors.Select(factor => Term(factor, context.Deeper())).ToEqArray()
            ),
            reciprocal: reciprocal => Reciprocal(reciprocal, context),
            reduce: reduce =>
                Reduce(
                    reduce.At,
                    reduce.By,
                    reduce.Binders,
                    binder => binder.Name.Text,
                    context,
                    inside => Term(reduce.Body, inside)
                ),
            softmax: softmax => Softmax(softmax, context),
            sampled: sampled => Sampled(sampled, context)
        );
    }

    private Term Read(Expression.Read read, Context context)
    {
        var channel = _words.Channel(read.Channel, context.Deeper());
        if (channel.Count > declared.Input.Channels)
            throw faults.At(
                read.Channel.At,
                channel.ShownWithCount,
                $"an index below {declared.Input.Channels}, the number of channels of f",
                context
            );
        return new Term.Signal(channel.AsChannel!, _words.Site(read.Place, context.Deeper()));
    }

    private Term.Pointwise Power(Expression.Power power, Context context)
    {
        var exponent = Number(power.Exponent, context);
        if (!exponent.IsRational || !PointwiseFunction.IsExponent(exponent.Factor))
            throw faults.At(
                power.Exponent.At,
                $"the exponent {exponent}",
                $"an integer or fraction other than 0, with numbers of at most {Limits.Power}",
                context
            );
        return new(PointwiseFunction.Power(exponent.Factor), Term(power.Of, context.Deeper()));
    }

    private Term Reciprocal(Expression.Reciprocal reciprocal, Context context)
    {
        if (reciprocal.Of is not Expression.Number number)
            return new Term.Pointwise(
                PointwiseFunction.Reciprocal,
                Term(reciprocal.Of, context.Deeper())
            );
        var value = Number(number, context);
        return value.Factor.Sign == 0
            ? throw faults.At(number.At, "a division by 0", "a number other than 0", context)
            : new Term.Constant(new(Rational.One / value.Factor, -value.PowerOfPi));
    }

    // One reduction for each binder, around a body that the binders are in scope of.
    private Term Reduce(
        Position at,
        Reduction by,
        EqArray<Binder> binders,
        Func<Binder, string> named,
        Context context,
        Func<Context, Term> body
    )
    {
        faults.CheckDepth(at, context.Depth, context);
        if (binders.Count == 0)
            return body(context);
        var binder = binders[0];
        CheckIsNew(binder.Name, context);
        var (over, sort, count) = Domain(binder.Over, context.Deeper());
        var (inside, name) = context.Bind(
            binder.Name.Text,
            name =>
                sort switch
                {
                    Sort.Site => Position(name),
                    Sort.Rel => Value.Of(new Rel.Variable(name), 0, [name]),
                    _ => Value.Of(new Channel.Variable(name), count, 0, [name]),
                },
            named(binder)
        );
        return new Term.Reduce(
            by,
            name,
            over,
            Reduce(at, by, [.. binders.Items[1..]], named, inside.Deeper(), body)
        );
    }

    private Term.Sampled Sampled(Expression.Sampled sampled, Context context)
    {
        CheckIsNew(sampled.Name, context);
        var at = _words.Site(sampled.Place, context.Deeper());
        var (inside, name) = context.Bind(sampled.Name.Text, Position, sampled.Name.Text);
        return new Term.Sampled(name, at, Term(sampled.Body, inside.Deeper()));
    }

    private static Value Position(string name) => Value.Of(new Site.Variable(name), 0, [name]);

    /// <summary>A variable may hide another one, but no constant: the constant could then not be named under it.</summary>
    public void CheckIsNew(Token name, Context context)
    {
        if (declared.Constants.ContainsKey(name.Text))
            throw faults.At(
                name.At,
                $"the variable '{name.Text}', which is a constant",
                "another name",
                context
            );
    }

    private (Domain, Sort, int Count) Domain(DomainSyntax domain, Context context) =>
        domain.Head.Text switch
        {
            DesignWords.Sites => (new Domain.Sites(), Sort.Site, 0),
            DesignWords.WholeGroup => (new Domain.WholeGroup(), Sort.Rel, 0),
            DesignWords.Translations => (new Domain.Translations(), Sort.Rel, 0),
            DesignWords.PointElements => (new Domain.PointElements(), Sort.Rel, 0),
            DesignWords.Window => (
                new Domain.Window(WindowName(domain.Inside!.Value, context)),
                Sort.Rel,
                0
            ),
            DesignWords.AbsoluteWindow => (
                new Domain.AbsoluteWindow(
                    WindowName(domain.Inside!.Value, context),
                    _words.Site(domain.Place!, context)
                ),
                Sort.Rel,
                0
            ),
            DesignWords.Channels => faults.Natural(domain.Inside!.Value, 1, Limits.Channels)
                is var count
                ? (new Domain.Channels(count), Sort.Channel, count)
                : default,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string WindowName(Token name, Context context) =>
        declared.Windows.ContainsKey(name.Text)
            ? name.Text
            : throw faults.At(
                name.At,
                $"the undeclared window '{name.Text}'",
                Faults.OneOf("a declared window", declared.Windows.Keys),
                context
            );

    private Term Call(Expression.Call call, Context context)
    {
        if (declared.Parameters.TryGetValue(call.Name, out var parameter))
            return Parameter(call, parameter, context);
        if (
            declared.Definitions.TryGetValue(call.Name, out var entry)
            && entry.Index < context.Visible
        )
            return Expand(call, entry.Definition, entry.Index, context);
        throw faults.At(
            call.At,
            context.Scope.TryGetValue(call.Name, out var value) ? value.Shown
                : declared.Definitions.ContainsKey(call.Name)
                    ? $"'{call.Name}' before its definition"
                : $"the undeclared name '{call.Name}'",
            "a term: " + Terms(context),
            context
        );
    }

    private string Terms(Context context)
    {
        var visible = declared
            .Definitions.Where(entry => entry.Value.Index < context.Visible)
            .Select(entry => entry.Key);
        return Faults.OneOf(
            "a number, f[…](…), a function, a parameter or a definition",
            declared.Parameters.Keys.Concat(visible)
        );
    }

    private Term Parameter(Expression.Call call, DesignParameter parameter, Context context)
    {
        var sizes = parameter.Axes.ChannelSizes;
        var channelsAlone = call.After is null && parameter.Axes.Relative.Count == 0;
        var relative = channelsAlone ? [] : call.Before;
        var channels = channelsAlone ? call.Before : call.After ?? [];
        if (relative.Count != parameter.Axes.Relative.Count || channels.Count != sizes.Count)
            throw faults.At(
                call.At,
                $"'{call.Name}' with {Faults.Count(relative.Count, "relative element")} and {Faults.Count(channels.Count, "channel index", "channel indices")}",
                Declarations.Signature(parameter),
                context
            );
        var inside = context.Deeper();
        var at = relative.Select(word => _words.Rel(word, inside)).ToEqArray();
        var indices = channels
            .Select(
                (word, axis) =>
                {
                    var channel = _words.Channel(word, inside);
                    return channel.Count <= sizes[axis]
                        ? channel.AsChannel!
                        : throw faults.At(
                            word.At,
                            channel.ShownWithCount,
                            $"an index below {sizes[axis]} as in {Declarations.Signature(parameter)}",
                            context
                        );
                }
            )
            .ToEqArray();
        return new Term.Parameter(call.Name, at, indices);
    }

    private Term Expand(Expression.Call call, Definition definition, int index, Context context)
    {
        var after = call.After ?? [];
        if (call.Before.Count != definition.Before.Count || after.Count != definition.After.Count)
            throw faults.At(
                call.At,
                $"'{call.Name}' with {Faults.Count(call.Before.Count, "argument")} before ';' and {after.Count} after it",
                definition.Signature,
                context
            );
        var scope = declared.Constants;
        var inside = context.Deeper();
        foreach (var (name, word) in definition.Before.Zip(call.Before))
            scope = scope.SetItem(name.Text, _words.Argument(word, inside));
        foreach (var (name, word) in definition.After.Zip(after))
            scope = scope.SetItem(name.Text, _words.Channel(word, inside));
        var expanded = new Context(scope, inside.Depth, index, context.Expanding ?? call);
        return Moved(definition, scope) is { } moved
            ? Feature(moved.Name, moved.At, definition, expanded)
            : Term(definition.Body, expanded);
    }

    // A definition of one position that is used away from a bound position is a feature map: sampled there.
    private static (string Name, Site At)? Moved(
        Definition definition,
        ImmutableDictionary<string, Value> scope
    )
    {
        var positions = definition
            .Before.Where(name => scope[name.Text].Sort == Sort.Site)
            .ToArray();
        return positions is [var only] && scope[only.Text].AsSite is Site.Moved at
            ? (only.Text, at)
            : null;
    }

    private Term.Sampled Feature(string written, Site at, Definition definition, Context context)
    {
        // The argument stays in scope, so that the name is none of its variables.
        var argument = context.Scope[written];
        var (inside, name) = context.Bind(written, Position, written, argument.Free);
        return new Term.Sampled(name, at, Term(definition.Body, inside));
    }

    private Coefficient Number(Expression.Number number, Context context)
    {
        var value = number.Value;
        var factor = Decimal(number, context);
        if (value.Denominator is { } digits)
        {
            var denominator = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
            factor = denominator.IsZero
                ? throw faults.At(number.At, "a fraction over 0", "another denominator", context)
                : factor / denominator;
        }
        var power = value.Power is { } written ? Power(written, number.At, context) : 0;
        // 0·πⁿ is 0.
        if (!DesignWords.CanWrite(factor))
            throw faults.At(
                number.At,
                $"a number of more than {Limits.Digits} digits",
                "a shorter number",
                context
            );
        return factor.Sign == 0
            ? new Coefficient(Rational.Zero)
            : new Coefficient(value.Negative ? -factor : factor, power);
    }

    private Rational Decimal(Expression.Number number, Context context)
    {
        var digits = number.Value.Digits;
        var exponentAt = digits.IndexOfAny(['e', 'E']);
        var exponent = exponentAt < 0 ? 0 : Power(digits[(exponentAt + 1)..], number.At, context);
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var scale = exponent - (point < 0 ? 0 : mantissa.Length - point - 1);
        Rational whole = BigInteger.Parse(
            mantissa.Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
        var ten = BigInteger.Pow(10, Math.Abs(scale));
        return scale < 0 ? whole / ten : whole * ten;
    }

    private int Power(string digits, Position at, Context context) =>
        int.TryParse(
            digits,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var power
        )
        && Math.Abs((long)power) <= Limits.Power
            ? power
            : throw faults.At(
                at,
                $"the exponent {digits}",
                $"an exponent from −{Limits.Power} to {Limits.Power}",
                context
            );
}
