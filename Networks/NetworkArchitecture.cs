using AgeFormal.Algebra;

namespace AgeFormal.Networks;

/// <summary>The architectures of the catalogue.</summary>
public enum NetworkArchitecture
{
    /// <summary><see cref="RotatedDigitsCnn"/>, <c>cnn</c>.</summary>
    Cnn,

    /// <summary><see cref="AllConvolutionalCnn"/>, <c>allcnn</c>.</summary>
    AllCnn,

    /// <summary><see cref="ResidualNetwork"/> with 44 layers, <c>resnet44</c>.</summary>
    ResNet44,

    /// <summary><see cref="DenseNetwork"/>, <c>densenet</c>.</summary>
    DenseNet,

    /// <summary><see cref="VolumetricCnn"/>, <c>volume</c>.</summary>
    Volume,
}

/// <summary>What the catalogue knows about an architecture.</summary>
internal static class Architectures
{
    public static string Name(this NetworkArchitecture architecture) =>
        architecture switch
        {
            NetworkArchitecture.Cnn => "cnn",
            NetworkArchitecture.AllCnn => "allcnn",
            NetworkArchitecture.ResNet44 => "resnet44",
            NetworkArchitecture.DenseNet => "densenet",
            NetworkArchitecture.Volume => "volume",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The dimension of its input.</summary>
    public static int Dimension(this NetworkArchitecture architecture) =>
        architecture == NetworkArchitecture.Volume ? 3 : 2;

    /// <summary>Whether the original has convolutions with stride 2.</summary>
    public static bool HasStridedForm(this NetworkArchitecture architecture) =>
        architecture is NetworkArchitecture.AllCnn or NetworkArchitecture.ResNet44;

    /// <summary>
    /// The network at the width that keeps the number of parameters: that of the plain network divided by √|H|, rounded,
    /// for All-CNN-C to a multiple of the ratio of channel attention. On the published groups these are the published widths.
    /// </summary>
    public static Network Create(
        this NetworkArchitecture architecture,
        string name,
        PointGroup group,
        AttentionDesign attention,
        SamplingForm form
    )
    {
        int Width(int plain, int unit = 1) =>
            unit
            * Math.Max(
                1,
                (int)
                    Math.Round(plain / Math.Sqrt(group.Order) / unit, MidpointRounding.AwayFromZero)
            );
        return architecture switch
        {
            NetworkArchitecture.Cnn => RotatedDigitsCnn.Create(name, group, Width(20), attention),
            NetworkArchitecture.AllCnn => AllConvolutionalCnn.Create(
                name,
                group,
                Width(96, AllConvolutionalCnn.Ratio),
                attention,
                form
            ),
            NetworkArchitecture.ResNet44 => ResidualNetwork.Create(
                name,
                group,
                [Width(32), Width(64), Width(128)],
                attention: attention,
                form: form
            ),
            NetworkArchitecture.DenseNet => DenseNetwork.Create(name, group, Width(26), attention),
            NetworkArchitecture.Volume => VolumetricCnn.Create(name, group, Width(20), attention),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
