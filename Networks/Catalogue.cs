using AgeFormal.Algebra;

namespace AgeFormal.Networks;

/// <summary>The networks of the papers, by name: <c>GROUP-ARCHITECTURE</c>, for example <c>p4-cnn</c>.</summary>
public static class Catalogue
{
    /// <summary>Every network of the catalogue.</summary>
    public static EqArray<Network> All { get; } =
    [
        RotatedDigitsCnn.Create("z2-cnn", PointGroups.P1, channels: 20),
        RotatedDigitsCnn.Create("p4-cnn", PointGroups.P4, channels: 10),
        RotatedDigitsCnn.Create("p4m-cnn", PointGroups.P4m, channels: 7),
    ];

    /// <summary>The network with a name, compared without regard to case.</summary>
    /// <exception cref="UnknownNetworkException">No network has that name.</exception>
    public static Network Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(network =>
                string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new UnknownNetworkException(name);
    }
}

/// <summary>A name is that of no network.</summary>
public sealed class UnknownNetworkException : ArgumentException
{
    /// <summary>The unknown name.</summary>
    public UnknownNetworkException(string name)
        : base(
            $"No network is called '{name}'; expected one of {string.Join(", ", Catalogue.All.Select(network => network.Name))}."
        ) => Name = name;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }
}
