namespace AgeFormal.Algebra;

/// <summary>A homomorphism φ: A → B of finite groups, φ(ab) = φ(a)φ(b), as a table of images.</summary>
public sealed record Homomorphism
{
    private Homomorphism(FiniteGroup source, FiniteGroup target, EqArray<int> images)
    {
        Source = source;
        Target = target;
        Images = images;
    }

    /// <summary>A.</summary>
    public FiniteGroup Source { get; }

    /// <summary>B.</summary>
    public FiniteGroup Target { get; }

    /// <summary>a ↦ φ(a) by index.</summary>
    public EqArray<int> Images { get; }

    /// <summary>φ(a).</summary>
    public int Apply(int element) => Images[element];

    /// <summary>The homomorphism with the given images.</summary>
    /// <exception cref="HomomorphismException">φ(ab) ≠ φ(a)φ(b) for some pair, which is the witness.</exception>
    /// <exception cref="ArgumentException">The number of images is not |A|, or an image is not an element of B.</exception>
    public static Homomorphism Of(FiniteGroup source, FiniteGroup target, EqArray<int> images)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (images.Count != source.Order)
            throw new ArgumentException(
                $"A map from {source.Name} has {source.Order} images, received {images.Count}.",
                nameof(images)
            );
        foreach (var image in images)
            if (image < 0 || image >= target.Order)
                throw new ArgumentException(
                    $"An image in {target.Name} is expected in 0…{target.Order - 1}, received {image}.",
                    nameof(images)
                );
        foreach (var a in source.Elements)
        foreach (var b in source.Elements)
            if (images[source.Multiply(a, b)] != target.Multiply(images[a], images[b]))
                throw new HomomorphismException(source, target, a, b);
        return new Homomorphism(source, target, images);
    }

    /// <summary>The identity map of a group.</summary>
    public static Homomorphism Identity(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Of(group, group, group.Elements.ToEqArray());
    }

    /// <summary>The homomorphism that takes generators of A to the given elements of B, or null when there is none.</summary>
    /// <remarks>Walks the Cayley graph: φ(a s) = φ(a)φ(s) on every edge is the homomorphism law.</remarks>
    /// <exception cref="ArgumentException">The elements do not generate A, or the numbers differ.</exception>
    public static Homomorphism? Extend(
        FiniteGroup source,
        FiniteGroup target,
        EqArray<int> generators,
        EqArray<int> images
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (generators.Count != images.Count)
            throw new ArgumentException(
                $"{generators.Count} generators need as many images, received {images.Count}.",
                nameof(images)
            );
        var table = new int[source.Order];
        Array.Fill(table, -1);
        table[source.Identity] = target.Identity;
        var queue = new List<int> { source.Identity };
        for (var next = 0; next < queue.Count; next++)
        for (var s = 0; s < generators.Count; s++)
        {
            var product = source.Multiply(queue[next], generators[s]);
            var image = target.Multiply(table[queue[next]], images[s]);
            if (table[product] < 0)
            {
                table[product] = image;
                queue.Add(product);
            }
            else if (table[product] != image)
                return null;
        }
        if (queue.Count != source.Order)
            throw new ArgumentException(
                $"Generators of {source.Name} are expected, {generators} span {queue.Count} of {source.Order} elements.",
                nameof(generators)
            );
        return Of(source, target, table.ToEqArray());
    }

    /// <summary>ψ ∘ φ: a ↦ ψ(φ(a)), φ being this map.</summary>
    public Homomorphism Then(Homomorphism next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.Source != Target)
            throw new ArgumentException(
                $"A homomorphism from {Target.Name} is expected, received one from {next.Source.Name}.",
                nameof(next)
            );
        return Of(Source, next.Target, Images.Select(next.Apply).ToEqArray());
    }

    /// <summary>ker φ = {a : φ(a) = e}, a normal subgroup of A.</summary>
    public Subgroup Kernel() =>
        Subgroup.Of(Source, Source.Elements.Where(a => Images[a] == Target.Identity).ToEqArray());

    /// <summary>im φ, a subgroup of B.</summary>
    public Subgroup Image() => Subgroup.Of(Target, Images);

    /// <summary>Whether ker φ = {e}.</summary>
    public bool IsInjective() => Kernel().Order == 1;

    /// <summary>Whether im φ = B.</summary>
    public bool IsSurjective() => Image().Order == Target.Order;

    /// <summary>Whether φ is one to one and onto.</summary>
    public bool IsIsomorphism() => IsInjective() && IsSurjective();
}

/// <summary>A map of groups was expected to be a homomorphism and is not.</summary>
public sealed class HomomorphismException : ArgumentException
{
    /// <summary>φ(ab) ≠ φ(a)φ(b).</summary>
    public HomomorphismException(FiniteGroup source, FiniteGroup target, int a, int b)
        : base(
            $"Not a homomorphism {source?.Name} → {target?.Name}: φ(a·b) ≠ φ(a)·φ(b) for a = {source?.ElementNames[a]}, b = {source?.ElementNames[b]}."
        ) => Witness = (a, b);

    /// <summary>(a, b).</summary>
    public (int A, int B) Witness { get; }
}
