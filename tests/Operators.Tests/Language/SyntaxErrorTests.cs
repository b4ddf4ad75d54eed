using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>What is wrong with a text is said with its place, what was found there and what was expected.</summary>
public sealed class SyntaxErrorTests
{
    private const string Functions =
        "abs, exp, gelu, id, log, reciprocal, relu, rsqrt, sigmoid, silu, sqrt, square, step, tanh";
    private const string Relative = "a relative element, for example g⁻¹·v or n";
    private const string Start = "a declaration or the formula λ(…). …";

    [TestCase("", "1:1", "the end of the text", "'design'")]
    [TestCase("desing d", "1:1", "'desing'", "'design'")]
    [TestCase("design", "1:7", "the end of the text", "the name of the design")]
    [TestCase("design d", "1:9", "the end of the text", Start)]
    [TestCase("design d\ninput g[4] on group", "2:7", "'g'", "'f'")]
    [TestCase("design d input f[0] on group λ(g). 1", "1:18", "'0'", "a number from 1 to 1000000")]
    [TestCase("design d input f[4] on grid", "1:24", "'grid'", "'group' or 'lattice'")]
    [TestCase(
        "design d\nλ(g). 1",
        "2:1",
        "'λ'",
        "the signal, 'input f[1] on group' or 'on lattice', before the formula"
    )]
    [TestCase("design d\nabout Hello", "2:7", "'Hello'", "a quoted text")]
    [TestCase("design d\nabout \"Hello\n", "2:13", "the character U+000A", "a closing quote '\"'")]
    [TestCase("design d\nabout \"a\\n\"", "2:10", "'n' (U+006E)", "'\\' or '\"' after '\\'")]
    [TestCase(
        "design d input f[1] on group input f[2] on group λ(g). 1",
        "1:30",
        "a second 'input'",
        "one; the first is in line 1"
    )]
    [TestCase(
        "design d input f[1] on group output 2, 3 λ(g; o). 1",
        "1:30",
        "'output' with 2 numbers",
        "'output' with the number of values of 1 channel index of the formula"
    )]
    public void A_fault_in_a_text_is_placed(
        string text,
        string at,
        string found,
        string expected
    ) => AssertFault(text, at, found, expected);

    [TestCase("window T 0", "7:10", "'0'", "a number from 1 to 1024")]
    [TestCase("window T 3×3x3×3", "7:16", "a window with 4 axes", "at most 3")]
    [TestCase(
        "window S",
        "7:8",
        "a second declaration of 'S'",
        "another name; the first is in line 4"
    )]
    [TestCase(
        "let W = 1",
        "7:5",
        "a second declaration of 'W'",
        "another name; the first is in line 6"
    )]
    [TestCase(
        "param V[T]",
        "7:9",
        "the undeclared window 'T'",
        "a number of channels, H or a declared window (S)"
    )]
    [TestCase(
        "param V[2] isotropic",
        "7:7",
        "the isotropic parameter 'V' without a window",
        "an axis over a window"
    )]
    [TestCase("param relu[2]", "7:7", "the reserved word 'relu'", "the name of a parameter")]
    [TestCase("let softmax = 1", "7:5", "the reserved word 'softmax'", "the name of a definition")]
    [TestCase("let sum = 1", "7:5", "the reserved word 'sum'", "the name of a definition")]
    [TestCase("let F(x) = f[0](y)", "7:17", "the unbound variable 'y'", "a bound variable (a, x)")]
    [TestCase("let F(x, x) = 1", "7:10", "a second variable 'x'", "another name")]
    [TestCase("let F(a) = 1", "7:7", "the variable 'a', which is a constant", "another name")]
    [TestCase(
        "let F(x) = F(x)",
        "7:12",
        "'F' before its definition",
        "a term: a number, f[…](…), a function, a parameter or a definition (W, b)"
    )]
    public void A_fault_in_a_declaration_is_placed(
        string declaration,
        string at,
        string found,
        string expected
    ) => AssertFault($"{Head}{declaration}\nλ(g; o). 1", at, found, expected);

    [TestCase("λ(g; g). 1", "7:6", "a second variable 'g'", "another name")]
    [TestCase("λ(a; o). 1", "7:3", "the variable 'a', which is a constant", "another name")]
    [TestCase(
        "λ(g, u, v; o). 1",
        "7:1",
        "a formula with 3 positions",
        "one position, λ(g; …), or two, λ(g, v; …)"
    )]
    [TestCase("λ(g; o) 1", "7:9", "'1'", "'.'")]
    public void A_fault_in_the_head_is_placed(
        string text,
        string at,
        string found,
        string expected
    ) => AssertFault(Head + text, at, found, expected);

    [TestCase("f[o](x)", "7:15", "the unbound variable 'x'", "a bound variable (a, g, o)")]
    [TestCase("f[g](g)", "7:12", "the position 'g'", "a channel index")]
    [TestCase("f[o](o)", "7:15", "the channel index 'o'", "a position, for example g·n")]
    [TestCase(
        "f[4](g)",
        "7:12",
        "the channel index '4'",
        "an index below 4, the number of channels of f"
    )]
    [TestCase(
        "Σ[c ∈ Ch(5)] f[c](g)",
        "7:25",
        "the channel index 'c' with values up to 4",
        "an index below 4, the number of channels of f"
    )]
    [TestCase(
        "W(e, e; 0, 0) + W(e, e; 2, 0)",
        "7:34",
        "the channel index '2'",
        "an index below 2 as in W(H, S; 2, 4)"
    )]
    [TestCase("f(g)", "7:11", "'('", "'['")]
    [TestCase(
        "Σ[n ∈ N] f[o](n)",
        "7:24",
        "the relative element 'n'",
        "a position, for example g·n"
    )]
    [TestCase(
        "Σ[n ∈ N] f[o](n·g)",
        "7:26",
        "the position 'g' after the relative element 'n'",
        "a position only at the start or after the inverse of one"
    )]
    [TestCase("f[o](g·o)", "7:17", "the channel index 'o'", Relative)]
    [TestCase(
        "W(g, e; o, 0)",
        "7:12",
        "the position 'g'",
        $"{Relative}; Abs(…) makes one of a position"
    )]
    [TestCase("W(g⁻¹, e; o, 0)", "7:12", "the inverse of the position 'g'", Relative)]
    [TestCase(
        "W(g⁻¹·e, e; o, 0)",
        "7:12",
        "the inverse of the position 'g' without a position after it",
        Relative
    )]
    [TestCase(
        "W(e; o, 0)",
        "7:10",
        "'W' with 1 relative element and 2 channel indices",
        "W(H, S; 2, 4)"
    )]
    [TestCase("b(g⁻¹·g)", "7:12", "the relative element 'g⁻¹·g'", "a channel index")]
    [TestCase(
        "V(e)",
        "7:10",
        "the undeclared name 'V'",
        "a term: a number, f[…](…), a function, a parameter or a definition (W, b)"
    )]
    [TestCase(
        "swish(f[o](g))",
        "7:10",
        "the undeclared name 'swish'",
        $"a declared parameter, a definition or a function ({Functions})"
    )]
    [TestCase(
        "g",
        "7:10",
        "the position 'g'",
        "a term: a number, f[…](…), a function, a parameter or a definition (W, b)"
    )]
    [TestCase("relu", "7:14", "the end of the text", "'('")]
    [TestCase("Σ[n ∈ M] 1", "7:16", "'M'", "a domain (Site, G, N, H, Win(…), AbsWin(…)@…, Ch(…))")]
    [TestCase("Σ[n ∈ Win(T)] 1", "7:20", "the undeclared window 'T'", "a declared window (S)")]
    [TestCase("Σ[n N] 1", "7:14", "the reserved word 'N'", "'∈'")]
    [TestCase("Σ[e ∈ N] 1", "7:12", "the reserved word 'e'", "a variable")]
    [TestCase("Σ[a ∈ N] 1", "7:12", "the variable 'a', which is a constant", "another name")]
    [TestCase("Σ[n ∈ Ch(0)] 1", "7:19", "'0'", "a number from 1 to 1000000")]
    [TestCase("Σ[n ∈ AbsWin(S)] 1", "7:25", "']'", "'@'")]
    [TestCase(
        "softmax[n ∈ Win(S)](f[o](g·n))",
        "7:18",
        "a softmax over 'n', which is not bound around it",
        "a variable of the sum or definition in which the weight is used, as in Σ[n ∈ …] softmax[n ∈ …](…)"
    )]
    [TestCase(
        "(Σ[n ∈ Win(S)] f[o](g·n)) · softmax[n ∈ Win(S)](f[o](g·n))",
        "7:46",
        "a softmax over 'n', which is not bound around it",
        "a variable of the sum or definition in which the weight is used, as in Σ[n ∈ …] softmax[n ∈ …](…)"
    )]
    [TestCase(
        "softmax[o ∈ Win(S)](f[0](g·o))",
        "7:18",
        "a softmax over the channel index 'o'",
        "a relative element, as the domain has"
    )]
    [TestCase(
        "Σ[n ∈ N] softmax[n ∈ Site](f[0](n))",
        "7:27",
        "a softmax over the relative element 'n'",
        "a position, as the domain has"
    )]
    [TestCase(
        "softmax[g ∈ Ch(2)](b(g))",
        "7:18",
        "a softmax over the position 'g'",
        "a channel index, as the domain has"
    )]
    [TestCase(
        "softmax[o ∈ Ch(2), o ∈ Ch(2)](b(o))",
        "7:29",
        "a second variable 'o'",
        "another name"
    )]
    [TestCase(
        "Σ[n ∈ N] softmax[n ∈ AbsWin(S)@g·n](f[o](g·n))",
        "7:43",
        "the unbound variable 'n'",
        "a bound variable (a, g, o)"
    )]
    [TestCase("softmax[o ∈ Ch(2)] b(o) · b(o)", "7:29", "'b'", "'('")]
    [TestCase("pow(b(o))", "7:18", "')'", "','")]
    [TestCase("pow(b(o), b(o))", "7:20", "'b'", "an exponent")]
    [TestCase(
        "pow(b(o), 0)",
        "7:20",
        "the exponent 0",
        "an integer or fraction other than 0, with numbers of at most 300"
    )]
    [TestCase(
        "pow(b(o), −π)",
        "7:20",
        "the exponent −1π",
        "an integer or fraction other than 0, with numbers of at most 300"
    )]
    [TestCase(
        "pow(b(o), 301)",
        "7:20",
        "the exponent 301",
        "an integer or fraction other than 0, with numbers of at most 300"
    )]
    [TestCase("softmax(b(o))", "7:17", "'('", "'['")]
    [TestCase(
        "softmax[a ∈ G](b(o))",
        "7:18",
        "the variable 'a', which is a constant",
        "another name"
    )]
    [TestCase("1 + + 1", "7:14", "'+'", "a term")]
    [TestCase("− − 1", "7:12", "'−'", "a term")]
    [TestCase("(1 + 2", "7:16", "the end of the text", "')'")]
    [TestCase("1 2", "7:12", "'2'", "an operator or the end of the text")]
    [TestCase("1)", "7:11", "')'", "an operator or the end of the text")]
    [TestCase("1/0", "7:10", "a fraction over 0", "another denominator")]
    [TestCase("b(o) / 0.0", "7:17", "a division by 0", "a number other than 0")]
    [TestCase("π^x", "7:12", "'x'", "an integer")]
    [TestCase("1e999", "7:10", "the exponent 999", "an exponent from −300 to 300")]
    [TestCase("π_H g", "7:10", "the reserved word 'π_H'", "a term")]
    [TestCase("f[o](g⁻)", "7:17", "')' (U+0029)", "'¹' after '⁻'")]
    [TestCase(
        "f[o](g\a)",
        "7:16",
        "the character U+0007",
        "a letter, a digit or a sign of the language"
    )]
    [TestCase("1\0", "7:11", "the character U+0000", "a letter, a digit or a sign of the language")]
    [TestCase("😀", "7:10", "'😀' (U+1F600)", "a letter, a digit or a sign of the language")]
    public void A_fault_in_a_term_is_placed(
        string term,
        string at,
        string found,
        string expected
    ) => AssertFault($"{Head}λ(g; o). {term}", at, found, expected);

    [TestCase(
        "let F(x) = f[0](x)\nλ(g; o). F(g, g)",
        "8:10",
        "'F' with 2 arguments before ';' and 0 after it",
        "F(x)"
    )]
    [TestCase(
        "let F(x) = f[0](x)\nλ(g; o). F(o)",
        "7:17",
        "the channel index 'o' in the expansion of 'F' at 8:10",
        "a position, for example g·n"
    )]
    [TestCase("let F(; c) = b(c)\nλ(g; o). F(; g)", "8:14", "the position 'g'", "a channel index")]
    public void A_fault_in_a_use_of_a_definition_is_placed(
        string text,
        string at,
        string found,
        string expected
    ) => AssertFault(Head + text, at, found, expected);

    [Test]
    public void Half_a_character_is_named_by_its_code() =>
        AssertFault(
            "design \ud83d",
            "1:8",
            "the character U+D83D",
            "a letter, a digit or a sign of the language"
        );

    [Test]
    public void The_fault_is_also_given_as_values()
    {
        var fault = Assert.Throws<DesignSyntaxException>(() =>
            DesignParser.Parse("design d\n  ?", "my.design")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.SourceName, Is.EqualTo("my.design"));
            Assert.That((fault.Line, fault.Column), Is.EqualTo((2, 3)));
            Assert.That(fault.Found, Is.EqualTo("'?' (U+003F)"));
            Assert.That(fault.Expected, Is.EqualTo("a letter, a digit or a sign of the language"));
        }
    }

    private const string Head =
        "design d\ninput f[4] on group\noutput 2\nwindow S 3\nconst a\nparam W[2, 4, H, S], b[2]\n";

    private static void AssertFault(string text, string at, string found, string expected) =>
        Assert.That(
            () => DesignParser.Parse(text, "x"),
            Throws
                .TypeOf<DesignSyntaxException>()
                .With.Message.EqualTo($"x:{at}: found {found}; expected {expected}.")
        );
}
