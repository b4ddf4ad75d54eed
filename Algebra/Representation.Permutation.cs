namespace AgeFormal.Algebra;

public abstract partial record Representation
{
    /// <summary>A representation by permutations of a basis: ρ(g)δᵢ = δ_{g·i}, kept as a table of indices.</summary>
    public sealed record Permutation : Representation
    {
        private Permutation(string name, FiniteGroup group, int dimension, EqArray<int> table)
            : base(name, group, dimension) => Table = table;

        /// <summary>The entry g·dimension + i is g·i.</summary>
        public EqArray<int> Table { get; }

        /// <summary>g·i.</summary>
        /// <exception cref="ArgumentOutOfRangeException">An index is that of no element or of no basis vector.</exception>
        public int Image(int element, int index) => ImagesAt(element)[Vector(index)];

        /// <summary>i ↦ g·i.</summary>
        public EqArray<int> ImagesOf(int element) => EqArray.Create(ImagesAt(element));

        private ReadOnlySpan<int> ImagesAt(int element) =>
            Table.AsSpan().Slice(Group.Element(element) * Dimension, Dimension);

        private int Vector(int index) =>
            (uint)index < (uint)Dimension
                ? index
                : throw new ArgumentOutOfRangeException(
                    nameof(index),
                    index,
                    $"A basis vector from 0 to {Dimension - 1} is expected."
                );

        /// <summary>The representation with g·i at g·dimension + i.</summary>
        /// <exception cref="RepresentationException">A law fails; the exception carries the law and a witness.</exception>
        public static Permutation Of(
            string name,
            FiniteGroup group,
            int dimension,
            EqArray<int> table
        )
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(group);
            if (dimension < 1 || table.Count != (long)group.Order * dimension)
                throw new RepresentationException(
                    name,
                    RepresentationLaw.Shape,
                    [],
                    $"{group.Order} permutations of {dimension} ≥ 1 points have {(long)group.Order * dimension} entries, received {table.Count}"
                );
            var representation = new Permutation(name, group, dimension, table);
            foreach (var g in group.Elements)
                if (
                    !representation
                        .ImagesOf(g)
                        .Order()
                        .SequenceEqual(Enumerable.Range(0, dimension))
                )
                    throw new RepresentationException(
                        name,
                        RepresentationLaw.Bijective,
                        [g],
                        $"a permutation of 0…{dimension - 1} is expected, received {representation.ImagesOf(g)}"
                    );
            foreach (var g in group.Elements)
            foreach (var h in group.Elements)
                for (var i = 0; i < dimension; i++)
                    if (
                        representation.Image(group.Multiply(g, h), i)
                        != representation.Image(g, representation.Image(h, i))
                    )
                        throw new RepresentationException(
                            name,
                            RepresentationLaw.Multiplicative,
                            [g, h],
                            $"ρ(gh) and ρ(g)ρ(h) differ at basis vector {i}"
                        );
            return representation;
        }

        /// <inheritdoc/>
        public override RealMatrix MatrixOf(int element) =>
            RealMatrix.Build(Dimension, (i, j) => Image(element, j) == i ? 1 : 0);

        /// <summary>χ(g), the number of fixed basis vectors.</summary>
        public override double Character(int element) =>
            Enumerable.Range(0, Dimension).Count(i => Image(element, i) == i);

        /// <inheritdoc/>
        public override T Match<T>(Func<Permutation, T> permutation, Func<Orthogonal, T> orthogonal)
        {
            ArgumentNullException.ThrowIfNull(permutation);
            ArgumentNullException.ThrowIfNull(orthogonal);
            return permutation(this);
        }

        internal static Permutation Build(
            string name,
            FiniteGroup group,
            int dimension,
            Func<int, int, int> image
        )
        {
            ArgumentNullException.ThrowIfNull(group);
            return Of(
                name,
                group,
                dimension,
                group
                    .Elements.SelectMany(g =>
                        Enumerable.Range(0, dimension).Select(i => image(g, i))
                    )
                    .ToEqArray()
            );
        }
    }
}
