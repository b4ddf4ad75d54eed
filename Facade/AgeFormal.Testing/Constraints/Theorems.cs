using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Testing.Constraints;

/// <summary>Theorem 1 of a subject. A proof counts when the checker accepts it; a counterexample, when its replay confirms it.</summary>
internal static class Theorems
{
    /// <summary>A design on one group of the catalogue, whatever groups it is claimed for.</summary>
    public static Judgement Of(Design design, PointGroup group)
    {
        if (!PointGroups.All.Contains(group))
            throw new ArgumentException(
                $"A design is judged on a group of the catalogue, received {group.Symbol}."
            );
        var report = DesignVerifier.Verify(
            design with
            {
                Group = new GroupCondition.Named(group.Symbol),
            }
        );
        return Judge(report.Theorem, $"proved for {group.Symbol}");
    }

    /// <summary>A formula on the group of its vocabulary.</summary>
    public static Judgement Of(Formula formula, Vocabulary vocabulary)
    {
        var verdict = Prover.Prove(formula, vocabulary);
        var run = IdentityTest.RunOn(formula, vocabulary, vocabulary.Group);
        return verdict.Match(
            proved: proved =>
                !ProofChecker.Accepts(proved.Proof, new Claim.Equivariant(formula, vocabulary))
                    ? new Judgement.Undecided("the checker does not accept the derivation")
                : proved.Proof.FunctionLaws.Count > 0 ? Named(formula, vocabulary, proved)
                : run.Failure is not null
                    ? new Judgement.Undecided(
                        $"a derivation was found, and the identity fails on {run}"
                    )
                : Judge(proved, $"proved for {vocabulary.Group.Symbol}"),
            refuted: refuted => Judge(refuted, ""),
            undecided: undecided =>
                Judge(
                    run.Failure is null ? undecided : Refuter.RefuteOn(formula, vocabulary, run),
                    ""
                )
        );
    }

    /// <summary>An operator on the group of its input.</summary>
    public static Judgement Of(TypedOp op)
    {
        var verdict = Prover.Prove(op);
        return
            verdict is Verdict.Proved proved
            && !ProofChecker.Accepts(proved.Proof, new Claim.Commutes(op))
            ? new Judgement.Undecided("the checker does not accept the derivation")
            : Judge(
                verdict is Verdict.Proved named
                    ? op.Leaves()
                        .Where(leaf => leaf.Op is Op.Custom)
                        .Select(leaf => NamedTest.Judge(leaf, named))
                        .FirstOrDefault(judged => !judged.IsProved)
                        ?? named
                    : verdict,
                $"proved for {op.Input.Group.Symbol}"
            );
    }

    // A theorem about the functions as named may fail for random ones.
    private static Judgement Named(Formula formula, Vocabulary vocabulary, Verdict.Proved proved) =>
        NamedTest.RunOn(formula, vocabulary, vocabulary.Group) is { Holds: false } run
            ? new Judgement.Undecided(
                $"a derivation was found, and the functions as named give {run}"
            )
            : Judge(proved, $"proved for {vocabulary.Group.Symbol}, for the functions as named");

    private static Judgement Judge(Verdict verdict, string proved) =>
        verdict.Match<Judgement>(
            proved: _ => new Judgement.Holds(proved),
            refuted: refuted => Refuted(refuted.Witness),
            undecided: undecided => new Judgement.Undecided($"{undecided.Part}: {undecided.Reason}")
        );

    private static Judgement Refuted(Witness witness) =>
        witness.Counterexample is { } counterexample
        && !(counterexample.IsNamed && counterexample.Replay().Confirmed)
            ? new Judgement.Undecided(
                $"the replay does not confirm the counterexample {witness.Description}"
            )
            : new Judgement.Fails(
                $"refuted {witness.Description}",
                witness.Counterexample?.Render() ?? ""
            );
}
