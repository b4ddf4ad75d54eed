using Microsoft.CodeAnalysis.CSharp;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>The first-level folders of a project, ordered by what their files use.</summary>
internal sealed class FolderGraph
{
    private readonly ILookup<string, Use> _arrows;
    private readonly IReadOnlyList<IReadOnlyList<string>> _knots;

    private FolderGraph(IEnumerable<string> files, IEnumerable<Use> uses)
    {
        _arrows = uses.Where(use => use.From != use.To).ToLookup(use => use.From);
        _knots = Knots([.. files.Select(Use.FolderOf).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>The folders of a compilation.</summary>
    public static FolderGraph Of(CSharpCompilation project) =>
        new(
            project.SyntaxTrees.Select(file => file.FilePath).Where(path => path.Length > 0),
            Uses.In(project)
        );

    /// <summary>The folders, the lowest first; folders that reach each other stand in one bracket.</summary>
    public string Order =>
        string.Join(
            " → ",
            _knots.Select(knot => knot is [var one] ? one : $"[{string.Join(" ⇄ ", knot)}]")
        );

    /// <summary>Between folders that reach each other, one use for each arrow.</summary>
    public IEnumerable<Use> Cycles =>
        from knot in _knots
        where knot.Count > 1
        from folder in knot
        from arrow in _arrows[folder].DistinctBy(use => use.To)
        where knot.Contains(arrow.To)
        select arrow;

    // Folders that reach the same, themselves included, reach each other. Who reaches more stands later.
    private List<IReadOnlyList<string>> Knots(string[] folders) =>
        [
            .. folders
                .GroupBy(folder => string.Join('/', Reached(folder).Order(StringComparer.Ordinal)))
                .OrderBy(knot => Reached(knot.First()).Count)
                .Select(knot => knot.ToArray()),
        ];

    private HashSet<string> Reached(string folder)
    {
        HashSet<string> reached = [folder];
        Stack<string> open = new(reached);
        while (open.TryPop(out var next))
            foreach (var arrow in _arrows[next].Where(arrow => reached.Add(arrow.To)))
                open.Push(arrow.To);
        return reached;
    }
}
