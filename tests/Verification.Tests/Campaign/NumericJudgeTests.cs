using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>The judge against verdicts that are known by other means.</summary>
public sealed class NumericJudgeTests
{
    private static readonly NumericJudge Judge = new(draws: 24, places: 3, steps: 400_000);

    private static IEnumerable<PointMatrices> Groups => PointMatrices.All;

    [TestCaseSource(nameof(Groups))]
    public void The_matrices_are_those_of_the_catalogue(object group)
    {
        var own = (PointMatrices)group;
        var other = PointGroups.Parse(own.Symbol);
        Assert.That(
            other.Matrices.Select(matrix => own.IndexOf(Row(matrix))).Order(),
            Is.EqualTo(Enumerable.Range(0, other.Order))
        );
        Assert.That(own.Order, Is.EqualTo(other.Order));
    }

    [Test]
    [Category("Long")]
    public void It_agrees_with_the_zoo()
    {
        var wrong = DesignZoo
            .All.Select(entry =>
                (
                    entry.Name,
                    Fault: entry.Known.Match(
                        equivariant: _ => Equivariant(entry.Design),
                        equivariantWhen: _ => Somewhere(entry.Design),
                        broken: _ => Broken(entry.Design)
                    )
                )
            )
            .Where(of => of.Fault is not null)
            .Select(of => $"{of.Name}: {of.Fault}");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    [Category("Long")]
    public void It_agrees_with_the_truth_of_the_designs_outside_of_the_zoo()
    {
        var folder = SharedFiles.Cases("designs");
        var wrong = File.ReadLines(Path.Combine(folder, "truth.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(entry => (Name: entry[0], Truth: entry[2]))
            .Select(of =>
            {
                var path = Path.Combine(folder, $"{of.Name}.design");
                var design = DesignParser.Parse(File.ReadAllText(path), path);
                return (
                    of.Name,
                    Fault: of.Truth switch
                    {
                        "equivariant" => Equivariant(design),
                        "conditional" => Somewhere(design),
                        "broken" => Broken(design),
                        var other => $"unknown truth '{other}'",
                    }
                );
            })
            .Where(of => of.Fault is not null)
            .Select(of => $"{of.Name}: {of.Fault}");
        Assert.That(wrong, Is.Empty);
    }

    private static int[] Row(IntMatrix matrix) => [.. matrix.Entries];

    private static string? Equivariant(Design design)
    {
        var seen = Judge.Of(design).ToArray();
        return seen.FirstOrDefault(of => of.Found is not null) is { } differs ? $"{differs}"
            : seen.Sum(of => of.Compared) == 0 ? "nothing was compared"
            : null;
    }

    // A condition that is not declared holds on some of the groups only.
    private static string? Somewhere(Design design)
    {
        var seen = Judge.Of(design).ToArray();
        TestContext.Out.WriteLine(
            $"{design.Name}: {string.Join(", ", seen.Select(of => $"{of.Group}{(of.Found is null ? "" : " differs")}"))}"
        );
        return seen.Any(of => of.Group.Order > 1 && of.Found is null && of.Compared > 0)
            ? null
            : "a difference on every group";
    }

    private static string? Broken(Design design) =>
        Judge.Broken(design) is null ? "no difference was seen" : null;
}
