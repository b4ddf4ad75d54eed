using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Verification.Certificates;

namespace AgeFormal.Cli;

/// <summary>Where certificates are written, if they are asked for.</summary>
/// <param name="Coq">The file for <c>coqc</c>, or null.</param>
/// <param name="Smt">The file for SMT solvers, or null.</param>
internal sealed record CertificateFiles(string? Coq, string? Smt)
{
    /// <summary>The options that name the files.</summary>
    public static CertificateOptions Options() =>
        new(
            new("--coq")
            {
                Description = "Write the theorem of each distinct formula as a Coq file.",
                HelpName = "FILE",
            },
            new("--smt")
            {
                Description = "Write the equations behind each proof as an SMT-LIB file.",
                HelpName = "FILE",
            }
        );

    /// <summary>Writes the files that are asked for; none when a certificate is refused.</summary>
    /// <exception cref="CertificateException">A formula has no certificate.</exception>
    public void Write(Func<EqArray<CertifiedFormula>> formulas, CancellationToken cancellation)
    {
        if (Coq is null && Smt is null)
            return;
        var certified = formulas();
        var coq = Coq is null ? null : CoqCertificate.Write(certified);
        var smt = Smt is null ? null : SmtCertificate.Write(certified);
        Write(Coq, coq, cancellation);
        Write(Smt, smt, cancellation);
    }

    private static void Write(string? path, string? text, CancellationToken cancellation)
    {
        if (path is not null && text is not null)
            TextFile.Write(path, text, cancellation);
    }
}

/// <summary>The options that name certificate files.</summary>
internal sealed record CertificateOptions(Option<FileInfo> Coq, Option<FileInfo> Smt)
{
    /// <summary>The files as given.</summary>
    public CertificateFiles Of(ParseResult parsed) =>
        new(parsed.GetValue(Coq)?.FullName, parsed.GetValue(Smt)?.FullName);
}
