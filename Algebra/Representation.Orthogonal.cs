namespace AgeFormal.Algebra;

public abstract partial record Representation
{
    /// <summary>A representation by real orthogonal matrices.</summary>
    public sealed record Orthogonal : Representation
    {
        private Orthogonal(string name, FiniteGroup group, EqArray<RealMatrix> matrices)
            : base(name, group, matrices[0].Dimension) => Matrices = matrices;

        /// <summary>ρ(g) by element.</summary>
        public EqArray<RealMatrix> Matrices { get; }

        /// <summary>
        /// How far ρ(gh) may be from ρ(g)ρ(h), entry by entry: the rounding of d products of entries that come out of an
        /// iterative method in double precision, 2¹⁰ units in the last place each.
        /// </summary>
        public static double Tolerance(int dimension) => dimension * Math.ScaleB(1, -42);

        /// <summary>The representation with the given matrices, one per element.</summary>
        /// <exception cref="RepresentationException">A law fails by more than <see cref="Tolerance"/>; the exception carries the law and a witness.</exception>
        public static Orthogonal Of(string name, FiniteGroup group, EqArray<RealMatrix> matrices)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(group);
            if (
                matrices.Count != group.Order
                || matrices.Any(matrix => matrix.Dimension != matrices[0].Dimension)
            )
                throw new RepresentationException(
                    name,
                    RepresentationLaw.Shape,
                    [],
                    $"{group.Order} matrices of one size are expected, received {matrices.Count}"
                );
            var tolerance = Tolerance(matrices[0].Dimension);
            var unit = RealMatrix.Identity(matrices[0].Dimension);
            foreach (var g in group.Elements)
            {
                var distance = (matrices[g].Transpose() * matrices[g]).Distance(unit);
                if (!(distance <= tolerance))
                    throw new RepresentationException(
                        name,
                        RepresentationLaw.Orthogonal,
                        [g],
                        $"ρ(g)ᵀρ(g) is off the identity by {distance:R}"
                    );
            }
            foreach (var g in group.Elements)
            foreach (var h in group.Elements)
            {
                var distance = (matrices[g] * matrices[h]).Distance(matrices[group.Multiply(g, h)]);
                if (!(distance <= tolerance))
                    throw new RepresentationException(
                        name,
                        RepresentationLaw.Multiplicative,
                        [g, h],
                        $"ρ(g)ρ(h) is off ρ(gh) by {distance:R}"
                    );
            }
            return new Orthogonal(name, group, matrices);
        }

        /// <inheritdoc/>
        public override RealMatrix MatrixOf(int element) => Matrices[element];

        /// <inheritdoc/>
        public override double Character(int element) => Matrices[element].Trace();

        /// <inheritdoc/>
        public override T Match<T>(Func<Permutation, T> permutation, Func<Orthogonal, T> orthogonal)
        {
            ArgumentNullException.ThrowIfNull(permutation);
            ArgumentNullException.ThrowIfNull(orthogonal);
            return orthogonal(this);
        }
    }
}
