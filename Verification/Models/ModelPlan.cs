using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>A finite model that is to be run.</summary>
/// <param name="Group">H.</param>
/// <param name="Vocabulary">What the formula names.</param>
/// <param name="Side">n.</param>
/// <param name="HasDeclaredWindows">Whether the windows are those of the claim, and not smaller ones.</param>
internal sealed record PlannedModel(
    PointGroup Group,
    Vocabulary Vocabulary,
    int Side,
    bool HasDeclaredWindows
);

/// <summary>
/// The sides of the models of a claim. Around a window there is room for two further points, without which a window on the
/// torus is all of N and a formula that reads it in a fixed place passes. Sides differ: on ℤ_n the n-th power of a
/// translation is e, so one side has no factor 2 or 3, and no other shares a factor with it.
/// </summary>
internal static class ModelPlan
{
    /// <summary>The largest order of a model that is chosen for room about its windows, or for the windows themselves.</summary>
    public const int LargestOrder = 1 << 16;

    private const int Room = 2;
    private const int Six = 6;

    /// <summary>The models of a claim about some groups, each with its vocabulary; two for a claim about one group.</summary>
    public static EqArray<PlannedModel> Of(
        EqArray<(PointGroup Group, Vocabulary Vocabulary)> claim,
        int atLeast
    )
    {
        if (claim.Count == 0)
            return [];
        PlannedModel[] models = [.. claim.Select(one => Roomy(one.Group, one.Vocabulary, atLeast))];
        models[^1] = WithSide(models[^1], side => Divisor(side, Six) == 1);
        var last = models[^1].Side;
        if (models.Length > 1)
        {
            models[0] = WithSide(
                models[0],
                side => Divisor(side, Six) == 1 && Divisor(side, last) == 1
            );
            return EqArray.Create<PlannedModel>(models);
        }
        var faithful = FiniteModel.FaithfulSide(models[0].Vocabulary, models[0].Group, atLeast);
        var second = WithSide(models[0] with { Side = faithful }, side => Divisor(side, last) == 1);
        return [second, models[0]];
    }

    private static PlannedModel Roomy(PointGroup group, Vocabulary vocabulary, int atLeast)
    {
        var needed = FiniteModel.FaithfulSide(vocabulary, group, 1);
        if (!Fits(group, needed))
        {
            var small = SmallWindows.Of(vocabulary);
            var side = FiniteModel.FaithfulSide(small, group, 1) + Room;
            return new(group, small, Math.Max(side, atLeast), HasDeclaredWindows: false);
        }
        var roomy =
            vocabulary.Windows.Count > 0 && Fits(group, needed + Room) ? needed + Room : needed;
        return new(group, vocabulary, Math.Max(roomy, atLeast), HasDeclaredWindows: true);
    }

    // The next side with a property, where a model of that side is small enough.
    private static PlannedModel WithSide(PlannedModel model, Func<int, bool> has)
    {
        var side = model.Side;
        while (!has(side))
            side++;
        return Fits(model.Group, side) ? model with { Side = side } : model;
    }

    private static bool Fits(PointGroup group, int side) =>
        Math.Pow(side, group.Dimension) * group.Order <= LargestOrder;

    private static int Divisor(int left, int right) =>
        right == 0 ? left : Divisor(right, left % right);
}
