using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// An operator applied to an input type: every part knows its path, its types and, when elementary, its meaning. This is
/// what interpretations consume.
/// </summary>
/// <param name="Path">The names from the root, joined by dots; the prefix of the parameters' names.</param>
/// <param name="Input">The input type.</param>
/// <param name="Output">The output type.</param>
public abstract record TypedOp(string Path, FieldType Input, FieldType Output)
{
    /// <summary>An elementary block with its meaning.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Input">The input type.</param>
    /// <param name="Output">The output type.</param>
    /// <param name="Op">The block.</param>
    /// <param name="Meaning">Its formula, parameters, windows and geometry.</param>
    public sealed record Elementary(
        string Path,
        FieldType Input,
        FieldType Output,
        Op.Elementary Op,
        Denotation Meaning
    ) : TypedOp(Path, Input, Output)
    {
        /// <summary>
        /// How many elements a reduction of the formula ranges over on the grids: over all of space the output points where its
        /// body samples intermediates at the bound position, else the input points.
        /// </summary>
        /// <exception cref="ArgumentException">The formula has no window of that name.</exception>
        public int Range(Term.Reduce reduce)
        {
            ArgumentNullException.ThrowIfNull(reduce);
            var grid = reduce.Body.SamplesAt(reduce.Variable)
                ? Meaning.Geometry.Output
                : Meaning.Geometry.Input;
            int Space() => grid.Points().Count;
            int Window(string name) =>
                Meaning.Windows.FirstOrDefault(window => window.Name == name)?.Points.Count
                ?? throw new ArgumentException(
                    $"The window '{name}' of {reduce.Over} is not declared.",
                    nameof(reduce)
                );
            return reduce.Over.Match(
                sites: _ => Space() * Input.Group.Order,
                wholeGroup: _ => Space() * Input.Group.Order,
                translations: _ => Space(),
                pointElements: _ => Input.Group.Order,
                window: window => Window(window.Name),
                absoluteWindow: window => Window(window.Name),
                channels: channels => channels.Count
            );
        }
    }

    /// <summary>A composition.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Input">The input type.</param>
    /// <param name="Output">The output type.</param>
    /// <param name="Layers">The layers in order.</param>
    public sealed record Sequence(
        string Path,
        FieldType Input,
        FieldType Output,
        EqArray<TypedOp> Layers
    ) : TypedOp(Path, Input, Output);

    /// <summary>A sum of branches.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Input">The input type.</param>
    /// <param name="Output">The output type.</param>
    /// <param name="Branches">The branches.</param>
    public sealed record Sum(
        string Path,
        FieldType Input,
        FieldType Output,
        EqArray<TypedOp> Branches
    ) : TypedOp(Path, Input, Output);

    /// <summary>A concatenation of branches along the channels.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Input">The input type.</param>
    /// <param name="Output">The output type.</param>
    /// <param name="Branches">The branches.</param>
    public sealed record Concatenation(
        string Path,
        FieldType Input,
        FieldType Output,
        EqArray<TypedOp> Branches
    ) : TypedOp(Path, Input, Output);

    /// <summary>An operator on a larger group as one on the group of the input.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Input">The input type.</param>
    /// <param name="Output">The output type.</param>
    /// <param name="Body">The operator on the larger group.</param>
    public sealed record Restriction(string Path, FieldType Input, FieldType Output, TypedOp Body)
        : TypedOp(Path, Input, Output)
    {
        /// <summary>
        /// For each channel and element k of the output, <c>channel·|K| + k</c> in order, the place <c>channel·|H| + h</c> of its
        /// values in the output of the body.
        /// </summary>
        public EqArray<int> Rows => RestrictedField.Rows(Body.Output, Output.Group);
    }

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Elementary, T> elementary,
        Func<Sequence, T> sequence,
        Func<Sum, T> sum,
        Func<Concatenation, T> concatenation,
        Func<Restriction, T> restriction
    )
    {
        ArgumentNullException.ThrowIfNull(elementary);
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(concatenation);
        ArgumentNullException.ThrowIfNull(restriction);
        Recursion.Enter();
        return this switch
        {
            Elementary op => elementary(op),
            Sequence op => sequence(op),
            Sum op => sum(op),
            Concatenation op => concatenation(op),
            Restriction op => restriction(op),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The elementary blocks in the order of execution.</summary>
    public IEnumerable<Elementary> Leaves() =>
        Match(
            elementary: op => [op],
            sequence: op => op.Layers.SelectMany(layer => layer.Leaves()),
            sum: op => op.Branches.SelectMany(branch => branch.Leaves()),
            concatenation: op => op.Branches.SelectMany(branch => branch.Leaves()),
            restriction: op => op.Body.Leaves()
        );

    /// <summary>The building block that this is the typing of, its parts under their own names.</summary>
    public Op Untyped() => Rebuilding.Of(this, Leaves().Select(leaf => leaf.Op));

    /// <summary>The same with other elementary blocks, given in the order of execution.</summary>
    /// <exception cref="ArgumentException">There are more or fewer blocks than elementary ones here.</exception>
    public Op Untyped(IEnumerable<Op> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        return Rebuilding.Of(this, leaves);
    }

    /// <summary>Every parameter with its full name, for example <c>c1.weight</c>, in the order of execution.</summary>
    public IEnumerable<(string Name, ParameterDeclaration Declaration)> Parameters() =>
        Leaves()
            .SelectMany(leaf =>
                leaf.Meaning.Parameters.Select(parameter =>
                    (Join(leaf.Path, parameter.Name), parameter)
                )
            );

    /// <summary>Every attention map with its full name, for example <c>c1.spatial_attention</c>, in the order of execution.</summary>
    public IEnumerable<AttentionMap> AttentionMaps() =>
        Leaves()
            .SelectMany(leaf =>
                leaf.Meaning.Maps.Select(map => map with { Name = Join(leaf.Path, map.Name) })
            );

    /// <inheritdoc/>
    public virtual bool Equals(TypedOp? other)
    {
        Recursion.Enter();
        return other is not null
            && EqualityContract == other.EqualityContract
            && (Path, Input, Output) == (other.Path, other.Input, other.Output);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        Recursion.Enter();
        return HashCode.Combine(EqualityContract, Path, Input, Output);
    }

    /// <summary>A path with one more name; an empty name adds nothing.</summary>
    public static string Join(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(name);
        return path.Length == 0 ? name
            : name.Length == 0 ? path
            : $"{path}.{name}";
    }
}
