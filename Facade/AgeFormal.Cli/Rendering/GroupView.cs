using AgeFormal.Algebra;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>A point group as tables for a person.</summary>
internal static class GroupView
{
    private const int LongestNamedTable = 16;

    private static readonly string[] CosetColours =
    [
        "deepskyblue1",
        "darkorange",
        "springgreen2",
        "magenta1",
        "gold1",
        "mediumpurple1",
        "indianred1",
        "grey70",
    ];

    public static void WriteCatalogue(IAnsiConsole console)
    {
        var table = new Table().Title("Point groups H of ℤ^d ⋊ H").Border(TableBorder.Rounded);
        table.AddColumns("symbol", "H", "lattice");
        table.AddColumn(new TableColumn("|H|").RightAligned());
        foreach (var group in PointGroups.All)
            table.AddRow(group.Symbol, group.Name, group.Lattice.ToString(), $"{group.Order}");
        console.Write(table);
    }

    public static void Write(GroupDescription group, IAnsiConsole console)
    {
        WriteHeading(group, console);
        WriteElements(group, console);
        WriteCayleyTable(group, console);
        WriteClasses(group, console);
        WriteSubgroups(group, console);
        WriteCharacters(group, console);
    }

    private static void WriteHeading(GroupDescription group, IAnsiConsole console)
    {
        var point = group.Point;
        console.MarkupLineInterpolated(
            $"[bold]{point.Symbol}[/] = ℤ^{point.Dimension} ⋊ {point.Name}, |H| = {point.Order}, {point.Lattice} lattice, {(group.Group.IsAbelian() ? "abelian" : "not abelian")}"
        );
        console.MarkupLineInterpolated($"generators: {group.NamesOf(group.Generators)}");
        console.MarkupLineInterpolated(
            $"centre: {{{group.NamesOf(group.Group.Center().Elements)}}}   commutator subgroup: {{{group.NamesOf(group.Group.CommutatorSubgroup().Elements)}}}"
        );
    }

    private static void WriteElements(GroupDescription group, IAnsiConsole console)
    {
        var table = new Table().Title("Elements").Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("index").RightAligned());
        table.AddColumns("h", "matrix");
        table.AddColumn(new TableColumn("order").RightAligned());
        table.AddColumn("h⁻¹");
        foreach (var h in group.Group.Elements)
            table.AddRow(
                $"{h}",
                group.NameOf(h),
                Markup.Escape(group.Point.Matrices[h].ToString()),
                $"{group.Group.ElementOrder(h)}",
                group.NameOf(group.Group.Inverse(h))
            );
        console.Write(table);
    }

    private static void WriteCayleyTable(GroupDescription group, IAnsiConsole console)
    {
        var named = group.Group.Order <= LongestNamedTable;
        string Cell(int element) => named ? group.NameOf(element) : $"{element}";
        var width = group.Group.Elements.Max(element => Cell(element).Length);
        var needed = (group.Group.Order + 1) * (width + 1) + 2;
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]Cayley table[/], row · column{(named ? "" : ", elements by index")}; colours: left cosets of {{{group.NamesOf(group.Cosets.Subgroup.Elements)}}}"
        );
        if (needed > console.Profile.Width)
        {
            console.MarkupLineInterpolated(
                $"  needs {needed} columns, this terminal has {console.Profile.Width}; --json holds the table"
            );
            return;
        }
        string Coloured(int element) =>
            $"[{CosetColours[group.Cosets.ClassOf[element] % CosetColours.Length]}]{Cell(element).PadLeft(width)}[/]";
        var elements = group.Group.Elements.ToArray();
        console.MarkupLine(
            $"[dim]{"".PadLeft(width)} │ {string.Join(' ', elements.Select(b => Cell(b).PadLeft(width)))}[/]"
        );
        console.MarkupLine(
            $"[dim]{new string('─', width + 1)}┼{new string('─', elements.Length * (width + 1))}[/]"
        );
        foreach (var a in elements)
            console.MarkupLine(
                $"[dim]{Cell(a).PadLeft(width)} │[/] {string.Join(' ', elements.Select(b => Coloured(group.Group.Multiply(a, b))))}"
            );
        console.WriteLine();
    }

    private static void WriteClasses(GroupDescription group, IAnsiConsole console)
    {
        var table = new Table().Title("Conjugacy classes").Border(TableBorder.Rounded);
        table.AddColumn("class");
        table.AddColumn(new TableColumn("size").RightAligned());
        table.AddColumn(new TableColumn("order").RightAligned());
        foreach (var one in group.Classes)
            table.AddRow(
                Markup.Escape($"{{{group.NamesOf(one)}}}"),
                $"{one.Count}",
                $"{group.Group.ElementOrder(one[0])}"
            );
        console.Write(table);
    }

    private static void WriteSubgroups(GroupDescription group, IAnsiConsole console)
    {
        var count = group.SubgroupClasses.Sum(same => same.Count);
        var table = new Table()
            .Title($"Subgroups: {count}, in {group.SubgroupClasses.Count} classes of conjugates")
            .Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("order").RightAligned());
        table.AddColumn(new TableColumn("conjugates").RightAligned());
        table.AddColumns("normal", "one of them");
        foreach (var same in group.SubgroupClasses)
            table.AddRow(
                $"{same[0].Order}",
                $"{same.Count}",
                same[0].IsNormal() ? "yes" : "no",
                Markup.Escape($"{{{group.NamesOf(same[0].Elements)}}}")
            );
        console.Write(table);
    }

    private static void WriteCharacters(GroupDescription group, IAnsiConsole console)
    {
        var table = new Table()
            .Title("Irreducible real representations")
            .Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("dim").RightAligned());
        table.AddColumn(new TableColumn("e").RightAligned());
        table.AddColumn("type");
        foreach (var one in group.Classes)
            table.AddColumn(
                new TableColumn($"χ({Markup.Escape(group.NameOf(one[0]))})").RightAligned()
            );
        foreach (var irreducible in group.Irreducibles)
        {
            var character = irreducible.IntegerCharacter();
            table.AddRow([
                $"{irreducible.Dimension}",
                $"{irreducible.CommutantDimension}",
                irreducible.Type.ToString().ToLowerInvariant(),
                .. group.Classes.Select(one => $"{character[one[0]]}".Replace('-', '−')),
            ]);
        }
        console.Write(table);
        console.MarkupLineInterpolated(
            $"e = dim of the commutant; Σ dim²/e = {group.Irreducibles.Sum(i => i.Dimension * i.RegularMultiplicity)} = |H|"
        );
    }
}
