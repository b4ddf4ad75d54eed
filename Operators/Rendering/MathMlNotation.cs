namespace AgeFormal.Operators.Rendering;

/// <summary>The symbols of the formula language in MathML Core; brackets do not stretch, so that lines may be broken inside them.</summary>
internal static class MathMlNotation
{
    public static Notation Instance { get; } =
        new(
            Variable: MathMlText.Name,
            ParameterName: (name, onGroup) =>
                onGroup && name == "weight" ? MathMlText.Identifier("ψ") : MathMlText.Name(name),
            Pointwise: (function, of) =>
                function.Exponent is { } k
                    ? MathMlText.Power(MathMlText.Bracketed(of), MathMlText.Number(k))
                    : MathMlText.Identifier(
                        function == PointwiseFunction.Sigmoid ? "σ" : function.Name
                    ) + MathMlText.Bracketed(of),
            WindowName: MathMlText.Name,
            Number: MathMlText.Number,
            Index: MathMlText.Integer,
            InGroup: MathMlText.InGroup,
            Signal: (name, channel, at) =>
                MathMlText.Indexed(name, channel) + MathMlText.Bracketed(at),
            Applied: (name, arguments) => name + MathMlText.Bracketed(arguments),
            Inverse: MathMlText.Inverse,
            Reduce: MathMlText.Reduce,
            Member: MathMlText.Member,
            Softmax: (over, body) =>
                MathMlText.Indexed(MathMlText.Identifier("softmax"), over)
                + MathMlText.Bracketed(body),
            Sampled: (variable, at) =>
                MathMlText.Bracket("[")
                + variable
                + MathMlText.Infix("≔")
                + at
                + MathMlText.Bracket("]")
                + "<mspace width=\"0.2em\"/>",
            SignalName: MathMlText.Identifier("f"),
            TranslatedSignal: MathMlText.Bracketed(
                MathMlText.Indexed(MathMlText.Identifier("L"), MathMlText.Identifier("ḡ"))
                    + MathMlText.Identifier("f")
            ),
            Act: "<mspace width=\"0.15em\"/>",
            Plus: MathMlText.Infix("+") + MathMlText.Break,
            Times: MathMlText.Infix("·") + MathMlText.Break,
            Comma: MathMlText.Separator(","),
            Semicolon: MathMlText.Separator(";"),
            Unit: MathMlText.Identifier("e"),
            PointPart: MathMlText.Indexed(MathMlText.Identifier("π"), MathMlText.Identifier("H")),
            TranslationPart: MathMlText.Indexed(
                MathMlText.Identifier("π"),
                MathMlText.Identifier("X")
            ),
            Absolute: MathMlText.Identifier("Abs"),
            AllSites: MathMlText.Identifier("𝒮"),
            WholeGroup: MathMlText.Identifier("G"),
            Translations: MathMlText.Identifier("N"),
            PointElements: MathMlText.Identifier("H"),
            Open: MathMlText.Bracket("("),
            Close: MathMlText.Bracket(")"),
            Channels: count => MathMlText.Indexed(MathMlText.Identifier("Ch"), $"<mn>{count}</mn>"),
            AbsoluteWindow: (name, at) =>
                MathMlText.Identifier("AbsWin")
                + MathMlText.Bracketed(MathMlText.Name(name))
                + MathMlText.Infix("@")
                + at,
            Lambda: (bound, body) =>
                MathMlText.Identifier("λ")
                + MathMlText.Bracketed(bound)
                + MathMlText.Separator(".")
                + MathMlText.Break
                + body
        );
}
