using System.Collections.Frozen;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Zoo;

/// <summary>
/// The verdicts, by hand. A design outside of the families <c>conditional</c> and <c>broken</c> is equivariant: it reads
/// the signal at g·r with r independent of g, or the absolute positions in it cancel.
/// </summary>
internal static class KnownVerdicts
{
    private static readonly FrozenDictionary<string, EqArray<Condition>> Conditional =
        new Dictionary<string, EqArray<Condition>>
        {
            // With h̄ on the left, h̃·h⁻¹ becomes h̄·h̃·h⁻¹·h̄⁻¹: the same for all h̄ when H is abelian.
            ["order-of-h-swapped"] = [new Condition.AbelianPointGroup()],
            ["order-of-h-swapped-over-positions"] = [new Condition.AbelianPointGroup()],
            ["conjugated-kernel"] = [new Condition.AbelianPointGroup()],
            ["roll-on-the-left-abelian"] = [new Condition.AbelianPointGroup()],
            ["commutator-gain"] = [new Condition.AbelianPointGroup()],
            ["attention-with-swapped-h-encoding"] = [new Condition.AbelianPointGroup()],
            ["channel-attention-with-swapped-h"] = [new Condition.AbelianPointGroup()],
            // AbsWin(S)@g is h⁻¹ ▹ S, which is S.
            ["grid-max-pooling"] = [new Condition.StableWindow("S")],
            ["grid-average-pooling"] = [new Condition.StableWindow("S")],
            ["hexagonal-grid-max-pooling"] = [new Condition.StableWindow("S")],
            ["grid-window-attention"] = [new Condition.StableWindow("S")],
            ["grid-axial-attention-under-pmm"] = [new Condition.StableWindow("Row")],
            // K at h ▹ n is K at n.
            ["isotropic-blur"] = [new Condition.Isotropic("K")],
            ["isotropic-blur-by-positions"] = [new Condition.Isotropic("K")],
            ["isotropic-relative-bias"] = [new Condition.Isotropic("bias")],
            ["cbam-spatial-isotropic"] =
            [
                new Condition.StableWindow("T"),
                new Condition.Isotropic("K"),
            ],
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<
        string,
        string
    >
    {
        ["position-added"] = "a code of the absolute position is added",
        ["position-multiplied"] = "the gate is read at the absolute position",
        ["position-concatenated"] = "the code of the absolute position is a channel",
        ["coordinate-convolution"] = "the coordinates are absolute",
        ["absolute-position-encoding"] = "the encoding is read at the position of the key",
        ["absolute-position-in-query-and-key"] = "the encodings are read at absolute positions",
        ["absolute-attention-bias"] = "the bias is read at a pair of absolute positions",
        ["token-mixing"] = "the weights are read at pairs of absolute positions",
        ["locally-connected"] = "each position has its own kernel",
        ["frequency-channel-attention"] = "the cosine is a function of the absolute position",
        ["class-token-at-a-position"] = "the signal is read at the identity of G",
        ["fixed-dropout-mask"] = "the mask is a function of the absolute position",
        ["kernel-of-absolute-h"] = "the kernel is read at h̃",
        ["kernel-of-absolute-output-h"] = "the kernel is read at h",
        ["lifting-with-kernels-per-h"] = "the filter is read at h",
        ["unrotated-lifting-kernel"] = "the filter is read at the offset on the grid",
        ["unrotated-kernel"] = "the filter is read at the offset on the grid",
        ["unrolled-kernel"] = "the h axis of the kernel is read at h̃",
        ["convolution-on-each-h"] = "the filter is read at the offset on the grid",
        ["gains-per-h"] = "the gain is read at h",
        ["biases-per-h"] = "the bias is read at h",
        ["statistics-per-h"] = "the running statistics are read at h",
        ["group-normalization-with-groups-per-h"] = "the groups of channels are read at h",
        ["layer-normalization-per-h"] = "scale and shift are read at h",
        ["dense-over-h"] = "the matrix is read at the pair h, h̃ and not at h⁻¹·h̃",
        ["excitation-per-h"] = "the weights are read at h",
        ["modulation-per-h"] = "scale and shift are read at h",
        ["fixed-orientation"] = "the signal is read at the identity of H",
        ["maximum-with-a-fixed-orientation"] = "the signal is read at the identity of H",
        ["roll-on-the-left"] = "a·h̄ is not h̄·a for every h̄",
        ["order-of-h-swapped-for-every-group"] = "h̃·h⁻¹ is conjugated by h̄",
        ["order-of-the-product-swapped"] = "g̃·g⁻¹ is conjugated by ḡ",
        ["order-of-the-shift-swapped"] = "the offset on the grid is turned by h̄",
        ["unrotated-relative-encoding"] = "the encoding is read at the offset on the grid",
        ["absolute-h-encoding"] = "the encoding is read at h̃",
        ["softmax-over-a-fixed-set"] = "a row of the grid is not a row after a quarter turn",
        ["normalizer-over-a-fixed-set"] = "the normaliser is over a row of the grid",
        ["pooling-over-a-fixed-row"] = "a row of the grid is not a row after a quarter turn",
        ["coordinate-attention"] = "rows and columns have weights of their own",
        ["criss-cross-with-two-keys"] = "rows and columns have keys of their own",
        ["unrotated-spatial-attention"] = "the kernel is read at the offset on the grid",
        ["unrotated-cbam"] = "the kernel is read at the offset on the grid",
        ["attentive-with-unrotated-spatial-kernel"] =
            "the attention's kernel is read at the offset on the grid",
        ["attentive-with-absolute-h-weights"] = "the attention's matrices are read at h̃",
        ["absolute-attention-map"] = "the gate is read at h̃",
        ["shift-on-the-grid"] = "the shift is not turned by h",
    }.ToFrozenDictionary();

    public static KnownVerdict Of(string family, string name) =>
        family switch
        {
            "conditional" => new KnownVerdict.EquivariantWhen(Conditional[name]),
            "broken" => new KnownVerdict.Broken(Reasons[name]),
            _ => new KnownVerdict.Equivariant(),
        };
}
