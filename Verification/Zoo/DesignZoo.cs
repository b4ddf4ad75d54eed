using System.Reflection;
using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Zoo;

/// <summary>Attention designs of the literature and their broken variants, each with a verdict known from mathematics.</summary>
public static class DesignZoo
{
    private const string Prefix = "zoo/";
    private const string Extension = ".design";

    /// <summary>All entries, by family and name.</summary>
    public static EqArray<ZooEntry> All { get; } = Read();

    /// <summary>The entry with a name, compared without regard to case.</summary>
    /// <exception cref="UnknownDesignException">The zoo has no such design.</exception>
    public static ZooEntry Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(entry =>
                string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new UnknownDesignException(name);
    }

    private static EqArray<ZooEntry> Read()
    {
        var assembly = typeof(DesignZoo).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Entry(assembly, name))
            .OrderBy(entry => entry.Family, StringComparer.Ordinal)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .ToEqArray();
    }

    private static ZooEntry Entry(Assembly assembly, string resource)
    {
        using var stream =
            assembly.GetManifestResourceStream(resource)
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var design = DesignParser.Parse(text, resource);
        // Between family and name stands the separator of the machine that built the assembly.
        var family = resource[Prefix.Length..^(design.Name.Length + Extension.Length + 1)];
        return new(family, text, design, KnownVerdicts.Of(family, design.Name));
    }
}

/// <summary>The zoo has no design of that name.</summary>
public sealed class UnknownDesignException : ArgumentException
{
    /// <summary>The unknown name.</summary>
    /// <param name="name">The name.</param>
    public UnknownDesignException(string name)
        : base(
            $"The zoo has no design '{Excerpt.Of(name)}'; 'ageformal zoo' lists its designs.{NearestName.Hint(Nearest(name))}"
        )
    {
        Name = name;
        Suggestion = Nearest(name);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name that was probably meant; null where none is near.</summary>
    public string? Suggestion { get; }

    private static string? Nearest(string name) =>
        NearestName.Among(DesignZoo.All.Select(entry => entry.Name), name);
}
