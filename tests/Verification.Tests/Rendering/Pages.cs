using System.Xml.Linq;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Counterexamples;
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

    /// <summary>Branches that lie on different points, one of them padded on one side, so that the unit element alone is exact.</summary>
    public static VerificationReport Inexact()
    {
        static Op Convolution(Sampling sampling) =>
            new Op.GroupConvolution(1, Region.Box(3, 3)) { Sampling = sampling };
        static Sampling Padded(int before, int after) =>
            Sampling.Dense with
            {
                Padding = new Padding(before, after),
            };
        var op = Typing.Elaborate(
            new Op.Sequence([
                new("lift", new Op.LiftingConvolution(1, Region.Box(3, 3))),
                new(
                    "both",
                    new Op.Sum([
                        new("left", Convolution(Padded(2, 0))),
                        new("right", Convolution(Padded(1, 1))),
                    ])
                ),
                new("down", Convolution(Sampling.Dense with { Stride = 2 })),
            ]),
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(9, 9))
        );
        return Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            new ReferenceExecutor(),
            VerificationOptions.Default with
            {
                Integers = new IntegerOptions { ReferenceBudget = 3e4 },
            }
        );
    }

    public static DesignReport Design(string name) =>
        DesignVerifier.Verify(
            DesignParser.Parse(
                File.ReadAllText(
                    Path.Combine(Repository.Root, "docs", "examples", $"{name}.design")
                ),
                name
            )
        );

    /// <summary>A proved design that was executed, and one execution that was refused.</summary>
    public static DesignReport Executed(string name)
    {
        var report = Design(name);
        return report with
        {
            Executions =
            [
                DesignExecution.Of(report, new ReferenceExecutor(), Precision.Double),
                new Outcome<DesignExecution>.NotExecuted("no device"),
            ],
        };
    }

    /// <summary>A refuted design with its counterexample replayed, and one replay that was refused.</summary>
    public static DesignReport Replayed(string name)
    {
        var report = Design(name);
        var found = report.Theorem.Match(
            proved: _ => null,
            refuted: refuted => refuted.Witness.Counterexample,
            undecided: _ => null
        );
        return report with
        {
            Replays =
            [
                found!.ReplayOn(new ReferenceExecutor(), Precision.Double),
                new Outcome<LayerReplay>.NotExecuted("no device"),
            ],
        };
    }
}
