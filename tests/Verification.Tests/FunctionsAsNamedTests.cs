using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;
using AgeFormal.Verification.Tests.Rendering;

namespace AgeFormal.Verification.Tests;

/// <summary>Verdicts are about the numbers and functions that a design names, and say where they are not.</summary>
public sealed class FunctionsAsNamedTests
{
    private const string Modulus = "2305843009213693951";

    // max(a, b) = a + relu(b − a), which no law says.
    private const string TrueOfRelu =
        "f[o](g) + gain(Abs(g); o) * ((max[c in Ch(2)] f[c](g)) - f[0](g) - relu(f[1](g) - f[0](g)))";

    [TestCase("gain(Abs(g); o) * (pi - 3)", "refuted")]
    [TestCase("gain(Abs(g); o) * (pi - 22/7)", "refuted")]
    [TestCase("gain(Abs(g); o) * (pi - pi)", "proved")]
    [TestCase($"gain(Abs(g); o) * {Modulus}", "refuted")]
    [TestCase($"gain(Abs(g); o) / {Modulus}", "refuted")]
    [TestCase($"gain(Abs(g); o) * ({Modulus} + 1) - gain(Abs(g); o)", "refuted")]
    [TestCase($"gain(Abs(g); o) * ({Modulus} - {Modulus})", "proved")]
    [TestCase($"f[o](g) / {Modulus}", "proved")]
    public void Numbers_that_are_one_modulo_a_prime_are_told_apart(string part, string verdict) =>
        Assert.That(Word(DesignVerifier.Verify(Design($"f[o](g) + {part}"))), Is.EqualTo(verdict));

    [Test]
    public void A_field_has_no_number_of_the_formula_for_its_modulus_and_keeps_numbers_apart()
    {
        PrimeField[] Of(string part) => [.. PrimeField.For(Design($"f[o](g) * {part}").Formula)];
        Assert.Multiple(() =>
        {
            Assert.That(Of("2"), Is.EqualTo(new[] { PrimeField.Mersenne }));
            Assert.That(Of(Modulus), Has.None.EqualTo(PrimeField.Mersenne));
            Assert.That(Of($"(1/{Modulus})"), Has.None.EqualTo(PrimeField.Mersenne));
            Assert.That(Of("2305843009213693952 * f[0](g) * 1"), Is.Not.Empty);
            foreach (var field in Of("(2305843009213693952 + 1)"))
                Assert.That(
                    field.Of(System.Numerics.BigInteger.Parse("2305843009213693952", null)),
                    Is.Not.EqualTo(field.Of(1))
                );
        });
    }

    [Test]
    public void A_difference_of_other_functions_alone_is_undecided_and_is_shown_as_such()
    {
        var report = DesignVerifier.Verify(Design(TrueOfRelu));
        var undecided = (Verdict.Undecided)report.Theorem;
        Assert.That(undecided.Reason, Does.StartWith("not equivariant for every φ"));
        var replaced = undecided.WithOtherFunctions!.Counterexample!;
        Assert.That(replaced.Surrogates, Is.Not.Empty);
        Assert.That(replaced.IsNamed, Is.False);
        Assert.That(report.Holds, Is.False);

        using var json = JsonDocument.Parse(report.ToJson());
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("undecided"));
        Assert.That(
            json.RootElement.GetProperty("withOtherFunctions").GetProperty("format").GetString(),
            Is.EqualTo("ageformal.counterexample")
        );
        Assert.That(json.RootElement.TryGetProperty("counterexample", out _), Is.False);
        var page = Pages.Parse(report.ToHtml());
        Assert.That(page.OfClass("headline").Single().Value, Does.StartWith("undecided"));
        Assert.That(page.Section("other-functions").Value, Does.Contain("for every φ"));
    }

    [Test]
    public void The_functions_as_named_agree_where_a_law_says_so_and_differ_where_none_does()
    {
        NamedRun Run(string part) =>
            NamedTest.RunOn(
                Design(part).Formula,
                DesignVocabulary.On(Design(part), PointGroups.P4m, []),
                PointGroups.P4m
            );
        var holds = Run("f[o](g) + gain(Abs(g); o) * (sigmoid(f[o](g)) + sigmoid(-f[o](g)) - 1)");
        var differs = Run("f[o](g) + gain(Abs(g); o) * sigmoid(f[o](g))");
        var undefined = Run("f[o](g) + gain(Abs(g); o) * sqrt(-1 - square(f[o](g)))");
        Assert.Multiple(() =>
        {
            Assert.That(holds.Holds, holds.ToString());
            Assert.That(holds.Difference, Is.Null);
            Assert.That(differs.Holds, Is.False);
            Assert.That(differs.Difference!.Replay().Confirmed);
            Assert.That(undefined.Holds, Is.False, undefined.ToString());
            Assert.That(
                (undefined.Compared, undefined.Difference),
                Is.EqualTo((0, (Counterexample?)null))
            );
            Assert.That(undefined.Undefined, Is.GreaterThan(0));
        });
    }

    [TestCase("", "refuted")]
    [TestCase("window Unused 1x101", "refuted")]
    [TestCase("window Unused 1x101, Other 31", "refuted")]
    public void A_window_that_is_not_read_changes_no_verdict(string windows, string verdict)
    {
        var broken = Design("gain(Abs(g); o) * step(min[k in H] f[o](g*k))", windows);
        var sound = Design("step(min[k in H] f[o](g*k))", windows);
        Assert.That(Word(DesignVerifier.Verify(broken)), Is.EqualTo(verdict));
        Assert.That(Word(DesignVerifier.Verify(sound)), Is.EqualTo("proved"));
    }

    [Test]
    public void A_case_that_does_not_violate_is_not_confirmed()
    {
        var report = DesignVerifier.Verify(Design("gain(Abs(g); o) * f[o](g)"));
        var found = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        Counterexample[] harmless =
        [
            found with
            {
                Signal = [],
            },
            found with
            {
                Parameters = [],
            },
            found with
            {
                By = 0,
            },
            found with
            {
                Formula = Design("f[o](g)").Formula,
            },
        ];
        Assert.That(Counterexample.FromJson(found.ToJson()).Replay().Confirmed);
        foreach (var other in harmless)
            Assert.That(Counterexample.FromJson(other.ToJson()).Replay().Confirmed, Is.False);
    }

    [Test]
    public void A_law_of_planar_groups_is_refuted_in_space_where_the_claim_is_for_every_group()
    {
        const string squares =
            "sum[k in H] f[o](g*k)*w(Abs(g)*Abs(g)*k*k*Abs(g)^-1*Abs(g)^-1*k^-1*k^-1)";
        DesignReport Verified(string group) =>
            DesignVerifier.Verify(
                DesignParser.Parse(
                    $"design d\ngroup {group}\ninput f[2] on group\noutput 2\nparam w[H]\nlambda(g; o). {squares}",
                    "d"
                )
            );
        var any = (Verdict.Refuted)Verified("any").Theorem;
        Assert.That(any.Witness.Counterexample!.Group.Dimension, Is.EqualTo(3));
        Assert.That(Word(Verified("p4m")), Is.EqualTo("proved"));
    }

    private static string Word(DesignReport report) =>
        report.Theorem.Match(
            proved: _ => "proved",
            refuted: _ => "refuted",
            undecided: _ => "undecided"
        );

    private static Design Design(string body, string windows = "") =>
        DesignParser.Parse(
            $"design d\ngroup any\ninput f[2] on group\noutput 2\n{windows}\nparam gain[2, H]\nlambda(g; o). {body}",
            "d"
        );
}
