using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Intervals;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Counterexamples;

/// <summary>What a counterexample gives when it is evaluated again.</summary>
/// <param name="Left">A[L_ḡ f](g, g̃); null where it has no value or nothing is known of it.</param>
/// <param name="Right">A[f](ḡ⁻¹g, ḡ⁻¹g̃); null where it has no value or nothing is known of it.</param>
/// <param name="Confirmed">Whether the sides are unequal for certain and lie in what is recorded of them.</param>
public sealed record Replay(Enclosure? Left, Enclosure? Right, bool Confirmed);

/// <summary>
/// Fractions f, W on a finite group G = ℤ_n^d ⋊ H for which A[L_ḡ f](g, g̃) ≠ A[f](ḡ⁻¹g, ḡ⁻¹g̃). It carries all that its
/// replay needs. Entries that are not listed are zero; elements are indices of <see cref="TorusGroup"/>.
/// </summary>
/// <remarks>A signal on the torus is an n-periodic signal on ℤ^d, so a failure on G is one of ℤ^d ⋊ H.</remarks>
public sealed record Counterexample
{
    /// <summary>The formula.</summary>
    public required Formula Formula { get; init; }

    /// <summary>What it names.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>H.</summary>
    public required PointGroup Group { get; init; }

    /// <summary>n.</summary>
    public required int Side { get; init; }

    /// <summary>ḡ.</summary>
    public required int By { get; init; }

    /// <summary>g, or g and g̃.</summary>
    public required EqArray<int> At { get; init; }

    /// <summary>The output channels.</summary>
    public required EqArray<int> Channels { get; init; }

    /// <summary>The non-zero entries of f.</summary>
    public required EqArray<SignalEntry> Signal { get; init; }

    /// <summary>The non-zero entries of the parameters.</summary>
    public required EqArray<ParameterEntry> Parameters { get; init; }

    /// <summary>The values of the named constants.</summary>
    public required EqArray<ConstantElement> Constants { get; init; }

    /// <summary>
    /// The polynomials that stand for functions. Where there are any, the case is one against the claim for every φ and says
    /// nothing about the formula as it is written.
    /// </summary>
    public required EqArray<FunctionSurrogate> Surrogates { get; init; }

    /// <summary>A[L_ḡ f](g, g̃).</summary>
    public required Enclosure Left { get; init; }

    /// <summary>A[f](ḡ⁻¹g, ḡ⁻¹g̃).</summary>
    public required Enclosure Right { get; init; }

    /// <summary>Whether the case is about the formula as it is written, with no function replaced.</summary>
    public bool IsNamed => Surrogates.Count == 0;

    /// <summary>Evaluates both sides again from the entries alone, exactly or between bounds.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    /// <exception cref="ModelException">Its evaluation takes more than 10⁷ values.</exception>
    public Replay Replay()
    {
        var compared = Bounded(work =>
            new CertifiedSides(Data(), Formula, new(Surrogates), work).At(Place)
        );
        var (left, right) = (compared.Left.Enclosure(), compared.Right.Enclosure());
        return new(
            left,
            right,
            compared.Differ
                && Left.IsDisjoint(Right)
                && left is { } a
                && right is { } b
                && Left.Contains(a)
                && Right.Contains(b)
        );
    }

    /// <summary>Both sides in double precision, with the functions and π as they are.</summary>
    /// <exception cref="ScopeException">As for <see cref="Replay"/>.</exception>
    /// <exception cref="ModelException">As for <see cref="Replay"/>.</exception>
    public (double Left, double Right) ReplayInReals() =>
        Bounded(work =>
        {
            var sides = Sides.Real(Data(), Formula, work);
            return (sides.Left(Place), sides.Right(Place));
        });

    private T Bounded<T>(Func<Work, T> evaluation)
    {
        try
        {
            return evaluation(new(LargestWork));
        }
        catch (WorkSpentException spent)
        {
            throw new ModelException(Formula.ToString(), spent.Message.TrimEnd('.'));
        }
    }

    /// <summary>Both sides as the compiled formula gives them on the torus, with the functions and π as they are.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public Outcome<LayerReplay> ReplayOn(IExecutor executor, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return LayerReplay.Of(this, executor, precision);
    }

    /// <summary>The counterexample in plain text, with f, L_ḡ f and both outputs as one grid per h.</summary>
    public string Render() => CounterexampleText.Render(this);

    /// <summary>Where it fails, in one sentence.</summary>
    public override string ToString()
    {
        var torus = Model().Group;
        return $"on ℤ_{Side}^{Group.Dimension} ⋊ {Group.Name} ({Group.Symbol}), ḡ = {ElementText.Of(torus, By)}, {string.Join(", ", Formula.Sites.Select((name, i) => $"{name} = {ElementText.Of(torus, At[i])}"))}: A[L_ḡ f] {Left.Relation} {Left}, expected {Right}; f has {Faults.Count(Signal.Count, "non-zero entry", "non-zero entries")}, the parameters {Parameters.Count}";
    }

    /// <summary>The values that the reductions of a replay take.</summary>
    internal const long LargestWork = 10_000_000;

    internal Instance Place => new(By, At, Channels);

    internal FiniteModel Model() => FiniteModel.Of(Vocabulary, Group, Side);

    internal ModelData Data()
    {
        var model = Model();
        var data = new ModelData(model);
        foreach (var entry in Signal)
            data.SetSignal((entry.Channel, entry.Element), entry.Value);
        foreach (var entry in Parameters)
        {
            var number = Vocabulary.Parameters.Index().First(p => p.Item.Name == entry.Name).Index;
            data.SetParameter(
                (number, ParameterLayout.Flat(model, number, entry.Index)),
                entry.Value
            );
        }
        foreach (var constant in Constants)
            data.SetElement(constant.Name, constant.Element);
        return data;
    }

    internal static Counterexample Of(
        Formula formula,
        ModelData data,
        Instance place,
        Surrogates surrogates,
        IntervalPair compared
    )
    {
        var (left, right) = Enclosure.Shortened(
            compared.Left.Enclosure()!.Value,
            compared.Right.Enclosure()!.Value
        );
        return new()
        {
            Formula = formula,
            Vocabulary = data.Model.Vocabulary.WithoutTraining(),
            Group = data.Model.Group.PointGroup,
            Side = data.Model.Group.Size,
            By = place.By,
            At = place.At,
            Channels = place.Channels,
            Signal = data.SignalEntries(),
            Parameters = data.ParameterEntries(),
            Constants = data.ConstantElements(),
            Surrogates = surrogates.All,
            Left = left,
            Right = right,
        };
    }
}
