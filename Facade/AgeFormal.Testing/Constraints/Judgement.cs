namespace AgeFormal.Testing.Constraints;

/// <summary>What a constraint finds of its subject. Undecided is neither success nor the negation of it.</summary>
internal abstract record Judgement
{
    private Judgement() { }

    /// <summary>The property holds.</summary>
    /// <param name="Text">How it is known.</param>
    public sealed record Holds(string Text) : Judgement;

    /// <summary>The property is shown not to hold.</summary>
    /// <param name="Text">Why, in one sentence.</param>
    /// <param name="Details">The case in full; empty for none.</param>
    public sealed record Fails(string Text, string Details = "") : Judgement;

    /// <summary>Neither.</summary>
    /// <param name="Text">Where it is stuck.</param>
    public sealed record Undecided(string Text) : Judgement;

    public T Match<T>(Func<Holds, T> holds, Func<Fails, T> fails, Func<Undecided, T> undecided) =>
        this switch
        {
            Holds judgement => holds(judgement),
            Fails judgement => fails(judgement),
            Undecided judgement => undecided(judgement),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Both: this one when it does not hold, else the next, and how both are known.</summary>
    public Judgement And(Func<Judgement> next) =>
        Match(
            holds: first =>
                next()
                    .Match<Judgement>(
                        holds: second => new Holds($"{first.Text}; {second.Text}"),
                        fails: fails => fails,
                        undecided: undecided => undecided
                    ),
            fails: fails => fails,
            undecided: undecided => undecided
        );

    /// <summary>The sentence, as messages show it.</summary>
    public sealed override string ToString() =>
        Match(
            holds: holds => holds.Text,
            fails: fails => fails.Text,
            undecided: undecided => undecided.Text
        );
}
