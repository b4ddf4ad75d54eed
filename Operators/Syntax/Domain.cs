namespace AgeFormal.Operators;

/// <summary>What a reduction ranges over. The bound variable is a site, a relative element or a channel index.</summary>
public abstract record Domain
{
    private Domain() { }

    /// <summary>All positions; binds a site.</summary>
    public sealed record Sites : Domain;

    /// <summary>G; binds a relative element.</summary>
    public sealed record WholeGroup : Domain;

    /// <summary>N, the translations; binds a relative element (n, e).</summary>
    public sealed record Translations : Domain;

    /// <summary>H; binds a relative element (0, k).</summary>
    public sealed record PointElements : Domain;

    /// <summary>Win(S), a finite set of translations; binds a relative element (n, e) with n ∈ S.</summary>
    /// <param name="Name">The name of S, declared beside the formula.</param>
    public sealed record Window(string Name) : Domain;

    /// <summary>
    /// AbsWin(S)@s: the elements r for which s·r has the point part of s and lies at s + S with S not turned by it.
    /// The second escape hatch: it breaks equivariance.
    /// </summary>
    /// <param name="Name">The name of S.</param>
    /// <param name="At">s.</param>
    public sealed record AbsoluteWindow(string Name, Site At) : Domain;

    /// <summary>Ch(n), the indices 0 … n − 1; binds a channel index.</summary>
    /// <param name="Count">n.</param>
    public sealed record Channels(int Count) : Domain;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Sites, T> sites,
        Func<WholeGroup, T> wholeGroup,
        Func<Translations, T> translations,
        Func<PointElements, T> pointElements,
        Func<Window, T> window,
        Func<AbsoluteWindow, T> absoluteWindow,
        Func<Channels, T> channels
    )
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(wholeGroup);
        ArgumentNullException.ThrowIfNull(translations);
        ArgumentNullException.ThrowIfNull(pointElements);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(absoluteWindow);
        ArgumentNullException.ThrowIfNull(channels);
        return this switch
        {
            Sites domain => sites(domain),
            WholeGroup domain => wholeGroup(domain),
            Translations domain => translations(domain),
            PointElements domain => pointElements(domain),
            Window domain => window(domain),
            AbsoluteWindow domain => absoluteWindow(domain),
            Channels domain => channels(domain),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The name of S for Win(S) and AbsWin(S)@s, else null.</summary>
    public string? WindowName => (this as Window)?.Name ?? (this as AbsoluteWindow)?.Name;

    /// <summary>s for AbsWin(S)@s, else null: the position that a domain reads.</summary>
    public Site? Position => (this as AbsoluteWindow)?.At;

    /// <summary>Whether the domain holds every translation: all positions, G, N.</summary>
    public bool IsOverSpace => this is Sites or WholeGroup or Translations;

    /// <inheritdoc/>
    public sealed override string ToString() => TermText.Render(this);
}
