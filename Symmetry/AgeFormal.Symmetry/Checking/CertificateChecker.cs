using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Symmetry.Certificates;

namespace AgeFormal.Symmetry.Checking;

/// <summary>
/// Replays a certificate: in the order of the program every tensor that has a motion is compared, place by place, with those
/// that it is made from. What is trusted is this, the reading of the file, and the arithmetic of constants.
/// </summary>
public static class CertificateChecker
{
    /// <summary>Why a certificate shows nothing of a program; null where it shows that the program commutes with its elements.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="sha256">The hash of the program's file, hexadecimal.</param>
    /// <param name="program">The program.</param>
    /// <param name="parameters">The values of its parameters by name.</param>
    public static string? Refusal(
        SymmetryCertificate certificate,
        string sha256,
        TensorProgram program,
        IReadOnlyDictionary<string, ImmutableArray<double>> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(sha256);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(parameters);
        if (!sha256.Equals(certificate.Sha256, StringComparison.Ordinal))
            return $"it is about another file, of the hash '{certificate.Sha256}'";
        if (
            PointGroups.Known.FirstOrDefault(one => one.Symbol == certificate.Group)
            is not { } group
        )
            return $"there is no group '{certificate.Group}'";
        var numbers = NumericSteps.Of(program, parameters);
        var shown = new SortedSet<int> { group.Group.Identity };
        foreach (var generator in certificate.Generators)
        {
            var element = group.Group.ElementNames.ToList().IndexOf(generator.Element);
            if (element < 0 || !shown.Add(element))
                return $"'{generator.Element}' is no further element of {group.Symbol}";
            if (
                new Replay(program, numbers, generator.Steps).Fault(
                    group,
                    element,
                    certificate.Input
                ) is
                { } fault
            )
                return $"under {generator.Element} {fault}";
        }
        for (var count = 0; count < shown.Count; )
        {
            count = shown.Count;
            foreach (var (a, b) in shown.SelectMany(a => shown.Select(b => (a, b))).ToArray())
                shown.Add(group.Group.Multiply(a, b));
        }
        var names = shown.Select(element => group.Group.ElementNames[element]);
        return names.SequenceEqual(certificate.Elements)
            ? null
            : $"its motions are of {string.Join(", ", names)}, expected those of {string.Join(", ", certificate.Elements)}";
    }
}
