using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The networks by name, <c>[alpha-|alpha-ch-|alpha-sp-|alphaf-]GROUP-ARCHITECTURE[-wN][-strided][-cN]</c>. Listed are those of the
/// papers and their closest relatives; every other combination of group, attention and architecture can be named as well.
/// </summary>
public static class Catalogue
{
    /// <summary>The names of the listed networks.</summary>
    public static EqArray<NetworkName> Names { get; } =
    [
        .. Planar(NetworkArchitecture.Cnn, PointGroups.P1, AttentionDesign.Absent),
        .. Planar(NetworkArchitecture.Cnn, PointGroups.P4, [.. AttentionDesign.All]),
        .. Planar(NetworkArchitecture.Cnn, PointGroups.P4m, [.. AttentionDesign.All]),
        .. Planar(NetworkArchitecture.AllCnn, PointGroups.P1, AttentionDesign.Absent),
        .. Planar(NetworkArchitecture.AllCnn, PointGroups.P4, [.. AttentionDesign.All]),
        .. Planar(
            NetworkArchitecture.AllCnn,
            PointGroups.P4m,
            AttentionDesign.Absent,
            AttentionDesign.OnInput
        ),
        .. Input(NetworkArchitecture.ResNet44),
        .. Planar(NetworkArchitecture.ResNet44, PointGroups.P4, AttentionDesign.Alpha),
        .. Input(NetworkArchitecture.DenseNet),
        .. Planar(NetworkArchitecture.DenseNet, PointGroups.P4, AttentionDesign.Alpha),
        .. Planar(
            NetworkArchitecture.UNet,
            PointGroups.P4,
            AttentionDesign.Absent,
            AttentionDesign.OnInput
        ),
        NetworkName.Of(PointGroups.O, NetworkArchitecture.Volume, AttentionDesign.Alpha),
        NetworkName.Of(PointGroups.Oh, NetworkArchitecture.Volume, AttentionDesign.Alpha),
    ];

    // Whoever asks for one network does not wait for all.
    private static readonly Lazy<EqArray<Network>> Listed = new(() =>
        Names.Select(name => name.Create()).ToEqArray()
    );

    /// <summary>The listed networks, in the order of <see cref="Names"/>; made when they are first asked for.</summary>
    public static EqArray<Network> All => Listed.Value;

    /// <summary>The network with a name, compared without regard to case.</summary>
    /// <exception cref="UnknownNetworkException">No network has that name.</exception>
    /// <exception cref="TypingException">The architecture has a window that the group's lattice lacks.</exception>
    public static Network Parse(string name) => NetworkName.Parse(name).Create();

    // Without attention over the plain group, with and without on the input over p4 and p4m.
    private static IEnumerable<NetworkName> Input(NetworkArchitecture architecture) =>
        [
            .. Planar(architecture, PointGroups.P1, AttentionDesign.Absent),
            .. Planar(
                architecture,
                PointGroups.P4,
                AttentionDesign.Absent,
                AttentionDesign.OnInput
            ),
            .. Planar(
                architecture,
                PointGroups.P4m,
                AttentionDesign.Absent,
                AttentionDesign.OnInput
            ),
        ];

    private static IEnumerable<NetworkName> Planar(
        NetworkArchitecture architecture,
        PointGroup group,
        params EqArray<AttentionDesign> designs
    ) =>
        designs.SelectMany<AttentionDesign, NetworkName>(design =>
            [
                NetworkName.Of(group, architecture, design),
                .. architecture.HasStridedForm
                    ? [NetworkName.Of(group, architecture, design, SamplingForm.Strided)]
                    : Array.Empty<NetworkName>(),
            ]
        );
}
