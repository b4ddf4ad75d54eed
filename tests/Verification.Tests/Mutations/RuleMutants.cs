using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>A step that a mutant of its rule would take.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="What">What was altered.</param>
/// <param name="Step">The step.</param>
internal sealed record RuleMutant(Rule Rule, string What, Derivation Step);

/// <summary>
/// Mutants of the rules of inference, as what they do to the steps of derivations: the rule is unknown, a premise is not
/// asked for or asked for twice, the conclusion says something else, one word on one side of an equation is another one.
/// </summary>
internal static class RuleMutants
{
    private static readonly EqArray<Func<GroupWord, GroupWord>> Words =
    [
        word => word.Inverted(),
        word => GroupWord.Of(WordTerm.Shift) * word,
        word => GroupWord.Of(WordTerm.Shift).Inverted() * word,
        word => word * GroupWord.Of(WordTerm.Shift),
        word => GroupWord.Of(WordTerm.Turn) * word,
        word => word * GroupWord.Of(WordTerm.Turn),
        word => word.LinearOnly(),
        word => word.TranslationOnly(),
        _ => GroupWord.One,
    ];

    public static IEnumerable<RuleMutant> Of(Derivation step)
    {
        RuleMutant Mutant(string what, Derivation altered) => new(step.Rule, what, altered);
        yield return Mutant("removed", step with { Rule = step.Rule with { Law = "none" } });
        for (var i = 0; i < step.Premises.Count; i++)
        {
            var premises = step.Premises.Items;
            yield return Mutant(
                $"premise {i} forgotten",
                step with
                {
                    Premises = new(premises.RemoveAt(i)),
                }
            );
            yield return Mutant(
                $"premise {i} twice",
                step with
                {
                    Premises = new(premises.Insert(i, premises[i])),
                }
            );
        }
        foreach (var claim in step.Conclusion.Fold(new Altered()))
            yield return Mutant($"concludes {claim}", step with { Conclusion = claim });
    }

    /// <summary>Steps whose conclusion is an equation with one word of one side altered.</summary>
    public static IEnumerable<RuleMutant> OfEquations(Derivation step)
    {
        if (step.Conclusion is not Claim.Equation equation)
            yield break;
        foreach (var right in WithOneWord(equation.Right))
            yield return new(
                step.Rule,
                $"right side {right}",
                step with
                {
                    Conclusion = equation with { Right = right },
                }
            );
        foreach (var left in WithOneWord(equation.Left))
            yield return new(
                step.Rule,
                $"left side {left}",
                step with
                {
                    Conclusion = equation with { Left = left },
                }
            );
    }

    private static IEnumerable<WordTerm> WithOneWord(WordTerm term)
    {
        var count = WordRewriting.Words(term).Count();
        for (var at = 0; at < count; at++)
            foreach (var alter in Words)
            {
                var seen = 0;
                GroupWord Here(GroupWord word) => seen++ == at ? alter(word) : word;
                yield return WordRewriting.Map(
                    term,
                    signal => signal with { At = Here(signal.At) },
                    Here
                );
            }
    }

    private sealed class Altered : IClaimFold<IEnumerable<Claim>>
    {
        private static readonly Rel Unit = new Rel.Unit();

        public IEnumerable<Claim> Position(Claim.Position claim) =>
            [claim with { Site = claim.Site * Unit }, claim with { Site = new Site.Variable("∄") }];

        public IEnumerable<Claim> Relative(Claim.Relative claim) =>
            [
                claim with
                {
                    Rel = new Rel.Inverse(claim.Rel),
                },
                claim with
                {
                    Rel = new Rel.PointPart(claim.Rel),
                },
                claim with
                {
                    Rel = new Rel.TranslationPart(claim.Rel),
                },
                claim with
                {
                    Rel = claim.Rel * claim.Rel,
                },
                claim with
                {
                    Rel = new Rel.Absolute(new Site.Variable("g")),
                },
            ];

        public IEnumerable<Claim> Index(Claim.Index claim) => [claim with { Below = 0 }];

        public IEnumerable<Claim> Value(Claim.Value claim) =>
            [
                claim with
                {
                    Term = claim.Term + claim.Term,
                },
                claim with
                {
                    Term = claim.Term * claim.Term,
                },
                claim with
                {
                    Term = new Term.Pointwise(PointwiseFunction.Relu, claim.Term),
                },
            ];

        public IEnumerable<Claim> Equivariant(Claim.Equivariant claim) =>
            [claim with { Formula = Doubled(claim.Formula) }];

        public IEnumerable<Claim> OnLattice(Claim.OnLattice claim) =>
            [claim with { Formula = Doubled(claim.Formula) }];

        public IEnumerable<Claim> Reading(Claim.Reading claim) =>
            [
                claim with
                {
                    Formula = Doubled(claim.Formula),
                },
                .. Enum.GetValues<Displacement>()
                    .Where(other => !IsReadingAt(claim, other))
                    .Select(other => claim with { Displacement = other }),
                .. WithOneWord(claim.Term)
                    .Where(term => !TermPairsAgree(term, claim.Term))
                    .Select(term => claim with { Term = term }),
            ];

        public IEnumerable<Claim> Equation(Claim.Equation claim) =>
            [
                claim with
                {
                    Right = new WordTerm.Sum([claim.Right, claim.Right]),
                },
                claim with
                {
                    Right = claim.Left,
                },
            ];

        public IEnumerable<Claim> SameElement(Claim.SameElement claim) =>
            Words
                .Select(alter => claim with { Right = alter(claim.Right) })
                .Where(altered => altered.Right.Normalise() != claim.Right.Normalise());

        // An altered word may be the same element of a finite group: what is true is no mutant.
        public IEnumerable<Claim> SameElementIn(Claim.SameElementIn claim) =>
            Words
                .Select(alter => claim with { Right = alter(claim.Right) })
                .Where(altered =>
                    !new TableWords(claim.Group).AreEqual(
                        altered.Right.Normalise(),
                        claim.Right.Normalise()
                    )
                )
                .Append<Claim>(new Claim.SameElement(claim.Left, claim.Right));

        public IEnumerable<Claim> StableWindow(Claim.StableWindow claim)
        {
            var row = Region.Box([.. Enumerable.Repeat(1, claim.Group.Dimension - 1), 3]);
            return [claim with { Window = new(claim.Window.Name, row, row.Points()) }];
        }

        public IEnumerable<Claim> Assumed(Claim.Assumed claim) =>
            [new Claim.Under([claim.Condition], claim)];

        public IEnumerable<Claim> Under(Claim.Under claim) =>
            [claim with { Conditions = [] }, claim.Theorem];

        public IEnumerable<Claim> GroupByGroup(Claim.GroupByGroup claim) =>
            [
                claim with
                {
                    Theorems = [],
                },
                claim with
                {
                    Theorems = [.. claim.Theorems, claim.Theorems[0]],
                },
                claim.Theorems[0],
            ];

        public IEnumerable<Claim> PermutationFibre(Claim.PermutationFibre claim) => [];

        public IEnumerable<Claim> Commutes(Claim.Commutes claim) =>
            [claim with { Op = Blocks.Typed("p4", "relu") }];

        private static Formula Doubled(Formula formula) =>
            formula with
            {
                Body = formula.Body + formula.Body,
            };

        /// <summary>
        /// Whether the term is the formula at other displaced arguments as well, as it is where κ cancels.
        /// </summary>
        private static bool IsReadingAt(Claim.Reading claim, Displacement displacement)
        {
            if (displacement == claim.Displacement)
                return true;
            if (displacement == Displacement.Left || claim.Displacement == Displacement.Left)
                return false;
            var read = WordReading.Of(claim.Formula);
            var turned = WordRewriting.Substitute(
                read.Body,
                read.Positions.ToDictionary(
                    letter => letter,
                    letter => GroupWord.Of(letter) * GroupWord.Of(WordTerm.Turn)
                )
            );
            return TermPairsAgree(turned, read.Body);
        }

        /// <summary>Whether all words agree as normal forms, so that the altered term is the same one.</summary>
        private static bool TermPairsAgree(WordTerm left, WordTerm right) =>
            WordRewriting
                .Words(left)
                .Zip(WordRewriting.Words(right))
                .All(pair => pair.First.Word.Normalise() == pair.Second.Word.Normalise());
    }
}
