using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Published operators as special cases of others. Channel counts are small; no step of the proofs depends on them.
/// Romero et al. 2020, section 4: visual attention as a special case of attentive group convolution.
/// </summary>
public static class KnownSpecialisations
{
    private static readonly Term Zero = new Term.Constant(0);

    /// <summary>Squeeze-and-excitation: weights constant on H, none for the maximum, no spatial attention (σ(0) = 1/2), ψ = 2δ.</summary>
    public static Specialisation SqueezeExcitation { get; } =
        new(
            Read("attentive"),
            Read("squeeze-excitation"),
            [
                .. Perceptron("W1", "W2", "V1", "V2"),
                Of("M1", ["k"], ["j", "c"], Zero),
                Of("M2", ["k"], ["c", "j"], Zero),
                Of("K", ["k", "n"], ["p"], Zero),
                UnitKernel(2),
            ]
        );

    /// <summary>CBAM on the plane: one perceptron for mean and maximum, a spatial kernel at k = e, ψ = δ.</summary>
    public static Specialisation Cbam { get; } =
        new(
            Read("attentive-on-the-lattice"),
            Read("cbam"),
            [
                .. Perceptron("W1", "W2", "V1", "V2"),
                .. Perceptron("M1", "M2", "V1", "V2"),
                Of("K", ["k", "n"], ["p"], Parameter("V", ["n"], ["p"])),
                UnitKernel(1),
            ]
        );

    /// <summary>Group convolution: no attention at all, α = σ(0)² = 1/4.</summary>
    public static Specialisation GroupConvolution { get; } =
        new(
            Read("attentive"),
            Read("group-convolution"),
            [
                .. Vanishing(),
                Of("K", ["k", "n"], ["p"], Zero),
                Of(
                    "psi",
                    ["k", "n"],
                    ["o", "c"],
                    new Term.Constant(4) * Parameter("weight", ["k", "n"], ["o", "c"])
                ),
            ]
        );

    /// <summary>The paper's own channel attention, in which mean and maximum share their weights.</summary>
    public static Specialisation SharedWeights { get; } =
        new(
            Read("attentive"),
            Read("shared-weights"),
            [
                Of("W1", ["k"], ["j", "c"], Parameter("V1", ["k"], ["j", "c"])),
                Of("M1", ["k"], ["j", "c"], Parameter("V1", ["k"], ["j", "c"])),
                Of("W2", ["k"], ["c", "j"], Parameter("V2", ["k"], ["c", "j"])),
                Of("M2", ["k"], ["c", "j"], Parameter("V2", ["k"], ["c", "j"])),
                Of("K", ["k", "n"], ["p"], Parameter("V", ["k", "n"], ["p"])),
                Of("psi", ["k", "n"], ["o", "c"], Parameter("weight", ["k", "n"], ["o", "c"])),
            ]
        );

    /// <summary>Non-local attention: group self-attention without position encoding.</summary>
    public static Specialisation NonLocal { get; } =
        new(
            Read("group-self-attention"),
            Read("non-local"),
            [
                Of("Q", [], ["o", "c"], Parameter("Theta", [], ["o", "c"])),
                Of("K", [], ["o", "c"], Parameter("Phi", [], ["o", "c"])),
                Of("V", [], ["o", "c"], Parameter("G1", [], ["o", "c"])),
                Of("rho", ["k", "n"], ["o"], Zero),
            ]
        );

    /// <summary>All of them.</summary>
    public static EqArray<Specialisation> All { get; } =
    [SqueezeExcitation, Cbam, GroupConvolution, SharedWeights, NonLocal];

    /// <summary>First(k; j, c) := V1(j, c), Second(k; c, j) := V2(c, j).</summary>
    private static Replacement[] Perceptron(
        string first,
        string second,
        string hidden,
        string output
    ) =>
        [
            Of(first, ["k"], ["j", "c"], Parameter(hidden, [], ["j", "c"])),
            Of(second, ["k"], ["c", "j"], Parameter(output, [], ["c", "j"])),
        ];

    private static Replacement[] Vanishing() =>
        [
            Of("W1", ["k"], ["j", "c"], Zero),
            Of("M1", ["k"], ["j", "c"], Zero),
            Of("W2", ["k"], ["c", "j"], Zero),
            Of("M2", ["k"], ["c", "j"], Zero),
        ];

    /// <summary>ψ(k, n; o, c) := q [k = e] [n = e] [o = c].</summary>
    private static Replacement UnitKernel(int factor) =>
        Of("psi", ["k", "n"], ["o", "c"], new Term.Constant(factor)) with
        {
            Units = ["k", "n"],
            Equal = [("o", "c")],
        };

    private static Replacement Of(
        string parameter,
        EqArray<string> elements,
        EqArray<string> channels,
        Term value
    ) => new(parameter, elements, channels, value);

    private static Term.Parameter Parameter(
        string name,
        EqArray<string> elements,
        EqArray<string> channels
    ) =>
        new(
            name,
            elements.Select(element => (Rel)new Rel.Variable(element)).ToEqArray(),
            channels.Select(channel => (Channel)channel).ToEqArray()
        );

    private static Design Read(string name)
    {
        using var stream =
            typeof(KnownSpecialisations).Assembly.GetManifestResourceStream($"{name}.design")
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream);
        return DesignParser.Parse(reader.ReadToEnd(), $"{name}.design");
    }
}
