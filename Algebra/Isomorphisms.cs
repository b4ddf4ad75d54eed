namespace AgeFormal.Algebra;

/// <summary>Searches for isomorphisms by the images of generators.</summary>
public static class Isomorphisms
{
    /// <summary>An isomorphism A → B, or null when the groups are not isomorphic.</summary>
    public static Homomorphism? Find(FiniteGroup source, FiniteGroup target) =>
        Enumerate(source, target).FirstOrDefault();

    /// <summary>Aut(H), the isomorphisms H → H.</summary>
    public static EqArray<Homomorphism> Automorphisms(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Enumerate(group, group).ToEqArray();
    }

    /// <summary>Every isomorphism A → B, ordered by the images of the generators of A.</summary>
    /// <remarks>An isomorphism keeps element orders, which bounds the images to try.</remarks>
    public static IEnumerable<Homomorphism> Enumerate(FiniteGroup source, FiniteGroup target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (!OrderStatistics(source).SequenceEqual(OrderStatistics(target)))
            return [];
        var generators = source.Generators();
        IEnumerable<EqArray<int>> choices = [EqArray.Create<int>([])];
        foreach (var generator in generators)
        {
            var order = source.ElementOrder(generator);
            var candidates = target.Elements.Where(b => target.ElementOrder(b) == order).ToArray();
            choices = choices.SelectMany(chosen =>
                candidates.Select(b => (EqArray<int>)[.. chosen, b])
            );
        }
        return choices
            .Where(images => target.Span(images.AsSpan()).Count == target.Order)
            .Select(images => Homomorphism.Extend(source, target, generators, images))
            .OfType<Homomorphism>();
    }

    private static IEnumerable<int> OrderStatistics(FiniteGroup group) =>
        group.Elements.Select(group.ElementOrder).Order();
}
