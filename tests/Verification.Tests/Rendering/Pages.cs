using System.Xml.Linq;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Rendering;

/// <summary>Pages as trees: what is written as HTML is well-formed XML too.</summary>
internal static class Pages
{
    public static XElement Parse(string html)
    {
        const string doctype = "<!DOCTYPE html>\n";
        Assert.That(html, Does.StartWith(doctype));
        return XDocument.Parse(html[doctype.Length..]).Root!;
    }

    public static IEnumerable<XElement> OfClass(this XElement page, string name) =>
        page.Descendants()
            .Where(element =>
                ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name)
            );

    public static XElement Section(this XElement page, string id) =>
        page.Descendants("section").Single(section => (string?)section.Attribute("id") == id);

    public static IEnumerable<XElement> Rows(this XElement page, string table) =>
        page.Descendants("table")
            .Where(element => (string?)element.Attribute("class") == table)
            .SelectMany(element => element.Descendants("tbody").Elements("tr"));

    public static DesignReport Design(string name) =>
        DesignVerifier.Verify(
            DesignParser.Parse(
                File.ReadAllText(
                    Path.Combine(Repository.Root, "docs", "examples", $"{name}.design")
                ),
                name
            )
        );
}
