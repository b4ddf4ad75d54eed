using System.Reflection;

namespace AgeFormal.Architecture.Tests.Trust;

/// <summary>The methods whose agreement a verdict rests on, and the types that several of them use.</summary>
internal static class Methods
{
    private static readonly (string Name, string Assembly, string[] Rooms)[] All =
    [
        (
            "prover",
            "AgeFormal.Verification",
            ["AgeFormal.Verification.Proving", "AgeFormal.Verification.Prover"]
        ),
        (
            "checker",
            "AgeFormal.Verification",
            ["AgeFormal.Verification.Checking", "AgeFormal.Verification.ProofChecker"]
        ),
        (
            "models",
            "AgeFormal.Verification",
            [
                "AgeFormal.Verification.Intervals",
                "AgeFormal.Verification.Models",
                "AgeFormal.Verification.Counterexamples",
                "AgeFormal.Verification.Refuting",
            ]
        ),
        ("certificates", "AgeFormal.Verification", ["AgeFormal.Verification.Certificates"]),
        (
            "reference",
            "AgeFormal.Operators",
            ["AgeFormal.Operators.Evaluation", "AgeFormal.Operators.Reference"]
        ),
        (
            "programs",
            "AgeFormal.Programs",
            [
                "AgeFormal.Programs.Steps",
                "AgeFormal.Programs.Numbers",
                "AgeFormal.Programs.Formulas",
                "AgeFormal.Programs.Blocks",
            ]
        ),
        (
            "libtorch",
            "AgeFormal.Networks",
            [
                "AgeFormal.Networks.Torch.Execution",
                "AgeFormal.Networks.Torch.Attention",
                "AgeFormal.Networks.Torch.Tensors",
            ]
        ),
        (
            "symmetry search",
            "AgeFormal.Symmetry",
            [
                "AgeFormal.Symmetry.Walking",
                "AgeFormal.Symmetry.Motions",
                "AgeFormal.Symmetry.ProgramSymmetry",
                "AgeFormal.Symmetry.Certification",
            ]
        ),
        ("symmetry checker", "AgeFormal.Symmetry", ["AgeFormal.Symmetry.Checking"]),
    ];

    /// <summary>Their names, in the order of the page.</summary>
    public static IEnumerable<string> Names => All.Select(method => method.Name);

    /// <summary>Every type that two methods or more use, with the methods.</summary>
    public static IReadOnlyDictionary<string, string> Shared { get; } =
        All.SelectMany(method =>
                Used(method.Assembly, method.Rooms).Select(piece => (piece, method.Name))
            )
            .GroupBy(use => use.piece, use => use.Name)
            .Where(piece => piece.Count() > 1)
            .ToDictionary(piece => piece.Key, piece => string.Join(", ", piece));

    /// <summary>The types outside of a method that it uses.</summary>
    public static IEnumerable<string> UsedBy(string name)
    {
        var (_, assembly, rooms) = All.First(method => method.Name == name);
        return Used(assembly, rooms);
    }

    private static IEnumerable<string> Used(string assembly, string[] rooms) =>
        Assembly
            .Load(assembly)
            .GetTypes()
            .Where(type => !type.IsNested && IsIn(type, rooms))
            .SelectMany(UsedTypes.Of)
            .Where(type => !IsIn(type, rooms))
            .Select(Name)
            .Distinct();

    private static bool IsIn(Type type, string[] rooms) =>
        rooms.Contains(type.Namespace) || rooms.Contains(type.FullName);

    private static string Name(Type type) =>
        $"{type.Namespace!["AgeFormal.".Length..]}.{type.Name.Split('`')[0]}";
}
