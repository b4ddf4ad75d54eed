namespace AgeFormal.Mutations.Tests;

/// <summary>Tests of one project.</summary>
/// <param name="Project">The folder below <c>tests</c>.</param>
/// <param name="Names">Class and method, joined by a dot; a part of the arguments of a case may follow a blank.</param>
internal sealed record Choice(string Project, params IReadOnlyList<string> Names)
{
    /// <summary>Tests of the group theory.</summary>
    public static Choice InAlgebra(params string[] names) => new("Algebra.Tests", names);

    /// <summary>Tests of formulas, their types and their meaning.</summary>
    public static Choice InOperators(params string[] names) => new("Operators.Tests", names);

    /// <summary>Tests of proofs, refutations, certificates and reports.</summary>
    public static Choice InVerification(params string[] names) => new("Verification.Tests", names);

    /// <summary>Tests of what runs on libtorch.</summary>
    public static Choice InNetworks(params string[] names) => new("Networks.Tests", names);

    /// <summary>Tests of the facade.</summary>
    public static Choice InFacade(params string[] names) => new("Facade.Tests", names);

    /// <summary>Tests of the constraints for users' tests.</summary>
    public static Choice InTesting(params string[] names) => new("Testing.Tests", names);

    /// <summary>Tests of the command line.</summary>
    public static Choice InCli(params string[] names) => new("Cli.Tests", names);

    /// <summary>The filter of the test runner.</summary>
    /// <remarks>The arguments of a fixture go on between class and method.</remarks>
    public string Filter =>
        string.Join(
            '|',
            Names.Select(name =>
                $"({string.Join('&', name.Split('.', ' ').Select(part => $"FullyQualifiedName~{part}"))})"
            )
        );

    /// <summary>The tests of which no result is listed.</summary>
    public IEnumerable<string> Missing(IReadOnlyList<string> results) =>
        Names.Where(name =>
            name.Split('.')[1].Split(' ') is var parts
            && !results.Any(result =>
                result.Split('(')[0] == parts[0]
                && parts.All(part => result.Contains(part, StringComparison.Ordinal))
            )
        );
}
