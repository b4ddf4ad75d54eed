using AgeFormal.Algebra;
using AgeFormal.Networks.Building;

namespace AgeFormal.Networks;

/// <summary>
/// An architecture of the catalogue, a function of group, attention and form. What it is stands in one file, beside the
/// others of this folder.
/// </summary>
public sealed class NetworkArchitecture
{
    /// <summary>The largest width that a network is made with.</summary>
    internal const int MostChannels = 1 << 20;

    private readonly Func<NetworkName, Network> _create;

    internal NetworkArchitecture(string name, int dimension, Func<NetworkName, Network> create)
    {
        Name = name;
        Dimension = dimension;
        _create = create;
    }

    /// <summary>An architecture of one width, that of the plain network, and one form.</summary>
    internal NetworkArchitecture(
        string name,
        int dimension,
        int plainWidth,
        Func<string, PointGroup, int, AttentionDesign, Network> create
    )
        : this(
            name,
            dimension,
            of => create($"{of}", of.Group, Width(of, plainWidth), of.Attention)
        ) { }

    /// <summary><see cref="RotatedDigitsCnn"/>, <c>cnn</c>.</summary>
    public static NetworkArchitecture Cnn => RotatedDigitsCnn.Architecture;

    /// <summary><see cref="AllConvolutionalCnn"/>, <c>allcnn</c>.</summary>
    public static NetworkArchitecture AllCnn => AllConvolutionalCnn.Architecture;

    /// <summary><see cref="ResidualNetwork"/> with 44 layers, <c>resnet44</c>.</summary>
    public static NetworkArchitecture ResNet44 => ResidualNetwork.Architecture;

    /// <summary><see cref="DenseNetwork"/>, <c>densenet</c>.</summary>
    public static NetworkArchitecture DenseNet => DenseNetwork.Architecture;

    /// <summary><see cref="VolumetricCnn"/>, <c>volume</c>.</summary>
    public static NetworkArchitecture Volume => VolumetricCnn.Architecture;

    /// <summary><see cref="SegmentationNetwork"/>, <c>unet</c>.</summary>
    public static NetworkArchitecture UNet => SegmentationNetwork.Architecture;

    /// <summary>Every architecture.</summary>
    public static EqArray<NetworkArchitecture> All =>
        [Cnn, AllCnn, ResNet44, DenseNet, Volume, UNet];

    /// <summary>The name, for example <c>resnet44</c>.</summary>
    public string Name { get; }

    /// <summary>The dimension of its input.</summary>
    public int Dimension { get; }

    /// <summary>Whether the original has convolutions with stride 2.</summary>
    public bool HasStridedForm { get; internal init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// The network at the width of its name, else at that which keeps the number of parameters; on the published groups these
    /// are the published widths.
    /// </summary>
    internal Network Create(NetworkName name) => _create(name);

    /// <summary>The channels of the first layer: as the name says, else <see cref="Width(PointGroup, int, int)"/>.</summary>
    internal static int Width(NetworkName name, int plain, int unit = 1) =>
        name.Width ?? Width(name.Group, plain, unit);

    /// <summary>The width of the plain network divided by √|H|, rounded to a multiple of a unit, at least one.</summary>
    internal static int Width(PointGroup group, int plain, int unit = 1) =>
        unit
        * Math.Max(
            1,
            (int)Math.Round(plain / Math.Sqrt(group.Order) / unit, MidpointRounding.AwayFromZero)
        );

    /// <summary>The first step of a network over a group: images of a side, rounded up to an odd one on the hexagonal lattice.</summary>
    internal static NetworkBuilder Images(
        PointGroup group,
        BuilderOptions options,
        int channels,
        int side
    ) =>
        new NetworkGroup(group, options).Input(
            channels,
            group.Lattice == Lattice.Hexagonal ? side | 1 : side
        );
}
