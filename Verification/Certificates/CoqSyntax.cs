using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Certificates;

/// <summary>Formulas and vocabularies as terms of <c>FreeTheorem.v</c>, names and order kept.</summary>
internal static class CoqSyntax
{
    /// <summary>λ(s…; c…). t as a term of type <c>formula</c>.</summary>
    public static string Of(Formula formula, Vocabulary vocabulary)
    {
        var channels = formula.Channels.Select(
            (name, i) => $"({Text(name)}, {Natural(vocabulary.OutputChannels[i])})"
        );
        return $"Formula {List(formula.Sites.Select(Text))} {List(channels)}\n  {Of(formula.Body)}";
    }

    /// <summary>The input's channels, the arities of parameters and the windows, of type <c>vocabulary</c>.</summary>
    public static string Of(Vocabulary vocabulary)
    {
        var parameters = vocabulary.Parameters.Select(parameter =>
        {
            return $"({Text(parameter.Name)}, ({Natural(parameter.Axes.Relative.Count)}, {List(parameter.Axes.ChannelSizes.Select(Natural))}))";
        });
        var windows = vocabulary.Windows.Select(window => Text(window.Name));
        return $"Vocabulary {Natural(vocabulary.InputChannels)} {List(parameters)} {List(windows)}";
    }

    /// <summary>What the axes of each parameter read, of type <c>list (string * list axis)</c>.</summary>
    public static string Shapes(Vocabulary vocabulary) =>
        List(
            vocabulary.Parameters.Select(parameter =>
                $"({Text(parameter.Name)}, {Shape(parameter.Name, vocabulary)})"
            )
        );

    /// <summary>The conditions of a theorem, of type <c>list condition</c>.</summary>
    public static string Of(EqArray<Condition> conditions, Vocabulary vocabulary) =>
        List(
            conditions.Select(condition =>
                condition.Match(
                    abelian: _ => "AbelianPointGroup",
                    stable: stable => $"StableWindow {Text(stable.Window)}",
                    isotropic: isotropic =>
                        $"Isotropic {Text(isotropic.Parameter)} {Shape(isotropic.Parameter, vocabulary)}",
                    named: named =>
                        throw new CertificateException(
                            named.ToString(),
                            $"the proof distinguishes the elements of {named.Group.Symbol}, of which the library states no table"
                        )
                )
            )
        );

    /// <summary>The matrices of H and the points of the windows, in doubled coordinates, of type <c>lattice</c>.</summary>
    public static string Lattice(Vocabulary vocabulary)
    {
        var matrices = vocabulary.Group.Matrices.Select(matrix =>
            List(
                Enumerable
                    .Range(0, matrix.Dimension)
                    .Select(row =>
                        Vector(Enumerable.Range(0, matrix.Dimension).Select(j => matrix[row, j]))
                    )
            )
        );
        var windows = vocabulary.Windows.Select(window =>
            $"({Text(window.Name)}, {List(window.Points.Points.Select(point => Vector(point)))}%Z)"
        );
        return $"Lattice {List(matrices)}%Z {List(windows)}";
    }

    private static string Vector(IEnumerable<int> entries) => List(entries.Select(Natural));

    private static string Shape(string parameter, Vocabulary vocabulary) =>
        List(
            vocabulary
                .RelativeAxes(parameter)
                .SelectMany(axis =>
                    axis.Match<string[]>(
                        channels: _ => [],
                        pointElements: _ => ["OnPointElements"],
                        window: _ => ["OnWindow"]
                    )
                )
        );

    private static string Of(Term term) =>
        term.Match(
            constant: constant => Number(constant.Value),
            signal: signal => $"(TSignal {Of(signal.Channel)} {Of(signal.At)})",
            parameter: parameter =>
                $"(TParameter {Text(parameter.Name)} {List(parameter.At.Select(Of))} {List(parameter.Channels.Select(Of))})",
            pointwise: pointwise =>
                $"(TPointwise {Text(pointwise.Function.Name)} {Of(pointwise.Argument)})",
            sum: sum => $"(TSum {List(sum.Terms.Select(Of))})",
            product: product => $"(TProduct {List(product.Factors.Select(Of))})",
            reduce: reduce =>
                $"(TReduce {Name(reduce.By)} {Text(reduce.Variable)} {Of(reduce.Over)} {Of(reduce.Body)})",
            sampled: sampled =>
                $"(TSampled {Text(sampled.Variable)} {Of(sampled.At)} {Of(sampled.Body)})"
        );

    private static string Of(Site site) =>
        site.Match(
            variable: variable => $"(SVariable {Text(variable.Name)})",
            moved: moved => $"(SMoved {Of(moved.Origin)} {Of(moved.By)})"
        );

    private static string Of(Rel rel) =>
        rel.Match(
            variable: variable => $"(RVariable {Text(variable.Name)})",
            constant: constant => $"(RConstant {Text(constant.Name)})",
            unit: _ => "RUnit",
            between: between => $"(RBetween {Of(between.From)} {Of(between.To)})",
            product: product => $"(RProduct {Of(product.Left)} {Of(product.Right)})",
            inverse: inverse => $"(RInverse {Of(inverse.Of)})",
            pointPart: part => $"(RPointPart {Of(part.Of)})",
            translationPart: part => $"(RTranslationPart {Of(part.Of)})",
            absolute: absolute => $"(RAbsolute {Of(absolute.At)})"
        );

    private static string Of(Domain domain) =>
        domain.Match(
            sites: _ => "Sites",
            wholeGroup: _ => "(Over WholeGroup)",
            translations: _ => "(Over Translations)",
            pointElements: _ => "(Over PointElements)",
            window: window => $"(Over (Window {Text(window.Name)}))",
            absoluteWindow: window => $"(AbsoluteWindow {Text(window.Name)} {Of(window.At)})",
            channels: channels => $"(Channels {Natural(channels.Count)})"
        );

    private static string Of(Channel channel) =>
        channel.Match(
            variable: variable => $"(CVariable {Text(variable.Name)})",
            literal: literal => $"(CLiteral {Natural(literal.Index)})",
            inGroup: index => $"(CInGroup {Of(index.Of)} {Natural(index.Size)} {Of(index.Within)})"
        );

    private static string Number(Coefficient value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(TNumber ({value.Factor.Numerator})%Z {value.Factor.Denominator}%positive ({value.PowerOfPi})%Z)"
        );

    private static string Name(Reduction reduction) =>
        reduction switch
        {
            Reduction.Sum => "Sum",
            Reduction.Mean => "Mean",
            Reduction.Max => "Max",
            Reduction.Min => "Min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Natural(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> items) => $"[{string.Join("; ", items)}]";

    /// <summary>A text of type <c>string</c>: a quotation mark is doubled; all else, line breaks included, stands for itself.</summary>
    public static string Text(string text) =>
        $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
