using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Networks.Building;

/// <summary>
/// A network under construction, as a value: the layers so far with the type of what comes out of them. A step is a
/// function from builders to builders, so that steps can be named, repeated and combined like any function.
/// </summary>
/// <remarks>
/// Layers with parameters that are not named are called <c>c1</c>, <c>c2</c>, … (convolutions), <c>bn1</c>, … (batch
/// normalisation), each by the first name that is free in its chain; other layers have no name.
/// </remarks>
public sealed record NetworkBuilder
{
    private readonly EqArray<string> _taken;
    private readonly Action<TypedOp.Elementary>? _exactness;

    internal NetworkBuilder(
        FieldType input,
        BuilderOptions options,
        Action<TypedOp.Elementary>? exactness,
        string path,
        EqArray<string> taken
    )
    {
        _exactness = exactness;
        Input = input;
        Output = input;
        Options = options;
        Path = path;
        _taken = taken;
    }

    /// <summary>The type of the input of this chain of steps.</summary>
    public FieldType Input { get; }

    /// <summary>The type of the output so far.</summary>
    public FieldType Output { get; private init; }

    /// <summary>What layers have in common.</summary>
    public BuilderOptions Options { get; }

    /// <summary>The names of the blocks around this chain, joined by dots; empty for the network itself.</summary>
    public string Path { get; }

    /// <summary>The layers so far, first layer first.</summary>
    public EqArray<Layer> Layers { get; private init; } = [];

    /// <summary>H with its lattice.</summary>
    public PointGroup Group => Input.Group;

    private EqArray<string> Parameters { get; init; } = [];

    /// <summary>Any block as the next layer.</summary>
    /// <param name="op">The block.</param>
    /// <param name="name">The name, which prefixes those of the parameters; empty for none.</param>
    /// <exception cref="TypingException">The block does not fit.</exception>
    public NetworkBuilder Layer(Op op, string name = "")
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(name);
        return Append(new Layer(name, op), OpName.Of(op));
    }

    /// <summary>A function of builders as the next steps.</summary>
    public NetworkBuilder Then(Func<NetworkBuilder, NetworkBuilder> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps(this);
    }

    /// <summary>Steps again and again.</summary>
    /// <param name="count">How often.</param>
    /// <param name="steps">The steps, given how often they have been taken before.</param>
    public NetworkBuilder Repeat(int count, Func<NetworkBuilder, int, NetworkBuilder> steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(steps);
        return Enumerable.Range(0, count).Aggregate(this, steps);
    }

    /// <summary>Says that the output so far holds one score for each class: a value per channel, whatever moves the input.</summary>
    /// <param name="count">The number of classes.</param>
    /// <exception cref="TypingException">The output is not that; the message says what is missing.</exception>
    public NetworkBuilder Classes(int count)
    {
        var layer = TypedOp.Join(Path, "classes");
        if (count < 1)
            throw new TypingException(layer, $"{count} classes are named, expected at least 1");
        if (Output.Fibre != Fibre.Trivial || Output.Grid.BoxCount != 1)
            throw new TypingException(
                layer,
                $"the output is {Output}, expected one value per class: pool over the group and over space before"
            );
        return Output.Channels == count
            ? this
            : throw new TypingException(
                layer,
                $"the output has {Output.Channels} channels, expected {count}, one for each class"
            );
    }

    /// <summary>The network.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TypingException">This is a branch of a network.</exception>
    public Network Build(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Path.Length == 0
            ? new Network(name, new Op.Sequence(Layers), Input)
            : throw new TypingException(
                Path,
                $"the network '{name}' would hold this part alone, expected the builder of the whole"
            );
    }

    /// <summary>The steps and the type that they end in.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Input} → {Layers.Count} layers → {Output}");

    /// <summary>The first name with a prefix and a number that no layer of the chain has.</summary>
    internal string Free(string prefix) =>
        Enumerable
            .Range(1, Layers.Count + _taken.Count + 1)
            .Select(n => $"{prefix}{n}")
            .First(name => !Names.Contains(name));

    /// <summary>The names that another chain of the same block must not use.</summary>
    internal IEnumerable<string> Names => _taken.Concat(Layers.Select(layer => layer.Name));

    /// <summary>The chain as the first layer of one over a subgroup.</summary>
    internal NetworkBuilder RestrictedTo(PointGroup subgroup)
    {
        if (Path.Length > 0)
            throw new TypingException(
                Path,
                "a part of a network is restricted, expected the builder of the whole"
            );
        return new NetworkBuilder(
            Input with
            {
                Group = subgroup,
            },
            Options,
            _exactness,
            path: "",
            taken: Names.ToEqArray()
        ).Layer(new Op.Restriction(Group, new Op.Sequence(Layers)));
    }

    /// <summary>A chain inside a block, which continues here.</summary>
    internal NetworkBuilder Within(string name, IEnumerable<string> taken) =>
        new(Output, Options, _exactness, TypedOp.Join(Path, name), taken.ToEqArray());

    /// <summary>The steps inside a block have to continue from where they were given.</summary>
    internal NetworkBuilder Continued(Func<NetworkBuilder, NetworkBuilder> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var end = steps(this);
        if (end.Path != Path || end.Input != Input || end.Options != Options)
            throw new TypingException(
                Path,
                $"its steps return others that begin with {end.Input}, expected a continuation from {Input}"
            );
        return end;
    }

    internal NetworkBuilder Append(Layer layer, string what)
    {
        var label = layer.Name.Length > 0 ? layer.Name : $"{what} {Place}";
        var path = TypedOp.Join(Path, label);
        var typed = Check(layer, path, TypedOp.Join(Path, layer.Name));
        var parameters = typed.Parameters().Select(parameter => parameter.Name).ToArray();
        if (parameters.Intersect(Parameters).FirstOrDefault() is { } twice)
            throw new TypingException(
                path,
                $"its parameter '{twice}' has the name of one before, expected a name that no layer of the chain has"
            );
        return this with
        {
            Layers = [.. Layers, layer],
            Output = typed.Output,
            Parameters = [.. Parameters, .. parameters],
        };
    }

    // Errors of a layer without a name say where it stands instead.
    private TypedOp Check(Layer layer, string label, string path)
    {
        try
        {
            Op op = new Op.Sequence([layer]);
            if (Path.Length > 0)
                op = new Op.Sequence([new(Path, op)]);
            var typed = Typing.Elaborate(op, Output);
            if (_exactness is not null && !Options.AllowInexact)
                foreach (var leaf in typed.Leaves())
                    _exactness(leaf);
            return typed;
        }
        catch (TypingException fault) when (fault.Layer == path && label != path)
        {
            throw new TypingException(label, fault.Reason);
        }
    }

    /// <summary>Where a layer without a name stands, for errors.</summary>
    internal string Place =>
        Layers.LastOrDefault(layer => layer.Name.Length > 0) is { } named
            ? $"after {named.Name}"
            : "of the input";
}
