using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether one term is another one with free letters and channel indices replaced, words compared as normal forms.</summary>
internal sealed record TermsUnder(
    ImmutableDictionary<GroupLetter, NormalForm> Words,
    ImmutableDictionary<string, Channel> Channels,
    bool Renames
)
{
    public static TermsUnder Nothing { get; } =
        new(
            ImmutableDictionary<GroupLetter, NormalForm>.Empty,
            ImmutableDictionary<string, Channel>.Empty,
            Renames: false
        );

    /// <summary>Whether the terms differ in bound names alone.</summary>
    public static bool SameUpToNames(WordTerm left, WordTerm right)
    {
        var renaming = Nothing with { Renames = true };
        return renaming.Same(left, right) && renaming.Same(right, left);
    }

    public bool Same(WordTerm left, WordTerm right) =>
        left.Match(
            number: number => number == right,
            signal: a =>
                right is WordTerm.Signal b
                && a.IsTranslated == b.IsTranslated
                && Same(a.Channel, b.Channel)
                && Same(a.At, b.At),
            parameter: a =>
                right is WordTerm.Parameter b
                && a.Name == b.Name
                && a.At.Count == b.At.Count
                && a.Channels.Count == b.Channels.Count
                && a.At.Zip(b.At, Same).All(same => same)
                && a.Channels.Zip(b.Channels, Same).All(same => same),
            pointwise: a =>
                right is WordTerm.Pointwise b
                && a.Function.Equals(b.Function)
                && Same(a.Argument, b.Argument),
            sum: a =>
                right is WordTerm.Sum b
                && a.Terms.Count == b.Terms.Count
                && a.Terms.Zip(b.Terms, Same).All(same => same),
            product: a =>
                right is WordTerm.Product b
                && a.Factors.Count == b.Factors.Count
                && a.Factors.Zip(b.Factors, Same).All(same => same),
            reduce: a =>
                right is WordTerm.Reduce b
                && a.By == b.By
                && a.Over == b.Over
                && (Renames || a.Variable == b.Variable)
                && !Captures(b)
                && Inside(a, b).Same(a.Body, b.Body)
        );

    private bool Same(Channel a, Channel b) =>
        a.Map(at => Channels.GetValueOrDefault(at.Name) ?? at) == b;

    private bool Same(GroupWord a, GroupWord b) =>
        a.Normalise().Substitute(letter => Words.GetValueOrDefault(letter)) == b.Normalise();

    /// <summary>Whether a bound name is one that an image brings in from outside.</summary>
    private bool Captures(WordTerm.Reduce binder) =>
        !Renames
        && (
            Words.Values.Any(word => binder.Letter is { } letter && word.Letters.Contains(letter))
            || Channels.Values.Any(index => FreeNames.Occurs(index, binder.Variable))
        );

    private TermsUnder Inside(WordTerm.Reduce a, WordTerm.Reduce b) =>
        (a.Letter, b.Letter) switch
        {
            ({ } from, { } to) => this with
            {
                Words = Renames ? Words.SetItem(from, NormalForm.Of(to)) : Words.Remove(from),
            },
            _ => this with
            {
                Channels = Renames
                    ? Channels.SetItem(a.Variable, new Channel.Variable(b.Variable))
                    : Channels.Remove(a.Variable),
            },
        };
}
