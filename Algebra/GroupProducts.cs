namespace AgeFormal.Algebra;

/// <summary>Products of finite groups. The pair (a, h) ∈ N × H has the index h·|N| + a.</summary>
public static class GroupProducts
{
    /// <summary>N × H with (a, h)(b, k) = (ab, hk).</summary>
    public static FiniteGroup Direct(FiniteGroup left, FiniteGroup right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Build($"{left.Name}×{right.Name}", AutomorphismAction.Trivial(left, right));
    }

    /// <summary>N ⋊ H with (a, h)(b, k) = (a · (h ▹ b), hk).</summary>
    public static FiniteGroup Semidirect(AutomorphismAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Build($"{action.Normal.Name}⋊{action.Acting.Name}", action);
    }

    private static FiniteGroup Build(string name, AutomorphismAction action)
    {
        var (normal, acting) = (action.Normal, action.Acting);
        var size = normal.Order;
        return FiniteGroup.FromValues(
            name,
            Enumerable.Range(0, size * acting.Order).ToEqArray(),
            (a, b) =>
                acting.Multiply(a / size, b / size) * size
                + normal.Multiply(a % size, action.Act(a / size, b % size)),
            i => $"({normal.ElementNames[i % size]}, {acting.ElementNames[i / size]})"
        );
    }
}
