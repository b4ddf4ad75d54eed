using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Certificates;

/// <summary>
/// Free reduction of group words that lists each instance of a group law it uses, so that congruence closure repeats it.
/// </summary>
/// <remarks>
/// The laws are the ten rules of the completed system of free groups, the homomorphism π_H, π_X a = a·(π_H a)⁻¹ and, when
/// asked for, where the letters lie: π_H n = e and π_H k = k, and that elements of H commute. That N is abelian is not among
/// them. A reduced word is a list of atoms and stands for the product that associates to the right; commuting neighbours
/// are in order.
/// </remarks>
internal sealed class FreeReduction(bool knowsSorts, bool isAbelian)
    : IGroupWordFold<ImmutableList<FreeReduction.Atom>>
{
    private readonly HashSet<(string Left, string Right)> _seen = [];
    private readonly List<(string Left, string Right)> _laws = [];

    /// <summary>x, x⁻¹, π_H x or (π_H x)⁻¹ for a letter x.</summary>
    public sealed record Atom(GroupLetter Letter, bool IsPointPart, bool IsInverse)
    {
        public bool IsAfter(Atom other) => string.CompareOrdinal(Base, other.Base) > 0;

        public string Base => IsPointPart ? PointPart(Symbol(Letter)) : Symbol(Letter);

        public string Text => IsInverse ? Inverted(Base) : Base;

        public Atom Opposite => this with { IsInverse = !IsInverse };
    }

    /// <summary>The instances that were used, as left and right sides, in the order of use.</summary>
    public IReadOnlyList<(string Left, string Right)> Laws => _laws;

    /// <summary>Whether both words have one reduced form.</summary>
    public static bool AreEqual(Obligation obligation, bool knowsSorts)
    {
        var reduction = new FreeReduction(knowsSorts, obligation.InAbelian);
        var (left, right) = (obligation.Words.Left, obligation.Words.Right);
        return left.Fold(reduction).SequenceEqual(right.Fold(reduction));
    }

    /// <summary>A letter as a symbol: one that tells names and sorts apart and is plain ASCII.</summary>
    public static string Symbol(GroupLetter letter)
    {
        var name = string.Concat(
            letter.Name.Select(c =>
                char.IsAsciiLetterOrDigit(c)
                    ? c.ToString()
                    : string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"_{(int)c:x4}"
                    )
            )
        );
        return letter.Sort switch
        {
            LetterSort.Whole => $"g_{name}",
            LetterSort.Translation => $"n_{name}",
            LetterSort.Linear => $"h_{name}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static string Product(string left, string right) => $"(mul {left} {right})";

    public static string Inverted(string operand) => $"(inv {operand})";

    public static string PointPart(string operand) => $"(point {operand})";

    public static string TranslationPart(string operand) => $"(translation {operand})";

    public const string One = "one";

    public ImmutableList<Atom> Letter(GroupLetter letter) => [new(letter, false, false)];

    public ImmutableList<Atom> Identity() => [];

    public ImmutableList<Atom> Product(ImmutableList<Atom> left, ImmutableList<Atom> right)
    {
        if (left.Count == 0)
            return Law(Product(One, Text(right)), Text(right), right);
        if (right.Count == 0)
            return Law(Product(Text(left), One), Text(left), left);
        if (left.Count > 1)
        {
            // (a·l)·r = a·(l·r)
            var (first, rest) = (left[0], left.RemoveAt(0));
            Law(
                Product(Text(left), Text(right)),
                Product(first.Text, Product(Text(rest), Text(right)))
            );
            return Product([first], Product(rest, right));
        }
        if (left[0] != right[0].Opposite)
            return IsOfH(left[0]) && IsOfH(right[0]) && left[0].IsAfter(right[0])
                ? Swapped(left[0], right[0], right.RemoveAt(0))
                : right.Insert(0, left[0]);
        var cancelled = Product(left[0].Text, right[0].Text);
        Law(cancelled, One);
        var remaining = right.RemoveAt(0);
        if (remaining.Count == 0)
            return remaining;
        // a·(a⁻¹·r) = (a·a⁻¹)·r = e·r = r
        Law(Product(cancelled, Text(remaining)), Product(left[0].Text, Text(right)));
        return Law(Product(One, Text(remaining)), Text(remaining), remaining);
    }

    public ImmutableList<Atom> Inverse(ImmutableList<Atom> operand)
    {
        if (operand.Count == 0)
            return Law(Inverted(One), One, operand);
        if (operand.Count == 1)
        {
            ImmutableList<Atom> opposite = [operand[0].Opposite];
            return operand[0].IsInverse
                ? Law(Inverted(Text(operand)), Text(opposite), opposite)
                : opposite;
        }
        // (a·r)⁻¹ = r⁻¹·a⁻¹
        ImmutableList<Atom> first = [operand[0]];
        var rest = operand.RemoveAt(0);
        Law(Inverted(Text(operand)), Product(Inverted(Text(rest)), Inverted(Text(first))));
        return Product(Inverse(rest), Inverse(first));
    }

    public ImmutableList<Atom> LinearPart(ImmutableList<Atom> operand)
    {
        if (operand.Count == 0)
            return Law(PointPart(One), One, operand);
        if (operand.Count == 1)
            return PointPartOf(operand[0]);
        ImmutableList<Atom> first = [operand[0]];
        var rest = operand.RemoveAt(0);
        Law(PointPart(Text(operand)), Product(PointPart(Text(first)), PointPart(Text(rest))));
        return Product(LinearPart(first), LinearPart(rest));
    }

    public ImmutableList<Atom> TranslationPart(ImmutableList<Atom> operand)
    {
        Law(
            TranslationPart(Text(operand)),
            Product(Text(operand), Inverted(PointPart(Text(operand))))
        );
        return Product(operand, Inverse(LinearPart(operand)));
    }

    // Known to lie in an H that is abelian.
    private bool IsOfH(Atom atom) =>
        isAbelian && (atom.IsPointPart || (knowsSorts && atom.Letter.Sort == LetterSort.Linear));

    // a·(b·r) = (a·b)·r = (b·a)·r = b·(a·r)
    private ImmutableList<Atom> Swapped(Atom a, Atom b, ImmutableList<Atom> rest)
    {
        var (before, after) = (Product(a.Text, b.Text), Product(b.Text, a.Text));
        Law(before, after);
        if (rest.Count == 0)
            return [b, a];
        var last = Text(rest);
        Law(Product(before, last), Product(a.Text, Product(b.Text, last)));
        Law(Product(after, last), Product(b.Text, Product(a.Text, last)));
        return Product([b], Product([a], rest));
    }

    private ImmutableList<Atom> PointPartOf(Atom atom)
    {
        if (atom.IsInverse)
        {
            Law(PointPart(atom.Text), Inverted(PointPart(atom.Base)));
            return Inverse(PointPartOf(atom.Opposite));
        }
        ImmutableList<Atom> same = [atom];
        if (atom.IsPointPart || (knowsSorts && atom.Letter.Sort == LetterSort.Linear))
            return Law(PointPart(atom.Text), atom.Text, same);
        return knowsSorts && atom.Letter.Sort == LetterSort.Translation
            ? Law(PointPart(atom.Text), One, [])
            : [atom with { IsPointPart = true }];
    }

    private static string Text(ImmutableList<Atom> atoms) =>
        atoms.Count == 0
            ? One
            : atoms
                .SkipLast(1)
                .Reverse()
                .Aggregate(atoms[^1].Text, (right, atom) => Product(atom.Text, right));

    private ImmutableList<Atom> Law(string left, string right, ImmutableList<Atom> result)
    {
        Law(left, right);
        return result;
    }

    private void Law(string left, string right)
    {
        if (left != right && _seen.Add((left, right)))
            _laws.Add((left, right));
    }
}
