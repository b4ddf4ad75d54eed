using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>Resolves the formula and the definitions of a text.</summary>
internal sealed class FormulaElaboration(Declarations declared, Faults faults)
{
    private readonly TermElaboration _terms = new(declared, faults);

    /// <summary>Reads each definition on its own, so that a fault in one is found though it is not used.</summary>
    public void CheckDefinitions(EqArray<Definition> definitions)
    {
        for (var index = 0; index < definitions.Count; index++)
        {
            var definition = definitions[index];
            var context = new Context(declared.Constants, 0, index, null);
            foreach (var name in Distinct([.. definition.Before, .. definition.After], context))
                context = context with
                {
                    Scope = context.Scope.SetItem(name.Text, Value.Open(name.Text)),
                };
            _terms.Term(definition.Body, context);
        }
    }

    public Formula Formula(DesignSyntax syntax, EqArray<int> output, int definitions)
    {
        if (syntax.Sites.Count is < 1 or > 2)
            throw faults.At(
                syntax.Lambda.At,
                $"a formula with {syntax.Sites.Count} positions",
                "one position, λ(g; …), or two, λ(g, v; …)"
            );
        var context = new Context(declared.Constants, 0, definitions, null);
        Distinct([.. syntax.Sites, .. syntax.Channels], context);
        foreach (var site in syntax.Sites)
            (context, _) = context.Bind(
                site.Text,
                name => Value.Of(new Site.Variable(name), 0, [name]),
                site.Text
            );
        foreach (var (channel, count) in syntax.Channels.Zip(output))
            (context, _) = context.Bind(
                channel.Text,
                name => Value.Of(new Channel.Variable(name), count, 0, [name]),
                channel.Text
            );
        return new Formula(
            syntax.Sites.Select(site => site.Text).ToEqArray(),
            syntax.Channels.Select(channel => channel.Text).ToEqArray(),
            _terms.Term(syntax.Body, context)
        );
    }

    private EqArray<Token> Distinct(EqArray<Token> names, Context context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            _terms.CheckIsNew(name, context);
            if (!seen.Add(name.Text))
                throw faults.At(name.At, $"a second variable '{name.Text}'", "another name");
        }
        return names;
    }
}
