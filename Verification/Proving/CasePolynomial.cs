using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>A factor of a monomial in a case, with a key that equal factors share.</summary>
internal abstract record CaseAtom(int Key)
{
    /// <summary>πⁿ.</summary>
    public sealed record Pi(int Power) : CaseAtom(HashCode.Combine(0, Power));

    /// <summary>f_c(x, h); h is −1 for a signal on the lattice.</summary>
    public sealed record Signal(string Channel, CaseTranslation At, int Linear)
        : CaseAtom(HashCode.Combine(1, Channel, At, Linear));

    /// <summary>W(…; c…).</summary>
    public sealed record Parameter(string Name, EqArray<string> Channels, CaseArgument[] At)
        : CaseAtom(
            At.Aggregate(
                HashCode.Combine(2, Name, Channels),
                (key, argument) => HashCode.Combine(key, argument.Key)
            )
        );

    /// <summary>φ(t).</summary>
    public sealed record Function(PointwiseFunction Of, CasePolynomial Argument)
        : CaseAtom(HashCode.Combine(3, Of.Name, Argument.Key));

    /// <summary>The largest or the smallest of several values.</summary>
    public sealed record Extreme(Reduction By, CasePolynomial[] Values)
        : CaseAtom(HashCode.Combine(4, By));

    /// <summary>A reduction that is not written out.</summary>
    public sealed record Bound(CaseBinder Binder)
        : CaseAtom(HashCode.Combine(5, Binder.By, Binder.Over));

    /// <summary>A sum as a factor.</summary>
    public sealed record Whole(CasePolynomial Sum) : CaseAtom(HashCode.Combine(6, Sum.Key));
}

/// <summary>What an axis reads of an argument.</summary>
/// <param name="At">x on an axis over a window; null on one over H.</param>
/// <param name="Linear">h on an axis over H.</param>
/// <param name="Turns">Whether the axis does not tell x from h ▹ x.</param>
internal sealed record CaseArgument(CaseTranslation? At, int Linear, bool Turns)
{
    /// <summary>A number that equal arguments share.</summary>
    public int Key => Turns ? 0 : HashCode.Combine(At, Linear);
}

/// <summary>Red_{v ∈ D} t for an infinite D, a window that is left open, or channels.</summary>
/// <param name="By">The operation.</param>
/// <param name="Over">D: N, an open window or channels.</param>
/// <param name="Variable">v.</param>
/// <param name="Letter">v as a letter; null for a channel index.</param>
/// <param name="Linear">The linear part of v.</param>
/// <param name="Body">t.</param>
/// <param name="Scope">What is known around.</param>
internal sealed record CaseBinder(
    Reduction By,
    Domain Over,
    string Variable,
    GroupLetter? Letter,
    int Linear,
    WordTerm Body,
    CaseScope Scope
);

/// <summary>c · a · ….</summary>
/// <param name="Coefficient">c.</param>
/// <param name="Atoms">The factors.</param>
internal sealed record CaseMonomial(Rational Coefficient, CaseAtom[] Atoms)
{
    /// <summary>A number that monomials with equal factors share.</summary>
    public int Key { get; } = Atoms.Aggregate(Atoms.Length, (key, atom) => key + atom.Key);
}

/// <summary>A sum of monomials, no two with the same factors, none with coefficient 0.</summary>
/// <param name="Monomials">The summands.</param>
internal sealed record CasePolynomial(CaseMonomial[] Monomials)
{
    /// <summary>A number that equal sums share.</summary>
    public int Key { get; } =
        Monomials.Aggregate(
            0,
            (key, monomial) => key + HashCode.Combine(monomial.Key, monomial.Coefficient)
        );
}
