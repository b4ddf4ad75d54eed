using System.Globalization;
using System.Text;

namespace AgeFormal.Verification.Rendering;

/// <summary>Derivations as numbered LaTeX lines, premises before what they support.</summary>
internal static class DerivationLatex
{
    public static string Render(Derivation derivation)
    {
        var lines = new List<string>();
        Write(lines, derivation);
        return new StringBuilder()
            .Append("\\begin{aligned}\n")
            .AppendJoin(" \\\\\n", lines)
            .Append("\n\\end{aligned}\n")
            .ToString();
    }

    private static int Write(List<string> lines, Derivation derivation)
    {
        var uses = derivation.Premises.Select(premise => Write(lines, premise)).ToArray();
        var number = lines.Count + 1;
        var from =
            uses.Length == 0
                ? ""
                : " from "
                    + string.Join(
                        ", ",
                        uses.Select(use => use.ToString(CultureInfo.InvariantCulture))
                    );
        lines.Add(
            $@"({number})\quad & {derivation.Conclusion.Fold(ClaimLatex.Instance)} && \text{{{derivation.Rule.Name}{from}}}"
        );
        return number;
    }
}
