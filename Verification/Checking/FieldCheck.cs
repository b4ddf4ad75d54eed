using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether a term has the value of another one wherever that one has a value, by the laws of a field with exp, square and √:
/// both are expanded to sums of monomials in numbered atoms with half-integer exponents, and denominators are cleared.
/// </summary>
internal sealed class FieldCheck
{
    /// <summary>No expansion has more monomials than this.</summary>
    private const int Most = 4096;

    // A root of a root of … of a denominator: more rounds of clearing than this are not made.
    private const int Rounds = 8;

    private readonly Dictionary<WordTerm, int> _atoms = [];
    private readonly Dictionary<string, int> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Expansion> _sumOf = [];
    private int _generators;

    private FieldCheck() { }

    /// <summary>Whether right has the value of left wherever left has one.</summary>
    public static bool Follows(WordTerm left, WordTerm right)
    {
        var check = new FieldCheck();
        var (given, taken) = (new Seen(), new Seen());
        return check.Expand(left, given) is { } a
            && check.Expand(right, taken) is { } b
            && check.IsZero(Plus(a, Scaled(b, -1)))
            && check.IsDefined(given, taken);
    }

    // What has a value, is not zero and has a root, where a term has a value.
    private sealed class Seen
    {
        public HashSet<WordTerm> Atoms { get; } = [];

        public HashSet<int> Inverted { get; } = [];

        /// <summary>Factors of what is inverted: a product is not zero where none of them is.</summary>
        public HashSet<int> Nonzero { get; } = [];

        public HashSet<int> Rooted { get; } = [];
    }

    // Built by its constructor alone, so that the key fits.
    private sealed record Monomial(
        int PowerOfPi,
        ImmutableSortedDictionary<int, int> Halves,
        ImmutableSortedDictionary<string, Rational> Exponent
    )
    {
        public static Monomial One { get; } =
            new(
                0,
                ImmutableSortedDictionary<int, int>.Empty,
                ImmutableSortedDictionary<string, Rational>.Empty.WithComparers(
                    StringComparer.Ordinal
                )
            );

        public static Monomial Of(int generator, int halves) =>
            new(0, One.Halves.Add(generator, halves), One.Exponent);

        public string Key { get; } =
            $"π{PowerOfPi}[{string.Join(' ', Halves.Select(pair => $"{pair.Key}^{pair.Value}"))}]e({string.Join(" + ", Exponent.Select(pair => $"{pair.Value}·{pair.Key}"))})";

        public Monomial Inverse() =>
            new(
                -PowerOfPi,
                Halves.ToImmutableSortedDictionary(pair => pair.Key, pair => -pair.Value),
                Exponent.ToImmutableSortedDictionary(
                    pair => pair.Key,
                    pair => -pair.Value,
                    StringComparer.Ordinal
                )
            );

        public static Monomial operator *(Monomial left, Monomial right) =>
            new(
                left.PowerOfPi + right.PowerOfPi,
                right.Halves.Aggregate(
                    left.Halves,
                    (all, pair) =>
                        (all.GetValueOrDefault(pair.Key) + pair.Value) is var sum && sum == 0
                            ? all.Remove(pair.Key)
                            : all.SetItem(pair.Key, sum)
                ),
                right.Exponent.Aggregate(
                    left.Exponent,
                    (all, pair) =>
                        (all.GetValueOrDefault(pair.Key) + pair.Value) is { Sign: not 0 } sum
                            ? all.SetItem(pair.Key, sum)
                            : all.Remove(pair.Key)
                )
            );
    }

    private sealed class Expansion : Dictionary<string, (Monomial Of, Rational Times)>
    {
        public Expansion()
            : base(StringComparer.Ordinal) { }

        public static Expansion Single(Monomial monomial, Rational times)
        {
            var result = new Expansion();
            result.Add(monomial, times);
            return result;
        }

        public void Add(Monomial monomial, Rational times)
        {
            var sum = this.GetValueOrDefault(monomial.Key).Times + times;
            if (sum.Sign == 0)
                Remove(monomial.Key);
            else
                this[monomial.Key] = (monomial, sum);
        }

        public string Text() =>
            string.Join(
                " + ",
                this.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => $"{pair.Value.Times}·{pair.Key}")
            );
    }

    /// <summary>The sum of monomials; null where it has no value or is too large.</summary>
    private Expansion? Expand(WordTerm term, Seen seen)
    {
        Expansion Atom()
        {
            seen.Atoms.Add(term);
            if (!_atoms.TryGetValue(term, out var generator))
                _atoms.Add(term, generator = _generators++);
            return Expansion.Single(Monomial.Of(generator, 2), Rational.One);
        }
        Expansion? Function(WordTerm.Pointwise pointwise)
        {
            var function = pointwise.Function;
            if (!FunctionFacts.IsField(function))
                return Atom();
            if (Expand(pointwise.Argument, seen) is not { } argument)
                return null;
            if (
                ReferenceEquals(function, PointwiseFunction.Reciprocal)
                && pointwise.Argument is WordTerm.Product inverted
            )
                foreach (var factor in inverted.Factors)
                    if (Expand(factor, new Seen()) is { Count: > 1 } part)
                        seen.Nonzero.Add(Generator(part));
            return ReferenceEquals(function, PointwiseFunction.Identity) ? argument
                : ReferenceEquals(function, PointwiseFunction.Square) ? Times(argument, argument)
                : ReferenceEquals(function, PointwiseFunction.Reciprocal) ? Inverse(argument, seen)
                : ReferenceEquals(function, PointwiseFunction.Exp) ? Exponential(argument)
                : Root(argument, seen) is not { } root ? null
                : ReferenceEquals(function, PointwiseFunction.SquareRoot) ? root
                : Inverse(root, seen);
        }
        return term.Match(
            number: number =>
                number.Value.Factor.Sign == 0
                    ? []
                    : Expansion.Single(
                        new(number.Value.PowerOfPi, Monomial.One.Halves, Monomial.One.Exponent),
                        number.Value.Factor
                    ),
            signal: _ => Atom(),
            parameter: _ => Atom(),
            pointwise: Function,
            sum: sum =>
                sum.Terms.Aggregate(
                    (Expansion?)[],
                    (total, part) =>
                        total is null || Expand(part, seen) is not { } next
                            ? null
                            : Plus(total, next)
                ),
            product: product =>
                product.Factors.Aggregate(
                    (Expansion?)Expansion.Single(Monomial.One, Rational.One),
                    (total, part) =>
                        total is null || Expand(part, seen) is not { } next
                            ? null
                            : Times(total, next)
                ),
            reduce: _ => Atom()
        );
    }

    private static Expansion Plus(Expansion left, Expansion right)
    {
        var result = new Expansion();
        foreach (var (monomial, times) in left.Values.Concat(right.Values))
            result.Add(monomial, times);
        return result;
    }

    private static Expansion Scaled(Expansion of, Rational by)
    {
        var result = new Expansion();
        foreach (var (monomial, times) in of.Values)
            result.Add(monomial, times * by);
        return result;
    }

    private Expansion? Times(Expansion? left, Expansion? right)
    {
        if (left is null || right is null || (long)left.Count * right.Count > Most)
            return null;
        var result = new Expansion();
        foreach (var (a, x) in left.Values)
        foreach (var (b, y) in right.Values)
        {
            if (Product(a * b) is not { } product)
                return null;
            foreach (var (monomial, times) in product.Values)
                result.Add(monomial, times * x * y);
            if (result.Count > Most)
                return null;
        }
        return result;
    }

    /// <summary>The monomial, in which whole positive powers of sums are multiplied out.</summary>
    private Expansion? Product(Monomial monomial)
    {
        foreach (var (generator, halves) in monomial.Halves)
            if (halves >= 2 && _sumOf.TryGetValue(generator, out var sum))
            {
                var rest =
                    halves == 2
                        ? monomial.Halves.Remove(generator)
                        : monomial.Halves.SetItem(generator, halves - 2);
                return Times(
                    Expansion.Single(
                        new(monomial.PowerOfPi, rest, monomial.Exponent),
                        Rational.One
                    ),
                    sum
                );
            }
        return Expansion.Single(monomial, Rational.One);
    }

    private Expansion? Inverse(Expansion? of, Seen seen)
    {
        if (of is null || of.Count == 0)
            return null;
        if (of.Count == 1)
        {
            var (monomial, times) = of.Values.First();
            seen.Inverted.UnionWith(monomial.Halves.Keys);
            return Product(monomial.Inverse()) is { } inverse
                ? Scaled(inverse, Rational.One / times)
                : null;
        }
        var generator = Generator(of);
        seen.Inverted.Add(generator);
        return Expansion.Single(Monomial.Of(generator, -2), Rational.One);
    }

    private static Expansion Exponential(Expansion argument) =>
        Expansion.Single(
            new(
                0,
                Monomial.One.Halves,
                argument.Values.Aggregate(
                    Monomial.One.Exponent,
                    (all, part) => all.SetItem(part.Of.Key, part.Times)
                )
            ),
            Rational.One
        );

    private Expansion? Root(Expansion of, Seen seen)
    {
        if (of.Count == 0)
            return of;
        if (of.Count == 1 && of.Values.First() is var (monomial, times) && monomial.PowerOfPi == 0)
        {
            var isNumber = monomial.Halves.Count == 0 && monomial.Exponent.Count == 0;
            if (isNumber && times.SquareRoot() is { } root)
                return Expansion.Single(monomial, root);
            if (times == Rational.One && monomial.Halves.Count == 0 && monomial.Exponent.Count > 0)
                return Expansion.Single(
                    new(
                        0,
                        monomial.Halves,
                        monomial.Exponent.ToImmutableSortedDictionary(
                            pair => pair.Key,
                            pair => pair.Value / 2,
                            StringComparer.Ordinal
                        )
                    ),
                    Rational.One
                );
            if (
                times == Rational.One
                && monomial.Exponent.Count == 0
                && monomial.Halves.Count == 1
                && monomial.Halves.First() is { Key: var atom, Value: 2 }
            )
            {
                seen.Rooted.Add(atom);
                return Expansion.Single(Monomial.Of(atom, 1), Rational.One);
            }
        }
        var generator = Generator(of);
        seen.Rooted.Add(generator);
        return Expansion.Single(Monomial.Of(generator, 1), Rational.One);
    }

    private int Generator(Expansion of)
    {
        var text = of.Text();
        if (_sums.TryGetValue(text, out var generator))
            return generator;
        _sums.Add(text, generator = _generators++);
        _sumOf.Add(generator, of);
        return generator;
    }

    /// <summary>Whether the sum is 0 after multiplication by every sum that it is divided by.</summary>
    private bool IsZero(Expansion of)
    {
        var current = of;
        for (var round = 0; round < Rounds && current.Count > 0; round++)
        {
            var denominators = Monomial.One;
            foreach (var (monomial, _) in current.Values)
            foreach (var (generator, halves) in monomial.Halves)
                if (_sumOf.ContainsKey(generator) && halves < 0)
                {
                    var whole = (1 - halves) / 2 * 2;
                    if (denominators.Halves.GetValueOrDefault(generator) < whole)
                        denominators = new(
                            0,
                            denominators.Halves.SetItem(generator, whole),
                            denominators.Exponent
                        );
                }
            if (denominators.Halves.Count == 0)
                return false;
            var cleared = new Expansion();
            foreach (var (monomial, times) in current.Values)
            {
                if (Product(denominators * monomial) is not { } product)
                    return false;
                cleared = Plus(cleared, Scaled(product, times));
                if (cleared.Count > Most)
                    return false;
            }
            current = cleared;
        }
        return current.Count == 0;
    }

    /// <summary>Whether all that the right side reads, divides by and takes the root of is fit for it where the left side has a value.</summary>
    private bool IsDefined(Seen left, Seen right) =>
        right.Atoms.All(atom => left.Atoms.Contains(atom) || FunctionFacts.IsTotal(atom))
        && right.Rooted.All(left.Rooted.Contains)
        && right.Inverted.All(generator =>
            left.Inverted.Contains(generator)
            || left.Nonzero.Contains(generator)
            || left.Inverted.Any(known =>
                _sumOf.TryGetValue(known, out var sum) && Divides(generator, sum)
            )
        );

    /// <summary>Whether a sum is a multiple of a generator by a monomial, so that the generator is not zero where the sum is not.</summary>
    private bool Divides(int generator, Expansion sum)
    {
        if (!_sumOf.TryGetValue(generator, out var divisor))
            return sum.Values.All(part => part.Of.Halves.GetValueOrDefault(generator) > 0);
        var (first, coefficient) = divisor.Values.First();
        return sum.Values.Any(part =>
            Times(Expansion.Single(part.Of * first.Inverse(), part.Times / coefficient), divisor)
                is { } product
            && Plus(product, Scaled(sum, -1)).Count == 0
        );
    }
}
