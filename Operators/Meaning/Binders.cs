using System.Runtime.CompilerServices;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// Formulas written with the binders of C#: <c>Sum(H, k => Sum(Window(S), n => f[c](g * n * k) * psi(k, n)[o, c]))</c>. A
/// variable has the name of its lambda's parameter, primed where a binder inside would capture it.
/// </summary>
internal static class Binders
{
    public static readonly Domain H = new Domain.PointElements();
    public static readonly Domain N = new Domain.Translations();

    /// <summary>f.</summary>
    public static readonly InputSignal f = new();

    public static Domain Window(string name) => new Domain.Window(name);

    /// <summary>λ(g; o). t.</summary>
    public static Formula Layer(
        Func<Site, Channel, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    )
    {
        var names = written[..written.IndexOf("=>", StringComparison.Ordinal)]
            .Split(['(', ',', ')', ' '], StringSplitOptions.RemoveEmptyEntries);
        Term At(string site, string channel) => body(new Site.Variable(site), channel);
        var (position, _) = Free(names[0], name => At(name, names[1]));
        var (index, term) = Free(names[1], name => At(position, name));
        return new([position], [index], term);
    }

    /// <summary>Σ_{v∈D} t.</summary>
    public static Term Sum(
        Domain over,
        Func<Rel, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) => Reduce(Reduction.Sum, over, body, written);

    /// <summary>Σ_{k∈H} t of a signal on the group; t without k of one on the lattice.</summary>
    public static Term SumOverH(
        FieldType input,
        Func<Rel?, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) => input.Fibre == Fibre.Regular ? Sum(H, body, written) : body(null);

    /// <summary>Σ_{c∈Ch(n)} t.</summary>
    public static Term Sum(
        int channels,
        Func<Channel, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) => Reduce(Reduction.Sum, channels, body, written);

    /// <summary>Red_{v∈D} t.</summary>
    public static Term Reduce(
        Reduction by,
        Domain over,
        Func<Rel, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) =>
        Bound(
            written,
            name => body(new Rel.Variable(name)),
            (name, term) => new Term.Reduce(by, name, over, term)
        );

    /// <summary>Red_{c∈Ch(n)} t.</summary>
    public static Term Reduce(
        Reduction by,
        int channels,
        Func<Channel, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) =>
        Bound(
            written,
            name => body(name),
            (name, term) => new Term.Reduce(by, name, new Domain.Channels(channels), term)
        );

    /// <summary>t[v := s].</summary>
    public static Term Sampled(
        Site at,
        Func<Site, Term> body,
        [CallerArgumentExpression(nameof(body))] string written = ""
    ) =>
        Bound(
            written,
            name => body(new Site.Variable(name)),
            (name, term) => new Term.Sampled(name, at, term)
        );

    /// <summary>i.</summary>
    public static Channel Literal(int index) => new Channel.Literal(index);

    /// <summary>φ(t).</summary>
    public static Term Apply(PointwiseFunction function, Term argument) =>
        new Term.Pointwise(function, argument);

    /// <summary>s·r…, without the elements that there are not on the lattice.</summary>
    public static Site Moved(Site at, params ReadOnlySpan<Rel?> by)
    {
        foreach (var rel in by)
            at = rel is null ? at : at * rel;
        return at;
    }

    private static Term Bound(
        string written,
        Func<string, Term> body,
        Func<string, Term, Term> bind
    )
    {
        var (name, term) = Free(
            written[..written.IndexOf("=>", StringComparison.Ordinal)].Trim(),
            body
        );
        return bind(name, term);
    }

    // The body at a name that nothing else has shows the binders around the occurrences of the variable. A body is made once
    // where no binder inside has its name: binders nest, and each further time would double those inside.
    private static (string Name, Term Body) Free(string wanted, Func<string, Term> body)
    {
        var term = body(wanted);
        if (!term.Descendants().Any(part => Binds(part, wanted)))
            return (wanted, term);
        var marker = "•";
        while (FreeVariables.Of(term).Contains(marker))
            marker += "•";
        var marked = body(marker);
        var name = wanted;
        while (
            marked
                .Descendants()
                .Any(part => Binds(part, name) && FreeVariables.Of(part).Contains(marker))
        )
            name += "′";
        return (name, name == wanted ? term : body(name));
    }

    private static bool Binds(Term term, string name) => term.Parts().Variable == name;

    /// <summary>The input signal: <c>f[c](s)</c>.</summary>
    public sealed class InputSignal
    {
        public Func<Site, Term> this[Channel channel] => at => new Term.Signal(channel, at);
    }

    /// <summary>A parameter W: <c>W(r, …)[c, …]</c>, without the elements that there are not on the lattice.</summary>
    public delegate Applied Weight(params ReadOnlySpan<Rel?> at);

    public static Weight Parameter(string name) =>
        at => new(name, at.ToArray().OfType<Rel>().ToEqArray());

    /// <summary>A parameter at its elements, which waits for its channel indices.</summary>
    public sealed record Applied(string Name, EqArray<Rel> At)
    {
        public Term this[params ReadOnlySpan<Channel> channels] =>
            new Term.Parameter(Name, At, EqArray.Create(channels));
    }
}
