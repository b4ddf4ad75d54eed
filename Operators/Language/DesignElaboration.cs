using System.Collections.Frozen;
using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>Turns a text into the design it writes.</summary>
internal sealed class DesignElaboration(DesignSyntax syntax, Faults faults)
{
    public Design Elaborate()
    {
        if (!DesignWords.IsTitle(syntax.Title.Written))
            throw faults.At(syntax.Title.At, syntax.Title.Shown, "a name");
        CheckDistinct();
        var constants = All<Statement.Constants, Token>(of => of.Names);
        var windows = All<Statement.Windows, WindowSyntax>(of => of.Declared)
            .Select(Window)
            .ToEqArray();
        var names = windows.Select(window => window.Name).ToFrozenSet();
        var parameters = All<Statement.Parameters, ParameterSyntax>(of => of.Declared)
            .Select(parameter => Parameter(parameter, names))
            .ToEqArray();
        var definitions = syntax
            .Statements.OfType<Statement.Let>()
            .Select(statement => statement.Definition)
            .ToEqArray();
        var input = Input();
        var declared = new Declarations(
            input,
            constants.ToImmutableDictionary(
                name => name.Text,
                name => Value.Of(new Rel.Constant(name.Text), 0, [name.Text])
            ),
            windows.ToFrozenDictionary(window => window.Name),
            parameters.ToFrozenDictionary(parameter => parameter.Name),
            definitions
                .Select((definition, index) => (definition, index))
                .ToFrozenDictionary(
                    entry => entry.definition.Name.Text,
                    entry => (entry.index, entry.definition)
                )
        );
        var output = Output();
        var formula = new FormulaElaboration(declared, faults);
        formula.CheckDefinitions(definitions);
        return new Design
        {
            Name = syntax.Title.Written,
            Description = Once<Statement.About>()?.Line,
            Source = Once<Statement.Origin>()?.Line,
            Group = Group(),
            Input = input,
            Output = output,
            Windows = windows,
            Constants = constants.Select(name => name.Text).ToEqArray(),
            Parameters = parameters,
            Formula = formula.Formula(syntax, output, definitions.Count),
        };
    }

    private EqArray<TItem> All<TStatement, TItem>(Func<TStatement, EqArray<TItem>> items)
        where TStatement : Statement =>
        syntax.Statements.OfType<TStatement>().SelectMany(of => items(of)).ToEqArray();

    private TStatement? Once<TStatement>()
        where TStatement : Statement
    {
        var all = syntax.Statements.OfType<TStatement>().ToArray();
        return all.Length <= 1
            ? all.FirstOrDefault()
            : throw faults.At(
                all[1].Keyword.At,
                $"a second {all[1].Keyword.Shown}",
                $"one; the first is in line {all[0].Keyword.At.Line}"
            );
    }

    // Windows, constants and terms have their own names, for each stands in its own places.
    private void CheckDistinct()
    {
        CheckDistinct(All<Statement.Constants, Token>(of => of.Names));
        CheckDistinct(
            All<Statement.Windows, WindowSyntax>(of => of.Declared).Select(of => of.Name)
        );
        CheckDistinct(
            syntax.Statements.SelectMany(statement =>
                statement switch
                {
                    Statement.Parameters of => of.Declared.Select(parameter => parameter.Name),
                    Statement.Let of => [of.Definition.Name],
                    Statement other => [],
                }
            )
        );
    }

    private void CheckDistinct(IEnumerable<Token> names)
    {
        var seen = new Dictionary<string, Token>();
        foreach (var name in names)
            if (!seen.TryAdd(name.Text, name))
                throw faults.At(
                    name.At,
                    $"a second declaration of '{name.Text}'",
                    $"another name; the first is in line {seen[name.Text].At.Line}"
                );
    }

    private GroupCondition Group()
    {
        if (Once<Statement.Group>() is not { Condition: var written })
            return new GroupCondition.Any();
        return written.Written switch
        {
            "any" => new GroupCondition.Any(),
            "abelian" => new GroupCondition.Abelian(),
            var symbol => new GroupCondition.Named(
                PointGroups.All.Any(group => group.Symbol == symbol)
                    ? symbol
                    : throw faults.At(
                        written.At,
                        written.Shown,
                        $"any, abelian or the symbol of a group ({string.Join(", ", PointGroups.All.Select(group => group.Symbol))})"
                    )
            ),
        };
    }

    private DesignInput Input() =>
        Once<Statement.Input>() is { } input
            ? new DesignInput(faults.Natural(input.Channels, 1, Limits.Channels), input.Fibre)
            : throw faults.At(
                syntax.Lambda.At,
                syntax.Lambda.Shown,
                "the signal, 'input f[1] on group' or 'on lattice', before the formula"
            );

    private EqArray<int> Output()
    {
        var output = Once<Statement.Output>();
        var counts = (output?.Channels ?? [])
            .Select(count => faults.Natural(count, 1, Limits.Channels))
            .ToEqArray();
        if (counts.Count == syntax.Channels.Count)
            return counts;
        throw faults.At(
            output?.Keyword.At ?? syntax.Lambda.At,
            output is null
                ? syntax.Lambda.Shown
                : $"'output' with {Faults.Count(counts.Count, "number")}",
            $"'output' with the number of values of {Faults.Count(syntax.Channels.Count, "channel index", "channel indices")} of the formula"
        );
    }

    private DesignWindow Window(WindowSyntax window)
    {
        WindowShape? shape = window switch
        {
            { Radius: { } radius } => new WindowShape.Hexagon(
                faults.Natural(radius, 0, Limits.Side / 2)
            ),
            { Sides.Count: 0 } => null,
            { Sides.Count: 1 } => new WindowShape.Side(
                faults.Natural(window.Sides[0], 1, Limits.Side)
            ),
            { Sides.Count: <= 3 } => new WindowShape.Box(
                window.Sides.Select(side => faults.Natural(side, 1, Limits.Side)).ToEqArray()
            ),
            _ => throw faults.At(
                window.Sides[3].At,
                $"a window with {window.Sides.Count} axes",
                "at most 3"
            ),
        };
        return new DesignWindow(window.Name.Text, shape, window.Stable);
    }

    private DesignParameter Parameter(ParameterSyntax parameter, FrozenSet<string> windows)
    {
        var axes = parameter.Axes.Select(axis => Axis(axis, windows)).ToEqArray();
        if (parameter.Isotropic && axes.Windows.Count == 0)
            throw faults.At(
                parameter.Name.At,
                $"the isotropic parameter '{parameter.Name.Text}' without a window",
                "an axis over a window"
            );
        return new DesignParameter(parameter.Name.Text, axes, parameter.Isotropic);
    }

    private ParameterAxis Axis(Token axis, FrozenSet<string> windows) =>
        axis.Kind == TokenKind.Number
            ? new ParameterAxis.OfChannels(faults.Natural(axis, 1, Limits.Channels))
        : axis.Text == DesignWords.PointElements ? new ParameterAxis.OfPointElements()
        : windows.Contains(axis.Text) ? new ParameterAxis.OfWindow(axis.Text)
        : throw faults.At(
            axis.At,
            $"the undeclared window '{axis.Text}'",
            Faults.OneOf("a number of channels, H or a declared window", windows)
        );
}
