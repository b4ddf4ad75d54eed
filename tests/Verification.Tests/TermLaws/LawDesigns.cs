using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>Designs whose absolute part cancels by laws of terms or of functions, and others where it does not.</summary>
internal static class LawDesigns
{
    public static IReadOnlyDictionary<string, string> Equivariant { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a bias less itself"] = "f[o](g) + gain(Abs(g); o) - gain(Abs(g); o)",
            ["zero times"] = "f[o](g) + gain(Abs(g); o) * 0",
            ["pi cancels"] = Times("pi - pi"),
            ["a mean of a constant"] = "f[o](g) + (mean[k in H] gain(Abs(g); o)) - gain(Abs(g); o)",
            ["a sum over channels of a constant"] =
                "f[o](g) + (sum[c in Ch(3)] gain(Abs(g); o)) - 3*gain(Abs(g); o)",
            ["a sum over H of a constant"] =
                "f[o](g) + (sum[k in H] gain(Abs(g); o)) - gain(Abs(g); o)*(sum[k in H] 1)",
            ["centring removes a bias"] =
                "f[o](g) + b(Abs(g)) - mean[c in Ch(2)] (f[c](g) + b(Abs(g)))",
            ["one channel"] = Times("(sum[c in Ch(1)] f[c](g)) - f[0](g)"),
            ["sums commute"] = Times(
                "(sum[c in Ch(2)] sum[k in H] f[c](g*k)) - (sum[k in H] sum[c in Ch(2)] f[c](g*k))"
            ),
            ["maxima commute"] = Times(
                "(max[c in Ch(2)] (max[k in H] f[c](g*k))) - (max[k in H] (max[c in Ch(2)] f[c](g*k)))"
            ),
            ["a mean over channels written out"] = Times(
                "(mean[k in H] (mean[c in Ch(2)] f[c](g*k))) - 1/2*(mean[k in H] f[0](g*k)) - 1/2*(mean[k in H] f[1](g*k))"
            ),
            ["exp of a sum over channels"] = Times(
                "exp(sum[c in Ch(2)] f[c](g)) - exp(f[0](g))*exp(f[1](g))"
            ),
            ["a common denominator"] = Times(
                "1/(1 + square(f[0](g))) + 1/(1 + square(f[1](g))) - (2 + square(f[0](g)) + square(f[1](g)))/((1 + square(f[0](g)))*(1 + square(f[1](g))))"
            ),
            ["a reciprocal of a reciprocal"] = Times(
                "reciprocal(reciprocal(1 + square(f[o](g)))) - 1 - square(f[o](g))"
            ),
            ["the root of what is positive"] = Times(
                "sqrt(sigmoid(f[o](g)))*sqrt(sigmoid(f[o](g))) - sigmoid(f[o](g))"
            ),
            ["a maximum moves"] = "(max[k in H] (f[o](g*k) + b(Abs(g)))) - b(Abs(g))",
            ["a minimum moves"] = "(min[k in H] (f[o](g*k) - 3*b(Abs(g)))) + 3*b(Abs(g))",
            ["a maximum of a constant"] =
                "f[o](g) + (max[c in Ch(2)] gain(Abs(g); o)) - gain(Abs(g); o)",
            ["minus a maximum"] = Times("(max[k in H] (-2*f[o](g*k))) + 2*(min[k in H] f[o](g*k))"),
            ["a maximum scales"] = "(max[k in H] (exp(b(Abs(g))) * f[o](g*k))) * exp(-b(Abs(g)))",
            ["a maximum of exp"] = Times(
                "(max[k in H] exp(f[o](g*k))) - exp(max[k in H] f[o](g*k))"
            ),
            ["exp of a sum"] = Times("exp(f[o](g)) * exp(1 - f[o](g)) - exp(1)"),
            ["softmax"] = "exp(f[o](g) + b(Abs(g))) / (sum[c in Ch(2)] exp(f[c](g) + b(Abs(g))))",
            ["normalisation"] =
                "exp(b(Abs(g)))*f[o](g) / sqrt(sum[c in Ch(2)] square(exp(b(Abs(g)))*f[c](g)))",
            ["root mean square"] =
                "exp(b(Abs(g)))*f[o](g) * rsqrt(mean[k in H] square(exp(b(Abs(g)))*f[o](g*k)))",
            ["largest absolute value"] =
                "exp(b(Abs(g)))*f[o](g)/(max[k in H] abs(exp(b(Abs(g)))*f[o](g*k)))",
            ["a denominator of several terms"] = Times(
                "(square(f[o](g)) + 1)/(square(f[o](g)) + 1) - 1"
            ),
            ["sigmoids"] = Times("sigmoid(f[o](g)) + sigmoid(-f[o](g)) - 1"),
            ["sigmoid at zero"] = Times("sigmoid(0) - 1/2"),
            ["sigmoid by exp"] = Times("sigmoid(f[o](g)) - 1/(1 + exp(-f[o](g)))"),
            ["tanh by sigmoid"] = Times("tanh(f[o](g)) - 2*sigmoid(2*f[o](g)) + 1"),
            ["tanh is odd"] = Times("tanh(f[o](g)) + tanh(-f[o](g))"),
            ["abs is even"] = Times("abs(-f[o](g)) - abs(f[o](g))"),
            ["abs of a product"] = Times("abs(f[0](g)*f[1](g)) - abs(f[0](g))*abs(f[1](g))"),
            ["two relus"] = Times("relu(f[o](g)) + relu(-f[o](g)) - abs(f[o](g))"),
            ["relu twice"] = Times("relu(relu(f[o](g))) - relu(f[o](g))"),
            ["a positive gain"] = "relu(exp(b(Abs(g))) * f[o](g)) * exp(-b(Abs(g)))",
            ["a positive gain under step"] = "step(3*exp(b(Abs(g)))*(f[0](g) - f[1](g)))",
            ["a gate"] = Times("step(f[o](g))*f[o](g) - relu(f[o](g))"),
            ["the root of a square"] = Times("sqrt(square(f[o](g))) - abs(f[o](g))"),
            ["relu of minus a square"] = Times("relu(-square(f[o](g)))"),
            ["relu of minus a variance"] = Times(
                "relu(square(mean[k in H] f[o](g*k)) - mean[k in H] square(f[o](g*k)))"
            ),
            ["a mean below a maximum"] = Times(
                "relu((mean[k in H] f[o](g*k)) - (max[k in H] f[o](g*k)))"
            ),
            ["tanh below one"] = Times("step(tanh(f[o](g)) - 1)"),
        };

    public static IReadOnlyDictionary<string, string> Broken { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a gain of unknown sign"] = "relu(gain(Abs(g); o)*f[o](g))",
            ["a gain of unknown sign under step"] = "step(gain(Abs(g); o)*f[o](g))",
            ["a sum over channels loses one"] = Times(
                "(sum[c in Ch(2)] f[c](g)) - f[0](g) - f[0](g)"
            ),
            ["a denominator of another sign"] = Times(
                "1/(1 + square(f[0](g))) + 1/(1 + square(f[1](g))) - (2 + square(f[0](g)) - square(f[1](g)))/((1 + square(f[0](g)))*(1 + square(f[1](g))))"
            ),
            ["a maximum and a minimum do not commute"] = Times(
                "(max[c in Ch(2)] (min[k in H] f[c](g*k))) - (min[k in H] (max[c in Ch(2)] f[c](g*k)))"
            ),
            ["exp of a product"] = "exp(gain(Abs(g); o)*f[o](g))*exp(-gain(Abs(g); o))",
            ["a maximum of a multiple of unknown sign"] = "max[k in H] (gain(Abs(g); o)*f[o](g*k))",
            ["two relus are not x"] = Times("relu(f[o](g)) + relu(-f[o](g)) - f[o](g)"),
            ["a root keeps no sign"] = Times("sqrt(square(f[o](g))) - f[o](g)"),
            ["step at zero"] = Times("step(f[o](g)) + step(-f[o](g)) - 1"),
            ["tanh by another sigmoid"] = Times("tanh(f[o](g)) - 2*sigmoid(f[o](g)) + 1"),
            ["relu of a variance"] = Times(
                "relu((mean[k in H] square(f[o](g*k))) - square(mean[k in H] f[o](g*k)))"
            ),
            ["a sigmoid twice"] = Times("sigmoid(f[o](g)) + sigmoid(f[o](g)) - 1"),
            ["a sum over H"] = "f[o](g) + (sum[k in H] gain(Abs(g); o)) - gain(Abs(g); o)",
            ["a square of relu"] = Times("relu(f[o](g))*relu(f[o](g)) - f[o](g)*f[o](g)"),
            ["step of a square"] = Times("step(square(f[o](g))) - 1"),
            ["sigmoid above a half"] = Times("step(sigmoid(f[o](g)) - 1/2)"),
        };

    public static Verdict Prove(string body)
    {
        var design = Read(body);
        return Prover.Prove(
            design.Formula,
            DesignVocabulary.On(design, Formulas.Vocabulary.Group, [])
        );
    }

    public static Design Read(string body) =>
        DesignParser.Parse(
            $"design law\ninput f[2] on group\noutput 2\nparam gain[2, H], b[H]\nlambda(g; o). {body}\n",
            "law"
        );

    private static string Times(string zero) => $"f[o](g) + gain(Abs(g); o) * ({zero})";
}
