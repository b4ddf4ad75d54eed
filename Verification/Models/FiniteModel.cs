using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// The finite group G = ℤ_n^d ⋊ H with the declared windows as sets of translations. Windows with half-integer points are
/// read on ½ℤ^d, whose torus is the same group.
/// </summary>
public sealed class FiniteModel
{
    private readonly Dictionary<string, ModelWindow> _windows;

    private FiniteModel(Vocabulary vocabulary, TorusGroup group, EqArray<ModelWindow> windows)
    {
        Vocabulary = vocabulary;
        Group = group;
        Windows = windows;
        _windows = windows.ToDictionary(window => window.Name, StringComparer.Ordinal);
        var identity = group.PointGroup.Group.Identity;
        Elements = [.. Enumerable.Range(0, group.Order)];
        Translations =
        [
            .. Enumerable.Range(0, group.TranslationCount).Select(x => group.IndexOf(x, identity)),
        ];
        PointElements =
        [
            .. Enumerable.Range(0, group.PointGroup.Order).Select(h => group.IndexOf(0, h)),
        ];
    }

    /// <summary>What the formula names.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>G.</summary>
    public TorusGroup Group { get; }

    /// <summary>The windows on the torus.</summary>
    public EqArray<ModelWindow> Windows { get; }

    /// <summary>G as element indices.</summary>
    internal int[] Elements { get; }

    /// <summary>N as element indices.</summary>
    internal int[] Translations { get; }

    /// <summary>H as element indices.</summary>
    internal int[] PointElements { get; }

    /// <summary>For example <c>p4m, n = 3</c>.</summary>
    public override string ToString() => $"{Group.PointGroup.Symbol}, n = {Group.Size}";

    /// <summary>The model with side n. Points of a window that agree modulo n count once.</summary>
    /// <exception cref="ModelException">A window has another number of axes than the group, or no points.</exception>
    public static FiniteModel Of(Vocabulary vocabulary, PointGroup group, int side)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var torus = TorusGroup.Of(group, side);
        var windows = Placed(vocabulary, group);
        var scale = Scale(windows);
        return new(
            vocabulary,
            torus,
            windows
                .Select(window => new ModelWindow(
                    window.Window.Name,
                    window
                        .Points.Select(point =>
                            torus.IndexOfTranslation(point.Select(x => x / scale).ToEqArray())
                        )
                        .Distinct()
                        .ToEqArray()
                ))
                .ToEqArray()
        );
    }

    /// <summary>Whether a model is small enough to be searched, and to be run for the sake of one equation.</summary>
    internal static bool IsSearchable(PointGroup group, int side)
    {
        const double largest = 1 << 20;
        return Math.Pow(side, group.Dimension) * group.Order <= largest;
    }

    /// <summary>The smallest side from a given one on, on which no window overlaps itself.</summary>
    public static int FaithfulSide(Vocabulary vocabulary, PointGroup group, int atLeast)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var windows = Placed(vocabulary, group);
        var scale = Scale(windows);
        return windows
            .Select(window => ModelWindow.FaithfulSide(window.Points, scale))
            .Append(atLeast)
            .Max();
    }

    /// <summary>The window with a name.</summary>
    /// <exception cref="ScopeException">It is not declared.</exception>
    public ModelWindow Window(string name) =>
        _windows.GetValueOrDefault(name) ?? throw ScopeException.NotDeclared(name, "window", name);

    /// <summary>
    /// For each translation the one under which a parameter holds its value: itself in the window, −1 outside of it; for an
    /// isotropic parameter the first of its H-orbit, −1 where the orbit leaves the window, outside of which the parameter is 0.
    /// </summary>
    internal int[] Entries(int parameter, string window)
    {
        var inside = new bool[Group.TranslationCount];
        foreach (var x in Window(window).Translations)
            inside[x] = true;
        var isIsotropic = Vocabulary.Isotropic.Contains(Vocabulary.Parameters[parameter].Name);
        int Entry(int x)
        {
            if (!isIsotropic)
                return inside[x] ? x : -1;
            var first = x;
            foreach (var h in Group.PointGroup.Group.Elements)
            {
                var y = Group.Act(h, x);
                if (!inside[y])
                    return -1;
                first = Math.Min(first, y);
            }
            return first;
        }
        return [.. Enumerable.Range(0, inside.Length).Select(Entry)];
    }

    private static (DeclaredWindow Window, EqArray<EqArray<int>> Points)[] Placed(
        Vocabulary vocabulary,
        PointGroup group
    ) =>
        [
            .. vocabulary.Windows.Select(window =>
                window.Points.Count > 0
                    ? (window, ModelWindow.Points(window, vocabulary.Group, group))
                    : throw new ModelException(window.Name, "the window has no points")
            ),
        ];

    private static int Scale(
        IEnumerable<(DeclaredWindow Window, EqArray<EqArray<int>> Points)> windows
    ) => windows.All(window => window.Points.All(point => point.All(x => x % 2 == 0))) ? 2 : 1;
}
