using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>A parameter as a certificate declares it.</summary>
internal sealed record ShippedParameter(string Name, int Relative, EqArray<int> Bounds);

/// <summary>A group as a certificate computes with it.</summary>
internal sealed record ShippedLattice(
    EqArray<EqArray<EqArray<int>>> Matrices,
    EqArray<(string Window, EqArray<EqArray<int>> Points)> Windows
);

/// <summary>What a certificate says of one formula, read from its text.</summary>
internal sealed record Shipped(
    Formula Formula,
    EqArray<int> OutputChannels,
    string Shown,
    int InputChannels,
    EqArray<ShippedParameter> Parameters,
    EqArray<string> Windows,
    EqArray<ShippedLattice> Lattices
);

/// <summary>Reads the terms of <c>FreeTheorem.v</c> back from the text that is shipped.</summary>
internal sealed class CoqReader
{
    private static readonly Regex Token = new(
        """\s+|(?<comment>\(\*)|(?<text>"(?:[^"]|"")*")|%\w+|(?<word>-?[\w']+)|(?<sign>:=|[\[\]();:,.=|])""",
        RegexOptions.CultureInvariant
    );

    private readonly string[] _tokens;
    private int _at;

    private CoqReader(string[] tokens) => _tokens = tokens;

    /// <summary>Every formula of a certificate file, in order.</summary>
    public static EqArray<Shipped> Read(string certificate)
    {
        const string start = "(* ---- Certificates ---- *)";
        var reader = new CoqReader([
            .. Tokens(
                certificate[(certificate.IndexOf(start, StringComparison.Ordinal) + start.Length)..]
            ),
        ]);
        return reader.All().ToEqArray();
    }

    /// <summary>A term of type <c>formula</c> with the number of values of each output index.</summary>
    public static (Formula Formula, EqArray<int> OutputChannels) ReadFormula(string text) =>
        new CoqReader([.. Tokens(text)]).Formula();

    private static IEnumerable<string> Tokens(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var match = Token.Match(text, at);
            if (!match.Success || match.Index != at)
                throw new FormatException(
                    $"no token at '{text[at..Math.Min(at + 30, text.Length)]}'"
                );
            at += match.Length;
            if (match.Groups["comment"].Success)
                at = AfterComment(text, at);
            else if (match.Groups["text"].Success)
                yield return match.Value;
            else if (match.Groups["word"].Success || match.Groups["sign"].Success)
                yield return match.Value;
        }
    }

    private static int AfterComment(string text, int at)
    {
        for (var depth = 1; depth > 0; at++)
            if (text.AsSpan(at).StartsWith("(*"))
                (depth, at) = (depth + 1, at + 1);
            else if (text.AsSpan(at).StartsWith("*)"))
                (depth, at) = (depth - 1, at + 1);
        return at;
    }

    private IEnumerable<Shipped> All()
    {
        while (_at < _tokens.Length)
        {
            if (!IsAt("Definition", "formula_"))
            {
                _at++;
                continue;
            }
            var (formula, counts) = Formula();
            Skip("Example", "shown_");
            Take(":", "show", "formula", "=");
            var shown = Text();
            Skip("Definition", "vocabulary_");
            Take(":", "vocabulary", ":=", "Vocabulary");
            var (input, parameters, windows) = (Number(), List(Parameter), List(Text));
            while (!IsAt("Definition", "lattices_") && !IsAt("Theorem", "certificate_"))
                _at++;
            EqArray<ShippedLattice> lattices = [];
            if (IsAt("Definition", "lattices_"))
            {
                Skip("Definition", "lattices_");
                Take(":", "list", "lattice", ":=");
                lattices = List(Lattice);
            }
            yield return new(formula, counts, shown, input, parameters, windows, lattices);
        }
    }

    private bool IsAt(string keyword, string name) =>
        _at + 1 < _tokens.Length
        && _tokens[_at] == keyword
        && _tokens[_at + 1].StartsWith(name, StringComparison.Ordinal);

    // Past the keyword and the name.
    private void Skip(string keyword, string name)
    {
        while (!IsAt(keyword, name))
            _at++;
        _at += 2;
    }

    private (Formula, EqArray<int>) Formula()
    {
        while (_tokens[_at] != "Formula")
            _at++;
        Take("Formula");
        var sites = List(Text);
        var channels = List(() => Pair(Text, Number));
        return (
            new Formula(sites, channels.Select(channel => channel.Item1).ToEqArray(), Term()),
            channels.Select(channel => channel.Item2).ToEqArray()
        );
    }

    private ShippedParameter Parameter()
    {
        var (name, (relative, bounds)) = Pair(Text, () => Pair(Number, () => List(Number)));
        return new(name, relative, bounds);
    }

    private ShippedLattice Lattice()
    {
        Take("Lattice");
        return new(
            List(() => List(() => List(Number))),
            List(() => Pair(Text, () => List(() => List(Number))))
        );
    }

    private Term Term() =>
        Node<Term>(head =>
            head switch
            {
                "TNumber" => new Term.Constant(Coefficient()),
                "TSignal" => new Term.Signal(Channel(), Site()),
                "TParameter" => new Term.Parameter(Text(), List(Rel), List(Channel)),
                "TPointwise" => new Term.Pointwise(Function(Text()), Term()),
                "TSum" => new Term.Sum(List(Term)),
                "TProduct" => new Term.Product(List(Term)),
                "TReduce" => new Term.Reduce(Reduction(Next()), Text(), Domain(), Term()),
                "TSampled" => new Term.Sampled(Text(), Site(), Term()),
                _ => throw Unknown(head, "term"),
            }
        );

    private Coefficient Coefficient()
    {
        var (numerator, denominator) = (Integer(), Integer());
        return new(new Rational(numerator, denominator), Number());
    }

    private Site Site() =>
        Node<Site>(head =>
            head switch
            {
                "SVariable" => new Site.Variable(Text()),
                "SMoved" => new Site.Moved(Site(), Rel()),
                _ => throw Unknown(head, "site"),
            }
        );

    private Rel Rel() =>
        Node<Rel>(head =>
            head switch
            {
                "RVariable" => new Rel.Variable(Text()),
                "RConstant" => new Rel.Constant(Text()),
                "RUnit" => new Rel.Unit(),
                "RBetween" => new Rel.Between(Site(), Site()),
                "RProduct" => new Rel.Product(Rel(), Rel()),
                "RInverse" => new Rel.Inverse(Rel()),
                "RPointPart" => new Rel.PointPart(Rel()),
                "RTranslationPart" => new Rel.TranslationPart(Rel()),
                "RAbsolute" => new Rel.Absolute(Site()),
                _ => throw Unknown(head, "rel"),
            }
        );

    private Domain Domain() =>
        Node<Domain>(head =>
            head switch
            {
                "Sites" => new Domain.Sites(),
                "AbsoluteWindow" => new Domain.AbsoluteWindow(Text(), Site()),
                "Channels" => new Domain.Channels(Number()),
                "Over" => Node<Domain>(region =>
                    region switch
                    {
                        "WholeGroup" => new Domain.WholeGroup(),
                        "Translations" => new Domain.Translations(),
                        "PointElements" => new Domain.PointElements(),
                        "Window" => new Domain.Window(Text()),
                        _ => throw Unknown(region, "region"),
                    }
                ),
                _ => throw Unknown(head, "domain"),
            }
        );

    private Channel Channel() =>
        Node<Channel>(head =>
            head switch
            {
                "CVariable" => new Channel.Variable(Text()),
                "CLiteral" => new Channel.Literal(Number()),
                "CInGroup" => new Channel.InGroup(Channel(), Number(), Channel()),
                _ => throw Unknown(head, "channel"),
            }
        );

    private static Reduction Reduction(string name) =>
        name switch
        {
            "Sum" => Operators.Reduction.Sum,
            "Mean" => Operators.Reduction.Mean,
            "Max" => Operators.Reduction.Max,
            "Min" => Operators.Reduction.Min,
            _ => throw Unknown(name, "reduction"),
        };

    private static PointwiseFunction Function(string name) => new(name, value => value);

    private T Node<T>(Func<string, T> of)
    {
        if (_tokens[_at] != "(")
            return of(Next());
        Take("(");
        var value = of(Next());
        Take(")");
        return value;
    }

    private EqArray<T> List<T>(Func<T> item)
    {
        var items = new List<T>();
        Take("[");
        while (_tokens[_at] != "]")
        {
            if (items.Count > 0)
                Take(";");
            items.Add(item());
        }
        Take("]");
        return items.ToEqArray();
    }

    private (T, U) Pair<T, U>(Func<T> first, Func<U> second)
    {
        Take("(");
        var left = first();
        Take(",");
        var right = second();
        Take(")");
        return (left, right);
    }

    private int Number() => (int)Integer();

    private BigInteger Integer() =>
        Node(text => BigInteger.Parse(text, CultureInfo.InvariantCulture));

    private string Text()
    {
        var text = Next();
        return text.StartsWith('"')
            ? new StringBuilder(text[1..^1]).Replace("\"\"", "\"").ToString()
            : throw Unknown(text, "text");
    }

    private string Next() =>
        _at < _tokens.Length ? _tokens[_at++] : throw new FormatException("the text ends early");

    private void Take(params string[] expected)
    {
        foreach (var text in expected)
            if (
                Next() is var found
                && found != text
                && !found.StartsWith($"{text}_", StringComparison.Ordinal)
            )
                throw new FormatException($"expected '{text}', received '{found}'");
    }

    private static FormatException Unknown(string found, string expected) =>
        new($"expected a {expected}, received '{found}'");
}
