using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// What one term is made of. The rest of it (a number, a name, a function, an operation, the kind of a domain) is no part.
/// Collections over terms, substitution and everything that treats most cases alike are written on parts.
/// </summary>
/// <remarks>
/// A new case of <see cref="Term"/> answers, in <see cref="TermWalk"/>, every position, element and index that it reads itself,
/// in order; every term inside of it; and the variable that it binds. The law: <paramref name="Variable"/> is bound in each of
/// <paramref name="Terms"/> and in nothing else of the case. A binder of another form needs parts of another form, not a
/// default.
/// </remarks>
/// <param name="Sites">The positions that it reads itself, not through the terms inside.</param>
/// <param name="Rels">The relative elements that it reads itself.</param>
/// <param name="Channels">The channel indices that it reads itself.</param>
/// <param name="Terms">The terms directly inside.</param>
/// <param name="Variable">The variable that it binds in the terms inside; null when it binds none.</param>
internal readonly record struct TermParts(
    EqArray<Site> Sites,
    EqArray<Rel> Rels,
    EqArray<Channel> Channels,
    EqArray<Term> Terms,
    string? Variable = null
)
{
    /// <summary>Terms alone.</summary>
    public static TermParts Of(EqArray<Term> terms) => new([], [], [], terms);
}
