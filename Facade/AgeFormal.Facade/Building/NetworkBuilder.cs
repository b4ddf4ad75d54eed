using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Verification.Rendering;

namespace AgeFormal.Facade.Building;

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

    internal NetworkBuilder(
        FieldType input,
        BuilderOptions options,
        string path,
        EqArray<string> taken
    )
    {
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

    /// <summary>Attention that waits for the convolution on whose input it acts.</summary>
    internal Op.InputAttention? Waiting { get; private init; }

    /// <summary>The builder before the last layer.</summary>
    internal NetworkBuilder? Previous { get; private init; }

    private EqArray<string> Parameters { get; init; } = [];

    /// <summary>Any block as the next layer.</summary>
    /// <param name="op">The block.</param>
    /// <param name="name">The name, which prefixes those of the parameters; empty for none.</param>
    /// <exception cref="TypingException">The block does not fit.</exception>
    public NetworkBuilder Layer(Op op, string name = "")
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(name);
        return Append(new Layer(name, op), BlockNames.Of(op));
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
        CheckNotWaiting(layer, "classes");
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
    /// <exception cref="TypingException">Attention waits for a convolution, or this is a branch of a network.</exception>
    public Network Build(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckNotWaiting(TypedOp.Join(Path, WaitingName), "the end of the network");
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

    /// <summary>What errors call attention that waits for a convolution.</summary>
    internal string WaitingName => $"input of {Free("c")}";

    /// <summary>The names that another chain of the same block must not use.</summary>
    internal IEnumerable<string> Names => _taken.Concat(Layers.Select(layer => layer.Name));

    /// <summary>A chain inside a block, which continues here.</summary>
    internal NetworkBuilder Within(string name, IEnumerable<string> taken) =>
        new(Output, Options, TypedOp.Join(Path, name), taken.ToEqArray());

    /// <summary>Attention on the input of the next convolution.</summary>
    internal NetworkBuilder Wait(Op.InputAttention attention)
    {
        var layer = TypedOp.Join(Path, WaitingName);
        CheckNotWaiting(layer, BlockNames.Of(attention));
        Check(new Layer("", attention), layer, TypedOp.Join(Path, ""));
        return this with { Waiting = attention };
    }

    /// <summary>A convolution, with the attention that waits for it.</summary>
    internal NetworkBuilder Convolution(string name, Op convolution) =>
        (this with { Waiting = null }).Append(
            new Layer(name, Waiting is null ? convolution : InputOf(Waiting, convolution)),
            BlockNames.Of(convolution)
        );

    /// <summary>Another operator in place of the last layer's.</summary>
    internal NetworkBuilder Replace(Op op) =>
        (Previous! with { Waiting = null }).Append(Layers[^1] with { Op = op }, BlockNames.Of(op));

    internal static Op InputOf(Op.InputAttention attention, Op convolution) =>
        new Op.Sequence([new("", attention), new("", convolution)]);

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
        end.CheckNotWaiting(TypedOp.Join(Path, end.WaitingName), "the end of the block");
        return end;
    }

    internal NetworkBuilder Append(Layer layer, string what)
    {
        var label = layer.Name.Length > 0 ? layer.Name : $"{what} {Place}";
        var path = TypedOp.Join(Path, label);
        CheckNotWaiting(path, what);
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
            Previous = this,
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
            if (!Options.AllowInexact)
                foreach (var leaf in typed.Leaves())
                    ExactGrid.Check(leaf);
            return typed;
        }
        catch (TypingException fault) when (fault.Layer == path && label != path)
        {
            throw new TypingException(label, fault.Reason);
        }
    }

    private void CheckNotWaiting(string layer, string what)
    {
        if (Waiting is not null)
            throw new TypingException(
                layer,
                $"attention on the input of a convolution is followed by {what}, expected Lift or Convolve"
            );
    }

    private string Place =>
        Layers.LastOrDefault(layer => layer.Name.Length > 0) is { } named
            ? $"after {named.Name}"
            : "of the input";
}
