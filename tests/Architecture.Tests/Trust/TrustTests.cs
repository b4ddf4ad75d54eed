using AgeFormal.Laws;

namespace AgeFormal.Architecture.Tests.Trust;

/// <summary>docs/TRUST.md says what several methods share and what a method does not use, as the compiled code has it.</summary>
public sealed class TrustTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Repository.Root, "docs", "TRUST.md")
    );

    [Test]
    public void The_page_lists_every_type_that_two_methods_share_and_the_methods() =>
        Assert.That(Differences(Page), Is.Empty);

    [Test]
    public void A_row_that_is_missing_added_or_about_other_methods_is_noticed()
    {
        const string row = "| `Operators.Signal` | models, reference |";
        Assert.That(Page, Does.Contain(row));
        foreach (
            var altered in new[]
            {
                "",
                "| `Operators.Signal` | models |",
                $"{row}\n| `Operators.Nothing` | models, reference |",
            }
        )
            Assert.That(Differences(Page.Replace(row, altered)), Is.Not.Empty, altered);
    }

    [Test]
    public void A_method_does_not_use_what_the_page_says_it_does_not()
    {
        var rows = Rows(Page, "does not use").ToArray();
        Assert.That(rows.Select(row => row.Key), Is.SubsetOf(Methods.Names));
        Assert.That(rows, Has.Length.GreaterThan(3));
        foreach (var (method, pieces) in rows)
        {
            Assert.That(
                pieces.Split(", ").Where(piece => !Exists(piece)),
                Is.Empty,
                "no such code"
            );
            Assert.That(Used(method, pieces), Is.Empty, $"the {method} uses");
        }
        Assert.That(Exists("Verification.Nowhere"), Is.False, "a room that is gone is seen");
        Assert.That(Used("prover", "Operators.Substitution"), Is.Not.Empty, "what is used is seen");
        Assert.That(Used("checker", "Algebra"), Is.Not.Empty, "and so is a whole room");
    }

    // A type, or a namespace of types. What is not there would never be used.
    private static bool Exists(string piece) =>
        new[]
        {
            typeof(Algebra.PointGroup),
            typeof(Operators.Op),
            typeof(Symmetry.SymmetryReport),
            typeof(Verification.Verifier),
        }
            .SelectMany(one => one.Assembly.GetTypes())
            .Select(type => $"{type.FullName}.")
            .Any(name => name.StartsWith($"AgeFormal.{piece}.", StringComparison.Ordinal));

    private static IEnumerable<string> Used(string method, string pieces) =>
        Methods
            .UsedBy(method)
            .Where(used =>
                pieces
                    .Split(", ")
                    .Any(piece =>
                        used == piece || used.StartsWith($"{piece}.", StringComparison.Ordinal)
                    )
            );

    private static IEnumerable<string> Differences(string page)
    {
        var told = Rows(page, "used by").Select(row => $"{row.Key}: {row.Value}").ToArray();
        var found = Methods.Shared.Select(piece => $"{piece.Key}: {piece.Value}").ToArray();
        return found
            .Except(told)
            .Select(row => $"not on the page: {row}")
            .Concat(told.Except(found).Select(row => $"only on the page: {row}"));
    }

    // The first two columns of the table whose second heading is this one.
    private static IEnumerable<KeyValuePair<string, string>> Rows(string page, string heading) =>
        page.Split('\n')
            .SkipWhile(line => !line.Contains($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Replace("`", "").Split('|'))
            .Select(cells => KeyValuePair.Create(cells[1].Trim(), cells[2].Trim()));
}
