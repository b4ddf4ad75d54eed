using AgeFormal.Laws;
using AgeFormal.Testing.Generators;

namespace AgeFormal.Algebra.Tests;

public sealed class TorusGroupTests
{
    [TestCase("p1", 3)]
    [TestCase("p4", 3)]
    [TestCase("cm", 4)]
    [TestCase("p4m", 2)]
    [TestCase("p4m", 3)]
    [TestCase("p31m", 3)]
    [TestCase("p6m", 2)]
    [TestCase("D2", 2)]
    [TestCase("O", 1)]
    public void A_small_model_satisfies_the_axioms_exhaustively(string symbol, int size)
    {
        var torus = TorusGroup.Of(PointGroups.Parse(symbol), size);
        var all = Enumerable.Range(0, torus.Order).ToArray();
        var table = all.SelectMany(a => all.Select(b => torus.Multiply(a, b))).ToEqArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(GroupAxioms.FindViolation(torus.Order, table), Is.Null);
            Assert.That(
                all.Select(a => torus.Multiply(a, torus.Inverse(a))),
                Is.All.EqualTo(torus.Identity)
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void Larger_models_satisfy_the_axioms_on_samples(string symbol)
    {
        var torus = TorusGroup.Of(PointGroups.Parse(symbol), 5);
        Law.Holds(
            GroupGenerators.Three(GroupGenerators.Element(torus)),
            t =>
                torus.Multiply(torus.Multiply(t.A, t.B), t.C)
                    == torus.Multiply(t.A, torus.Multiply(t.B, t.C))
                && torus.Multiply(t.A, torus.Identity) == t.A
                && torus.Multiply(torus.Inverse(t.A), t.A) == torus.Identity
        );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_projection_to_the_torus_is_a_homomorphism(string symbol)
    {
        var group = new SemidirectProduct(PointGroups.Parse(symbol));
        foreach (var size in (int[])[1, 3, 4])
        {
            var torus = TorusGroup.Of(group.PointGroup, size);
            Law.Holds(
                GroupGenerators.Three(GroupGenerators.Element(group)),
                t =>
                    torus.Project(group.Multiply(t.A, t.B))
                        == torus.Multiply(torus.Project(t.A), torus.Project(t.B))
                    && torus.Project(group.Inverse(t.A)) == torus.Inverse(torus.Project(t.A))
                    && torus.Project(group.Identity) == torus.Identity
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_generators_reach_every_element(string symbol)
    {
        var torus = TorusGroup.Of(PointGroups.Parse(symbol), 3);
        var known = new HashSet<int> { torus.Identity };
        var queue = new Queue<int>(known);
        while (queue.TryDequeue(out var element))
            foreach (var generator in torus.Generators)
                if (known.Add(torus.Multiply(element, generator)))
                    queue.Enqueue(torus.Multiply(element, generator));
        Assert.That(known, Has.Count.EqualTo(torus.Order));
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void Indices_lift_and_project_back_and_split_into_parts(string symbol)
    {
        var torus = TorusGroup.Of(PointGroups.Parse(symbol), 3);
        Assert.That(
            Enumerable
                .Range(0, torus.Order)
                .All(a =>
                    torus.Project(torus.Lift(a)) == a
                    && torus.IndexOf(torus.TranslationPart(a), torus.LinearPart(a)) == a
                    && torus.Multiply(
                        torus.IndexOf(torus.TranslationPart(a), 0),
                        torus.IndexOf(0, torus.LinearPart(a))
                    ) == a
                )
        );
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(100_000)]
    public void Sides_out_of_range_are_rejected(int size) =>
        Assert.That(
            () => TorusGroup.Of(PointGroups.P4m, size),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
}
