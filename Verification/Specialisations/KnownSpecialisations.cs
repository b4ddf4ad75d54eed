using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Published operators as special cases of others. Channel counts are small; no step of the proofs depends on them.
/// Romero et al. 2020, section 4: visual attention as a special case of attentive group convolution.
/// </summary>
public static class KnownSpecialisations
{
    /// <summary>Squeeze-and-excitation: weights constant on H, none for the maximum, no spatial attention (σ(0) = 1/2), ψ = 2δ.</summary>
    public static Specialisation SqueezeExcitation { get; } =
        Of(
            "attentive",
            "squeeze-excitation",
            "W1(k; j, c) := V1(j, c)",
            "W2(k; c, j) := V2(c, j)",
            "M1(k; j, c) := 0",
            "M2(k; c, j) := 0",
            "K(k, n; p) := 0",
            "psi(k, n; o, c) := 2 [k = e] [n = e] [o = c]"
        );

    /// <summary>CBAM on the plane: one perceptron for mean and maximum, a spatial kernel at k = e, ψ = δ.</summary>
    public static Specialisation Cbam { get; } =
        Of(
            "attentive-on-the-lattice",
            "cbam",
            "W1(k; j, c) := V1(j, c)",
            "W2(k; c, j) := V2(c, j)",
            "M1(k; j, c) := V1(j, c)",
            "M2(k; c, j) := V2(c, j)",
            "K(k, n; p) := V(n; p)",
            "psi(k, n; o, c) := 1 [k = e] [n = e] [o = c]"
        );

    /// <summary>Group convolution: no attention at all, α = σ(0)² = 1/4.</summary>
    public static Specialisation GroupConvolution { get; } =
        Of(
            "attentive",
            "group-convolution",
            "W1(k; j, c) := 0",
            "M1(k; j, c) := 0",
            "W2(k; c, j) := 0",
            "M2(k; c, j) := 0",
            "K(k, n; p) := 0",
            "psi(k, n; o, c) := 4·weight(k, n; o, c)"
        );

    /// <summary>The paper's own channel attention, in which mean and maximum share their weights.</summary>
    public static Specialisation SharedWeights { get; } =
        Of(
            "attentive",
            "shared-weights",
            "W1(k; j, c) := V1(k; j, c)",
            "M1(k; j, c) := V1(k; j, c)",
            "W2(k; c, j) := V2(k; c, j)",
            "M2(k; c, j) := V2(k; c, j)",
            "K(k, n; p) := V(k, n; p)",
            "psi(k, n; o, c) := weight(k, n; o, c)"
        );

    /// <summary>Non-local attention: group self-attention without position encoding.</summary>
    public static Specialisation NonLocal { get; } =
        Of(
            "group-self-attention",
            "non-local",
            "Q(o, c) := Theta(o, c)",
            "K(o, c) := Phi(o, c)",
            "V(o, c) := G1(o, c)",
            "rho(k, n; o) := 0"
        );

    /// <summary>All of them.</summary>
    public static EqArray<Specialisation> All { get; } =
    [SqueezeExcitation, Cbam, GroupConvolution, SharedWeights, NonLocal];

    /// <summary>The one whose special design has a name, in any case.</summary>
    /// <exception cref="SpecialisationException">There is none.</exception>
    public static Specialisation Parse(string name) =>
        All.FirstOrDefault(known =>
            string.Equals(known.Special.Name, name, StringComparison.OrdinalIgnoreCase)
        )
        ?? throw new SpecialisationException(
            Excerpt.Of(name ?? "null"),
            $"no known specialisation has this name, expected one of {string.Join(", ", Names)}{(NearestName.Among(Names, name ?? "") is { } nearest ? $"; did you mean '{nearest}'?" : "")}"
        );

    private static IEnumerable<string> Names => All.Select(known => known.Special.Name);

    private static Specialisation Of(string general, string special, params string[] where) =>
        Specialisation.Parse(Read(general), Read(special), [.. where]);

    private static Design Read(string name)
    {
        using var stream =
            typeof(KnownSpecialisations).Assembly.GetManifestResourceStream($"{name}.design")
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream);
        return DesignParser.Parse(reader.ReadToEnd(), $"{name}.design");
    }
}
