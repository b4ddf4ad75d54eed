using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Equivariance where what is absolute cancels: both sides are simplified by the laws of terms to one normal form, up to the
/// order of summands and factors and to what the shift proof does to words and bound variables.
/// </summary>
internal static class LawProof
{
    // Orders of equal-looking summands and factors that are tried.
    private const int Orders = 24;

    /// <summary>The first set of laws that proves it; null with the bound that was spent, if one was.</summary>
    public static (Derivation? Proof, string? Bound) Equivariance(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        string? bound = null;
        var stuck = new HashSet<(WordTerm, WordTerm)>();
        foreach (var laws in Enum.GetValues<LawSet>())
        {
            if (!IsOfUse(laws, scoped.Formula.Body))
                continue;
            try
            {
                if (By(laws, scoped, assumptions, stuck, cancellation) is { } proof)
                    return (proof, null);
            }
            catch (LawBoundException spent)
            {
                bound ??= spent.Bound;
            }
            catch (NestingException)
            {
                bound ??= "the depth of nested terms";
            }
        }
        return (null, bound);
    }

    private static bool IsOfUse(LawSet laws, Term body) =>
        laws switch
        {
            LawSet.Ring => true,
            LawSet.Functions or LawSet.Exponentials => FormulaContents.NamesFunctions(body),
            LawSet.Channels => FormulaContents.ReducesChannels(body),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // The ends that earlier laws came to are not tried again.
    private static Derivation? By(
        LawSet laws,
        Scoped scoped,
        EqArray<Condition> assumptions,
        HashSet<(WordTerm, WordTerm)> stuck,
        CancellationToken cancellation
    )
    {
        var vocabulary = scoped.Vocabulary;
        var (chain, body, _) = EquationChain.Shifted(scoped, assumptions);
        chain.MoveSites(body);
        chain.ReadTranslated();
        foreach (var step in Steps(chain.Current, vocabulary, laws, cancellation))
            chain.Rewrite(step.Rule, step.After);
        var back = Steps(body, vocabulary, laws, cancellation);
        var end = back.Count == 0 ? body : back[^1].After;
        return
            stuck.Add((chain.Current, end))
            && Met(chain, end, assumptions, vocabulary, cancellation) is { } met
            ? chain.ConcludeFrom([.. back, .. met], body, Rules.UniformShift, scoped.Equivariance)
            : null;
    }

    /// <summary>What atoms read of their words, names by height, then the laws.</summary>
    private static EqArray<TermStep> Steps(
        WordTerm term,
        Vocabulary vocabulary,
        LawSet laws,
        CancellationToken cancellation
    )
    {
        var steps = new List<TermStep>();
        var current = term;
        void Rewrite(Rule rule, WordTerm next)
        {
            if (next != current)
                steps.Add(new(rule, current, next));
            current = next;
        }
        Rewrite(Rules.ParameterAxis, WordParts.OfParameters(current, vocabulary));
        if (vocabulary.InputFibre == Fibre.Trivial)
            Rewrite(Rules.SignalOnLattice, WordParts.OfSignals(current));
        Rewrite(Rules.Renaming, BoundVariables.ByHeight(current));
        return [.. steps, .. LawSimplification.Steps(current, laws, cancellation)];
    }

    /// <summary>
    /// Rewrites the end of the chain to that of the other side by words and changes of variables; the steps of the other side to
    /// where they meet, or null.
    /// </summary>
    private static IReadOnlyList<TermStep>? Met(
        EquationChain chain,
        WordTerm end,
        EqArray<Condition> assumptions,
        Vocabulary vocabulary,
        CancellationToken cancellation
    )
    {
        if (chain.Current == end)
            return [];
        var keys = new TermKeys();
        var from = Distinct(chain.Current);
        var isAlike =
            keys.Shape(chain.Current) == keys.Shape(end) && !IsHopeless(chain.Current, end);
        foreach (
            var alignment in isAlike ? TermAlignment.Of(end, chain.Current, keys).Take(Orders) : []
        )
        {
            var aligned = alignment.Of(end);
            var target = Distinct(aligned);
            if (Reach(chain, from, target, assumptions, vocabulary, cancellation))
                return
                [
                    .. alignment.Steps(end, whole => whole),
                    new(Rules.Renaming, aligned, target),
                ];
        }
        return ByElements(chain, end, assumptions, vocabulary, cancellation) ? [] : null;
    }

    // Where H is named, both ends are written out for each of its elements.
    private static bool ByElements(
        EquationChain chain,
        WordTerm end,
        EqArray<Condition> assumptions,
        Vocabulary vocabulary,
        CancellationToken cancellation
    )
    {
        if (!assumptions.Contains(new Condition.NamedGroup(vocabulary.Group)))
            return false;
        var used = ExpandedShift.Usable(assumptions);
        if (!new CaseMatching(vocabulary, used, cancellation).AreSame(chain.Current, end))
            return false;
        chain.Rewrite(Rules.ExpansionOverH, end, used.Select(EquationChain.Assume).ToEqArray());
        return true;
    }

    // A position that is read absolutely, and bound by nothing, has ḡ on one side alone.
    private static bool IsHopeless(WordTerm left, WordTerm right) =>
        !WordRewriting.Reductions(right).Any()
        && WordRewriting
            .Words(left)
            .Any(at => at.Word.Normalise().Letters.Contains(WordTerm.Shift));

    private static bool Reach(
        EquationChain chain,
        WordTerm from,
        WordTerm target,
        EqArray<Condition> assumptions,
        Vocabulary vocabulary,
        CancellationToken cancellation
    )
    {
        var search = new VariableChange(new WordEquality(vocabulary, assumptions), assumptions);
        var changes = search.Steps(from, target, cancellation);
        if (changes is null && assumptions.Count == 0)
            return false;
        var trial = chain.Copy();
        trial.Rewrite(Rules.Renaming, from);
        foreach (var change in changes ?? [])
            if (change.Over is Domain.Window window)
                trial.Rewrite(
                    Rules.TurnedWindow,
                    change.Next,
                    [EquationChain.Assume(new Condition.StableWindow(window.Name))]
                );
            else
                trial.Rewrite(Rules.ChangeOfVariable, change.Next);
        if (changes is null)
            ShiftReindexing.Apply(trial, target, [], assumptions, cancellation);
        if (trial.Replace(target) is not null)
            return false;
        chain.Become(trial);
        return true;
    }

    private static WordTerm Distinct(WordTerm term)
    {
        var names = 0;
        return In(term);

        WordTerm In(WordTerm part) =>
            part.MapChildren(In) is var inside && inside is WordTerm.Reduce reduce
                ? BoundVariables.Renamed(reduce, $"#v{++names}")
                : inside;
    }
}
