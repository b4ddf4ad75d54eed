using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Checking;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>
/// t[v := s] is read twice: by substitution (<see cref="Substitution.Expand(Formula)"/>), and by binding v to the value of s,
/// in the models and in the checker. Both readings agree on random nested samples whose names shadow one another.
/// </summary>
public sealed class SampleTests
{
    private const int Terms = 150;

    private static readonly Vocabulary Names = new(
        PointGroups.P4m,
        Fibre.Regular,
        2,
        [2],
        [],
        [
            new(
                "S",
                Region.Box(3, 3),
                PointSet.Of(Region.Box(3, 3).Points().Points.Skip(1).ToEqArray())
            ),
        ]
    );

    private static FieldElement Value(Formula formula, PointGroup group, int[] at)
    {
        var model = FiniteModel.Of(Names, group, 3);
        var program = new FormulaProgram<FieldElement>(model, new HashedMeaning(Names, 5), formula);
        var frame = program.NewFrame();
        frame.Restart(model.Group.Identity);
        return program.Evaluate(frame, at);
    }

    private static bool SameValues(Formula left, Formula right)
    {
        int[][] places =
        [
            [0, 0],
            [7, 1],
            [50, 0],
            [71, 1],
        ];
        return places.All(at =>
            Value(left, PointGroups.P4m, at) == Value(right, PointGroups.P4m, at)
        );
    }

    [Test]
    public void Samples_by_environment_are_samples_by_substitution()
    {
        var random = new RandomSamples(3);
        for (var i = 0; i < Terms; i++)
        {
            var written = random.Next();
            var expanded = Substitution.Expand(written);
            Assert.That(Substitution.IsExpanded(expanded.Body));
            Assert.That(SampleCheck.Holds(written, expanded), $"{written}\n{expanded}");
            Assert.That(SameValues(written, expanded), $"{written}\n{expanded}");
        }
    }

    /// <summary>Substitution without renaming captures; the models and the checker see it wherever it happens.</summary>
    [Test]
    public void Capture_by_a_binder_is_seen_by_the_models_and_by_the_checker()
    {
        var random = new RandomSamples(4);
        var seen = 0;
        for (var i = 0; i < Terms; i++)
        {
            var written = random.Next();
            var captured = written with { Body = new Capturing().Term(written.Body) };
            if (!IsSeenByModels(written, captured))
                continue;
            seen++;
            Assert.That(SampleCheck.Holds(written, captured), Is.False, $"{written}\n{captured}");
        }
        Assert.That(seen, Is.GreaterThan(Terms / 20), "formulas in which the fault changes values");
    }

    // A position that a binder of a relative element captures has no value at all.
    private static bool IsSeenByModels(Formula written, Formula captured)
    {
        try
        {
            return !SameValues(written, captured);
        }
        catch (ScopeException)
        {
            return true;
        }
    }

    [Test]
    public void A_capture_by_name()
    {
        // λ(g; o). (Σ[n ∈ N] f(v·n))[v := g·n] under Σ[n ∈ H]: the inner n is another one.
        static Site At(string name) => new Site.Variable(name);
        static Rel N() => new Rel.Variable("n");
        Term Read(Site at) => new Term.Signal(new Channel.Variable("o"), at);
        var inner = new Term.Reduce(
            Reduction.Sum,
            "n",
            new Domain.Window("S"),
            Read(At("v") * N())
        );
        Formula Over(Term body) =>
            new(
                ["g"],
                ["o"],
                new Term.Reduce(Reduction.Sum, "n", new Domain.PointElements(), body)
            );
        var written = Over(new Term.Sampled("v", At("g") * N(), inner));
        var captured = Over(inner with { Body = Read(At("g") * N() * N()) });
        Assert.That(SampleCheck.Holds(written, Substitution.Expand(written)));
        Assert.That(SampleCheck.Holds(written, captured), Is.False);
        Assert.That(SameValues(written, captured), Is.False);
    }

    [Test]
    public void A_binder_of_positions_hides_the_sampled_one()
    {
        // λ(g; o). (Σ[v ∈ Site] f(v))[v := g·a] has no g.
        var v = new Site.Variable("v");
        var inner = new Term.Reduce(
            Reduction.Sum,
            "v",
            new Domain.Sites(),
            new Term.Signal(new Channel.Variable("o"), v)
        );
        var sampled = new Term.Sampled("v", new Site.Variable("g") * new Rel.Constant("a"), inner);
        Assert.That(Substitution.Expand(sampled), Is.EqualTo(inner));
    }

    [Test]
    public void What_is_left_out_of_a_sum_or_a_product_is_seen()
    {
        static Formula Over(Term body) => new(["g"], ["o"], body);
        Term read = new Term.Signal(new Channel.Variable("o"), new Site.Variable("g"));
        Func<EqArray<Term>, Term>[] makes =
        [
            parts => new Term.Sum(parts),
            parts => new Term.Product(parts),
        ];
        foreach (var make in makes)
        {
            var two = Over(make([read, read]));
            Assert.That(SampleCheck.Holds(two, two));
            Assert.That(SampleCheck.Holds(two, Over(make([read]))), Is.False);
            Assert.That(SampleCheck.Holds(two, Over(make([read, read, read]))), Is.False);
        }
    }

    /// <summary>A variable is free exactly when the term has no value without it.</summary>
    [Test]
    public void A_variable_is_free_exactly_when_the_term_needs_it()
    {
        var random = new RandomSamples(6);
        for (var i = 0; i < Terms; i++)
        {
            var term = random.Next().Body;
            var free = FreeVariables.Of(term);
            Assert.That(free, Is.SubsetOf(new[] { "g", "o" }), term.ToString());
            foreach (var name in new[] { "g", "o" })
            {
                var other = name + "0";
                var formula = new Formula(
                    [name == "g" ? other : "g"],
                    [name == "o" ? other : "o"],
                    term
                );
                Assert.That(
                    IsUnbound(formula, name),
                    Is.EqualTo(free.Contains(name)),
                    $"'{name}' in {term}"
                );
            }
        }
    }

    [Test]
    public void Both_positions_of_a_difference_are_free()
    {
        static Site At(string name) => new Site.Variable(name);
        foreach (var between in new[] { new Rel.Between(At("g"), At("v")), new(At("v"), At("g")) })
        {
            var term = new Term.Reduce(
                Reduction.Sum,
                "v",
                new Domain.Sites(),
                new Term.Signal(new Channel.Variable("o"), At("v") * between)
            );
            Assert.That(FreeVariables.Of(term), Is.EquivalentTo(new[] { "g", "o" }), $"{term}");
        }
    }

    private static bool IsUnbound(Formula formula, string name)
    {
        try
        {
            Value(formula, PointGroups.P2, [0, 0]);
            return false;
        }
        catch (ScopeException missing)
        {
            return missing.Part == name;
        }
    }

    /// <summary>Replaces sampled variables without a look at the binders on the way.</summary>
    private sealed record Capturing(ImmutableDictionary<string, Site> Sites)
    {
        public Capturing()
            : this(ImmutableDictionary<string, Site>.Empty) { }

        public Term Term(Term term) =>
            term.Match(
                constant: of => of,
                signal: of => of with { At = Site(of.At) },
                parameter: of => of,
                pointwise: of => of with { Argument = Term(of.Argument) },
                sum: of => new Term.Sum(of.Terms.Select(Term).ToEqArray()),
                product: of => (Term)new Term.Product(of.Factors.Select(Term).ToEqArray()),
                reduce: of => of with { Over = Domain(of.Over), Body = Term(of.Body) },
                sampled: of => new Capturing(Sites.SetItem(of.Variable, Site(of.At))).Term(of.Body)
            );

        private Site Site(Site site) =>
            site.Match(
                variable: of => Sites.GetValueOrDefault(of.Name) ?? of,
                moved: of => new Site.Moved(Site(of.Origin), Rel(of.By))
            );

        private Domain Domain(Domain domain) =>
            domain is Domain.AbsoluteWindow window ? window with { At = Site(window.At) } : domain;

        private Rel Rel(Rel rel) =>
            rel.Match<Rel>(
                variable: of => of,
                constant: of => of,
                unit: of => of,
                between: of => new Rel.Between(Site(of.From), Site(of.To)),
                product: of => Rel(of.Left) * Rel(of.Right),
                inverse: of => new Rel.Inverse(Rel(of.Of)),
                pointPart: of => new Rel.PointPart(Rel(of.Of)),
                translationPart: of => new Rel.TranslationPart(Rel(of.Of)),
                absolute: of => new Rel.Absolute(Site(of.At))
            );
    }
}
