using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Verification.Certificates;

namespace AgeFormal.Cli.Files;

/// <summary>Where certificates are written, if they are asked for.</summary>
/// <param name="Coq">The file for <c>coqc</c>, or null.</param>
/// <param name="Smt">The file for SMT solvers, or null.</param>
internal sealed record CertificateFiles(string? Coq, string? Smt)
{
    /// <summary>The options that name the files.</summary>
    public static CertificateOptions Options() =>
        new(
            new OutputOption("--coq")
            {
                Description = "Write the theorem of each distinct formula as a Coq file.",
                HelpName = "FILE",
            },
            new OutputOption("--smt")
            {
                Description = "Write the equations behind each proof as an SMT-LIB file.",
                HelpName = "FILE",
            }
        );

    /// <summary>Writes the files that are asked for, and says what checks them; none when a certificate is refused.</summary>
    /// <exception cref="CertificateException">A formula has no certificate.</exception>
    public IEnumerable<WrittenFile> Write(
        Func<EqArray<CertifiedFormula>> formulas,
        CancellationToken cancellation
    )
    {
        if (Coq is null && Smt is null)
            return [];
        var certified = formulas();
        var coq = Coq is null ? null : CoqCertificate.Write(certified);
        var smt = Smt is null ? null : SmtCertificate.Write(certified);
        return
        [
            .. Write(
                Coq,
                coq,
                IsModule(Path.GetFileNameWithoutExtension(Coq))
                    ? "coqc {0} checks the theorem and prints what it assumes"
                    : "coqc checks the theorem where the file has a name of letters, digits and _",
                cancellation
            ),
            .. Write(Smt, smt, "z3 {0} checks the equations: each answer is unsat", cancellation),
        ];
    }

    // coqc takes the name of a file for that of a module.
    private static bool IsModule(string? name) =>
        name is [var first, ..]
        && !char.IsAsciiDigit(first)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static IEnumerable<WrittenFile> Write(
        string? path,
        string? text,
        string check,
        CancellationToken cancellation
    )
    {
        if (path is null || text is null)
            return [];
        TextFile.Write(path, text, cancellation);
        return [new(path, check)];
    }
}

/// <summary>The options that name certificate files.</summary>
internal sealed record CertificateOptions(OutputOption Coq, OutputOption Smt)
{
    /// <summary>The files as given.</summary>
    public CertificateFiles Of(ParseResult parsed) =>
        new(parsed.GetValue(Coq)?.FullName, parsed.GetValue(Smt)?.FullName);
}
