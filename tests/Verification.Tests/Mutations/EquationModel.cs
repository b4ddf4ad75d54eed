using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>
/// An equation of terms over words evaluated on ℤ_3² ⋊ D4 over F_p: free letters are positions, of which H and N take a part.
/// </summary>
internal static class EquationModel
{
    private const int Places = 40;
    private const string Origin = "·";

    /// <summary>Whether both sides agree at random places.</summary>
    public static bool Holds(Claim.Equation equation, EqArray<string> channels)
    {
        GroupLetter[] free =
        [
            .. Free(equation.Left).Concat(Free(equation.Right)).Append(WordTerm.Shift).Distinct(),
        ];
        EqArray<string> sites = [Origin, .. free.Select(Site)];
        var model = FiniteModel.Of(equation.Vocabulary, PointGroups.P4m, 3);
        var meaning = new HashedMeaning(equation.Vocabulary, 11);
        FormulaProgram<FieldElement> Program(WordTerm side) =>
            new(model, meaning, new(sites, channels, Term(side, [])));
        var (left, right) = (Program(equation.Left), Program(equation.Right));
        var (one, other) = (left.NewFrame(), right.NewFrame());
        one.Restart(model.Group.Identity);
        other.Restart(model.Group.Identity);
        var random = new Random(5);
        for (var i = 0; i < Places; i++)
        {
            int[] at =
            [
                .. sites.Select(_ => random.Next(model.Group.Order)),
                .. equation.Vocabulary.OutputChannels.Select(size => random.Next(size)),
            ];
            if (left.Evaluate(one, at) != right.Evaluate(other, at))
                return false;
        }
        return true;
    }

    private static string Site(GroupLetter letter) => $"{letter.Name} of {letter.Sort}";

    private static IEnumerable<GroupLetter> Free(WordTerm term) =>
        term.Match(
            number: _ => [],
            signal: signal => signal.At.Fold(new Letters()),
            parameter: parameter => parameter.At.SelectMany(word => word.Fold(new Letters())),
            pointwise: pointwise => Free(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(Free),
            product: product => product.Factors.SelectMany(Free),
            reduce: reduce => Free(reduce.Body).Where(letter => letter != reduce.Letter)
        );

    private static Term Term(WordTerm term, EqArray<WordTerm.Reduce> around)
    {
        Rel Rel(GroupWord word) => word.Fold(new Reading(around));
        var origin = new Site.Variable(Origin);
        var fromOrigin = new Rel.Inverse(new Rel.Absolute(origin));
        return term.Match(
            number: number => new Term.Constant(number.Value),
            signal: signal => new Term.Signal(
                signal.Channel,
                origin
                    * (
                        fromOrigin
                        * Rel(
                            signal.IsTranslated
                                ? GroupWord.Of(WordTerm.Shift).Inverted() * signal.At
                                : signal.At
                        )
                    )
            ),
            parameter: parameter => new Term.Parameter(
                parameter.Name,
                parameter.At.Select(Rel).ToEqArray(),
                parameter.Channels
            ),
            pointwise: pointwise => new Term.Pointwise(
                pointwise.Function,
                Term(pointwise.Argument, around)
            ),
            sum: sum => new Term.Sum(sum.Terms.Select(part => Term(part, around)).ToEqArray()),
            product: product => new Term.Product(
                product.Factors.Select(part => Term(part, around)).ToEqArray()
            ),
            reduce: reduce =>
                (Term)
                    new Term.Reduce(
                        reduce.By,
                        reduce.Variable,
                        reduce.Over,
                        Term(reduce.Body, [.. around, reduce])
                    )
        );
    }

    private sealed class Reading(EqArray<WordTerm.Reduce> around) : IGroupWordFold<Rel>
    {
        public Rel Letter(GroupLetter letter)
        {
            var binder = around.LastOrDefault(reduce => reduce.Letter == letter);
            if (binder is not null)
                return binder.Over is Domain.Sites
                    ? new Rel.Absolute(new Site.Variable(letter.Name))
                    : new Rel.Variable(letter.Name);
            var free = new Rel.Absolute(new Site.Variable(Site(letter)));
            return letter.Sort switch
            {
                LetterSort.Whole => free,
                LetterSort.Translation => new Rel.TranslationPart(free),
                LetterSort.Linear => new Rel.PointPart(free),
                var unknown => throw new AssertionException($"{unknown} is not a sort"),
            };
        }

        public Rel Product(Rel left, Rel right) => left * right;

        public Rel Inverse(Rel operand) => new Rel.Inverse(operand);

        public Rel Identity() => new Rel.Unit();

        public Rel LinearPart(Rel operand) => new Rel.PointPart(operand);

        public Rel TranslationPart(Rel operand) => new Rel.TranslationPart(operand);
    }

    /// <summary>The letters as written, cancelled or not.</summary>
    private sealed class Letters : IGroupWordFold<IEnumerable<GroupLetter>>
    {
        public IEnumerable<GroupLetter> Letter(GroupLetter letter) => [letter];

        public IEnumerable<GroupLetter> Product(
            IEnumerable<GroupLetter> left,
            IEnumerable<GroupLetter> right
        ) => left.Concat(right);

        public IEnumerable<GroupLetter> Inverse(IEnumerable<GroupLetter> operand) => operand;

        public IEnumerable<GroupLetter> Identity() => [];

        public IEnumerable<GroupLetter> LinearPart(IEnumerable<GroupLetter> operand) => operand;

        public IEnumerable<GroupLetter> TranslationPart(IEnumerable<GroupLetter> operand) =>
            operand;
    }
}
