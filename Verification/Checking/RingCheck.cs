using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether two terms are one polynomial in their atoms, and the right one reads nothing new that may lack a value: both are
/// expanded by numbered atoms.
/// </summary>
internal sealed class RingCheck
{
    /// <summary>No expansion has more monomials than this.</summary>
    private const int Most = 4096;

    private readonly Dictionary<WordTerm, int> _atoms = [];
    private bool _isTooLarge;

    private RingCheck() { }

    /// <summary>Whether right has the value of left wherever left has one, for every φ.</summary>
    public static bool Follows(WordTerm left, WordTerm right)
    {
        var check = new RingCheck();
        var a = check.Expand(left);
        var known = check._atoms.Count;
        var b = check.Expand(right);
        return !check._isTooLarge
            && check._atoms.All(atom => atom.Value < known || FunctionFacts.IsTotal(atom.Key))
            && a.Count == b.Count
            && a.All(pair => b.TryGetValue(pair.Key, out var value) && value == pair.Value);
    }

    private Dictionary<string, Rational> Expand(WordTerm term)
    {
        Dictionary<string, Rational> Atom()
        {
            _atoms.TryAdd(term, _atoms.Count);
            return new() { [Key(0, [_atoms[term]])] = Rational.One };
        }
        return term.Match(
            number: number =>
                number.Value.Factor.Sign == 0
                    ? []
                    : new() { [Key(number.Value.PowerOfPi, [])] = number.Value.Factor },
            signal: _ => Atom(),
            parameter: _ => Atom(),
            pointwise: _ => Atom(),
            sum: sum =>
                sum.Terms.Select(Expand).Aggregate(new Dictionary<string, Rational>(), Plus),
            product: product =>
                product
                    .Factors.Select(Expand)
                    .Aggregate(
                        new Dictionary<string, Rational> { [Key(0, [])] = Rational.One },
                        Times
                    ),
            reduce: _ => Atom()
        );
    }

    private static Dictionary<string, Rational> Plus(
        Dictionary<string, Rational> left,
        Dictionary<string, Rational> right
    )
    {
        var result = new Dictionary<string, Rational>(left, StringComparer.Ordinal);
        foreach (var (key, value) in right)
            Add(result, key, value);
        return result;
    }

    private Dictionary<string, Rational> Times(
        Dictionary<string, Rational> left,
        Dictionary<string, Rational> right
    )
    {
        var result = new Dictionary<string, Rational>(StringComparer.Ordinal);
        _isTooLarge |= (long)left.Count * right.Count > Most;
        if (_isTooLarge)
            return result;
        foreach (var (a, x) in left)
        foreach (var (b, y) in right)
        {
            var (first, second) = (Parse(a), Parse(b));
            Add(result, Key(first[0] + second[0], [.. first[1..], .. second[1..]]), x * y);
        }
        return result;
    }

    private static void Add(Dictionary<string, Rational> to, string key, Rational value)
    {
        var sum = to.GetValueOrDefault(key) + value;
        if (sum.Sign == 0)
            to.Remove(key);
        else
            to[key] = sum;
    }

    private static string Key(int powerOfPi, int[] atoms) =>
        string.Join(' ', atoms.Order().Prepend(powerOfPi));

    private static int[] Parse(string key) =>
        [
            .. key.Split(' ')
                .Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)),
        ];
}
