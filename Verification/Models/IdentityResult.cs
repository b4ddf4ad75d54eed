using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>Two values that Theorem 1 says are equal, and are not.</summary>
/// <param name="Group">G = ℤ_n^d ⋊ H.</param>
/// <param name="By">ḡ, an element index.</param>
/// <param name="At">The positions (g, or g and g̃) as element indices.</param>
/// <param name="Channels">The output channels.</param>
/// <param name="Left">A[L_ḡ f](g, g̃).</param>
/// <param name="Right">A[f](ḡ⁻¹g, ḡ⁻¹g̃).</param>
public sealed record IdentityFailure(
    TorusGroup Group,
    int By,
    EqArray<int> At,
    EqArray<int> Channels,
    FieldElement Left,
    FieldElement Right
)
{
    /// <summary>The place and both values.</summary>
    public override string ToString() =>
        $"{Group.PointGroup.Symbol}, n = {Group.Size}: at ḡ = {ElementText.Of(Group, By)}, ({string.Join(", ", At.Select(g => ElementText.Of(Group, g)))}; {string.Join(", ", Channels)}) the sides are {Left} and {Right} in F_p";
}

/// <summary>What was run on one model.</summary>
/// <param name="Group">H.</param>
/// <param name="Side">n.</param>
/// <param name="Instances">The number of equations that were evaluated.</param>
/// <param name="AllInstances">The number of equations there are for the generators of G.</param>
/// <param name="Failure">The first equation that fails, or null.</param>
public sealed record ModelRun(
    PointGroup Group,
    int Side,
    long Instances,
    long AllInstances,
    IdentityFailure? Failure
)
{
    /// <summary>The budget that ended the run before its instances did; null where none did.</summary>
    public long? SpentBudget { get; init; }

    /// <summary>
    /// Whether the windows are those of the claim; smaller ones stand for windows that would need too large a model, and a
    /// failure with them says nothing about the claim.
    /// </summary>
    public bool HasDeclaredWindows { get; init; } = true;

    /// <summary>For example <c>p4m, n = 3: holds (288 of 288)</c>.</summary>
    public override string ToString() =>
        $"{Group.Symbol}, n = {Side}{(HasDeclaredWindows ? "" : ", smaller windows")}: {Outcome} ({Instances} of {AllInstances}{Spent})";

    private string Outcome =>
        Failure is not null ? "fails"
        : Instances > 0 ? "holds"
        : "nothing evaluated";

    private string Spent =>
        SpentBudget is { } budget
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"; the budget of {budget} values was spent"
            )
            : "";
}

/// <summary>The outcome of the identity test.</summary>
public abstract record IdentityResult
{
    private IdentityResult() { }

    /// <summary>Both sides agree on all that was run. This is evidence, not a proof.</summary>
    /// <param name="Runs">What was run.</param>
    public sealed record Holds(EqArray<ModelRun> Runs) : IdentityResult;

    /// <summary>The sides differ on a model.</summary>
    /// <param name="First">The first failure.</param>
    /// <param name="Runs">What was run.</param>
    public sealed record Fails(IdentityFailure First, EqArray<ModelRun> Runs) : IdentityResult;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Holds, T> holds, Func<Fails, T> fails)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(fails);
        return this switch
        {
            Holds result => holds(result),
            Fails result => fails(result),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What was run on every model.</summary>
    public EqArray<ModelRun> AllRuns =>
        Match(holds: holds => holds.Runs, fails: fails => fails.Runs);

    /// <summary>One line per model.</summary>
    public sealed override string ToString() => string.Join('\n', AllRuns);
}
