using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>⌊c/n⌋·n + j is the j-th channel of the group of n channels in which c is.</summary>
public sealed class ChannelGroupTests
{
    private const string Head = "design d\ninput f[6] on group\noutput 6\nparam b[6], W[6, H]\n";

    [TestCase("Σ[j ∈ Ch(2)] f[⌊o/2⌋·2 + j](g)")]
    [TestCase("Σ[j ∈ Ch(3)] b(⌊o/3⌋·3 + j) · f[⌊o/3⌋·3 + j](g)")]
    [TestCase("Σ[j ∈ Ch(2)] Σ[k ∈ H] W(k; ⌊o/2⌋·2 + j) · f[⌊o/2⌋·2 + 1](g·k)")]
    [TestCase("f[⌊⌊o/3⌋·3 + 1/2⌋·2 + 0](g)")]
    [TestCase("f[⌊5/2⌋·2 + 1](g)")]
    public void It_is_printed_as_it_was_written_and_read_back_in_ASCII(string written)
    {
        var design = Parsed($"λ(g; o). {written}");
        var ascii = DesignText.RenderAscii(design);
        Assert.Multiple(() =>
        {
            Assert.That(TermText.Render(design.Formula.Body), Is.EqualTo(written));
            Assert.That(DesignParser.Parse(ascii, "ascii"), Is.EqualTo(design));
            Assert.That(ascii, Does.Contain("floor(").And.Not.Contain('⌊'));
            Assert.That(DesignScope.Check(design), Is.EqualTo(design));
        });
    }

    [Test]
    public void It_is_typeset()
    {
        Channel index = new Channel.InGroup("o", 2, "j");
        Assert.Multiple(() =>
        {
            Assert.That(TermLatex.Render(index), Is.EqualTo(@"\lfloor o/2 \rfloor \cdot 2 + j"));
            Assert.That(
                TermMathMl.Render(index),
                Does.Contain("⌊").And.Contain("⌋").And.Contain("<mi>j</mi>")
            );
        });
    }

    [Test]
    public void In_a_definition_it_takes_the_index_of_its_use() =>
        Assert.That(
            TermText.Render(
                Parsed(
                    "let m(g; c) = mean[j ∈ Ch(2)] f[⌊c/2⌋·2 + j](g)\nλ(g; o). Σ[j ∈ Ch(6)] m(g; j)"
                ).Formula.Body
            ),
            Is.EqualTo("Σ[j ∈ Ch(6)] mean[j_2 ∈ Ch(2)] f[⌊j/2⌋·2 + j_2](g)")
        );

    /// <summary>Group of three: channel o reads the channels 0 … 2 or 3 … 5.</summary>
    [Test]
    public void The_channels_of_a_group_are_those_with_the_same_quotient()
    {
        var type = new FieldType(PointGroups.P4, Fibre.Regular, 6, Region.Box(1, 1));
        var op = Typing.Elaborate(
            new Op.Custom(Parsed("λ(g; o). Σ[j ∈ Ch(3)] f[⌊o/3⌋·3 + j](g)")),
            type
        );
        var input = Signal<double>.Generate(type, 1, i => i);
        var output = Reference.Evaluate(op, Parameters<double>.Generate(op, (_, _, _) => 0), input);
        for (var o = 0; o < 6; o++)
        for (var h = 0; h < 4; h++)
            Assert.That(
                output.Values[o * 4 + h],
                Is.EqualTo(
                    Enumerable
                        .Range(0, 6)
                        .Where(c => c / 3 == o / 3)
                        .Sum(c => input.Values[c * 4 + h])
                )
            );
    }

    [TestCase("f[⌊o/2⌋·3 + 0](g)", "5:18", "the factor 3", "2, by which the index is divided")]
    [TestCase("f[⌊o/0⌋·0 + 0](g)", "5:15", "'0'", "a number from 1 to 1000000")]
    [TestCase(
        "Σ[j ∈ Ch(3)] f[⌊o/2⌋·2 + j](g)",
        "5:25",
        "the channel index '⌊o/2⌋·2 + j' with values up to 6",
        "an index below 6, the number of channels of f"
    )]
    [TestCase(
        "f[⌊o/4⌋·4 + 2](g)",
        "5:12",
        "the channel index '⌊o/4⌋·4 + 2' with values up to 6",
        "an index below 6, the number of channels of f"
    )]
    [TestCase(
        "b(⌊o/2⌋·2 + 2)",
        "5:12",
        "the channel index '⌊o/2⌋·2 + 2' with values up to 6",
        "an index below 6 as in b(6)"
    )]
    [TestCase("f[⌊g/2⌋·2 + 0](g)", "5:13", "the position 'g'", "a channel index")]
    [TestCase("f[⌊i/2⌋·2 + 0](g)", "5:13", "the unbound variable 'i'", "a bound variable (g, o)")]
    [TestCase("f[o](⌊o/2⌋·2 + 0)", "5:15", "'⌊'", "a position or relative element")]
    [TestCase("f[⌊o/2⌋·2](g)", "5:19", "']'", "'+'")]
    public void A_fault_is_placed(string term, string at, string found, string expected)
    {
        var fault = Assert.Throws<DesignSyntaxException>(() => Parsed($"λ(g; o). {term}"))!;
        Assert.Multiple(() =>
        {
            Assert.That($"{fault.Line}:{fault.Column}", Is.EqualTo(at));
            Assert.That(fault.Found, Is.EqualTo(found));
            Assert.That(fault.Expected, Is.EqualTo(expected));
        });
    }

    [TestCase(0)]
    [TestCase(-2)]
    [TestCase(2_000_000)]
    public void A_group_of_no_channels_is_no_scoped_design(int size)
    {
        var design = Parsed("λ(g; o). f[⌊o/2⌋·2 + 0](g)");
        var broken = design with
        {
            Formula = design.Formula with
            {
                Body = new Term.Signal(
                    new Channel.InGroup("o", size, new Channel.Literal(0)),
                    new Site.Variable("g")
                ),
            },
        };
        Assert.That(() => DesignScope.Check(broken), Throws.InstanceOf<ScopeException>());
    }

    private static Design Parsed(string text) => DesignParser.Parse(Head + text, "text");
}
