using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Tests.Identity;

using Written = AgeFormal.Operators.Language.Design;

public sealed class WorkTests
{
    private static Written Nested(int windows)
    {
        string[] names = ["a", "b", "c", "d", "p", "q", "r", "s"];
        var bound = names.Take(windows).ToArray();
        return DesignParser.Parse(
            $"""
            design nested
            input f[1] on group
            output 1
            window S 3
            param psi[S]

            λ(g; o). Σ[{string.Join(
                ", ",
                bound.Select(name => $"{name} ∈ Win(S)")
            )}] f[o](g·{string.Join("·", bound)}) · psi({string.Join("·", bound)})
            """,
            "nested.design"
        );
    }

    [Test]
    public void Each_value_is_counted_up_to_the_bound()
    {
        var work = new Work(3);
        for (var i = 0; i < 3; i++)
            work.Take();
        Assert.That(work.IsSpent);
        Assert.That(work.Take, Throws.TypeOf<WorkSpentException>());
        var lowered = new Work(10);
        lowered.Lower(20);
        Assert.That(lowered.Bound, Is.EqualTo(10));
        lowered.Lower(0);
        Assert.That(lowered.Take, Throws.TypeOf<WorkSpentException>());
    }

    [Test]
    public void A_run_says_which_budget_ended_it_and_what_it_came_to()
    {
        var design = Nested(3);
        var vocabulary = DesignVocabulary.On(design, PointGroups.P2, []);
        var options = new IdentityOptions { Budget = 2_000 };
        var run = IdentityTest.RunOn(design.Formula, vocabulary, PointGroups.P2, options);
        Assert.That(run.SpentBudget, Is.EqualTo(2_000));
        Assert.That(run.Instances, Is.GreaterThan(0).And.LessThan(run.AllInstances));
        Assert.That(run.ToString(), Does.Contain("the budget of 2000 values was spent"));

        var whole = IdentityTest.RunOn(design.Formula, vocabulary, PointGroups.P2);
        Assert.That(whole.SpentBudget, Is.Null);
        Assert.That(whole.ToString(), Does.Not.Contain("budget"));
    }

    /// <summary>A second method that evaluates nothing is no second method.</summary>
    [Test]
    public void A_proof_beside_which_no_equation_was_evaluated_is_undecided()
    {
        var report = DesignVerifier.Verify(Nested(4), new IdentityOptions { Budget = 3 });
        Assert.That(report.Models.All(run => run.Instances == 0));
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(report.Summary, Does.Contain("nothing evaluated"));
    }

    /// <summary>8 nested windows have 9⁸ tuples, each reduction a table of what it depends on.</summary>
    [Test]
    public void Nested_reductions_end_within_their_budget()
    {
        var report = DesignVerifier.Verify(Nested(8), new IdentityOptions { Budget = 50_000 });
        Assert.That(
            report.Models.All(run =>
                run.SpentBudget is null or <= 50_000 * IdentityOptions.FirstEquation
            )
        );
    }

    [Test]
    public void Proofs_replays_tests_and_searches_are_interrupted()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var design = Nested(2);
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4m, []);
        var proof = (Verdict.Proved)Prover.Prove(design.Formula, vocabulary);
        Action[] actions =
        [
            () => DesignVerifier.Verify(design, null, source.Token),
            () => IdentityTest.Run(design.Formula, vocabulary, null, source.Token),
            () => CounterexampleSearch.Find(design.Formula, vocabulary, null, source.Token),
            () => Prover.ProveByTyping(design.Formula, vocabulary, source.Token),
            () => ProofChecker.FindFault(proof.Proof, source.Token),
        ];
        foreach (var action in actions)
            Assert.That(action, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>A table that is full is emptied; what it held is computed again.</summary>
    [TestCase(MemoTable<int>.LargestArray)]
    [TestCase(1L << 50)]
    public void A_table_gives_what_was_set_under_the_same_stamp(long size)
    {
        var table = MemoTable<int>.Of(size);
        var last = size - 1;
        Assert.That(table.TryGet(last, 1, out _), Is.False);
        table.Set(last, 1, 7);
        Assert.That(table.TryGet(last, 1, out var value) ? value : -1, Is.EqualTo(7));
        Assert.That(table.TryGet(last, 2, out _), Is.False);
        table.Set(0, 2, 8);
        Assert.That(table.TryGet(last, 2, out _), Is.False, "a value of another signal");
        Assert.That(table.TryGet(0, 2, out value) ? value : -1, Is.EqualTo(8));
    }
}
