using System.Text;

namespace AgeFormal.Verification;

/// <summary>Derivations as indented text; the equations of a shift are written as one chain.</summary>
internal static class DerivationText
{
    private const string Step = "  ";

    public static string Render(Derivation derivation)
    {
        var text = new StringBuilder();
        Write(text, derivation, "", "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, Derivation derivation, string indent, string lead)
    {
        Line(text, $"{indent}{lead}{derivation.Conclusion}  [{derivation.Rule}]");
        if (IsChain(derivation))
            WriteChain(text, derivation, indent + Step);
        else
            foreach (var premise in derivation.Premises)
                Write(text, premise, indent + Step, lead);
    }

    private static bool IsChain(Derivation derivation) =>
        (derivation.Rule == Rules.UniformShift || derivation.Rule == Rules.RightShift)
        && derivation.Premises.Count >= 2
        && derivation.Premises.All(premise =>
            premise.Conclusion is Claim.Reading or Claim.Equation
        );

    private static void WriteChain(StringBuilder text, Derivation chain, string indent)
    {
        for (var i = 0; i < chain.Premises.Count; i++)
        {
            var premise = chain.Premises[i];
            if (premise.Conclusion is Claim.Equation equation)
                Line(text, $"{indent}{Step}= {equation.Right}  [{premise.Rule}]");
            else if (premise.Conclusion is Claim.Reading reading && i == 0)
            {
                var whole = reading.ToString();
                var head = whole[..^(reading.Term.ToString().Length + " = ".Length)];
                Line(text, indent + head);
                Line(text, $"{indent}{Step}= {reading.Term}  [{premise.Rule}]");
            }
            else if (premise.Conclusion is Claim.Reading last)
            {
                var whole = last.ToString();
                var head = whole[..^(last.Term.ToString().Length + " = ".Length)];
                Line(text, $"{indent}{Step}= {head}  [{premise.Rule}]");
            }
            foreach (var inner in premise.Premises)
                Write(text, inner, indent + Step + Step, "because ");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
