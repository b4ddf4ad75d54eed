using AgeFormal.Algebra;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>A part of an HTML document. Text is escaped when it is written; there is no way to put in markup as text.</summary>
internal abstract record Node
{
    private Node() { }

    /// <summary>Characters.</summary>
    /// <param name="Value">The characters, not escaped.</param>
    public sealed record Text(string Value) : Node;

    /// <summary>Formulas as <see cref="Operators.Rendering.TermMathMl"/> and <see cref="ClaimMathMl"/> write them.</summary>
    /// <param name="MathMl">Complete <c>math</c> elements.</param>
    public sealed record Formula(string MathMl) : Node;

    /// <summary>An element.</summary>
    /// <param name="Name">The name of the tag.</param>
    /// <param name="Attributes">The attributes, values not escaped.</param>
    /// <param name="Children">The content.</param>
    public sealed record Element(
        string Name,
        EqArray<(string Name, string Value)> Attributes,
        EqArray<Node> Children
    ) : Node
    {
        /// <summary>The element with one more attribute.</summary>
        public Element With(string name, string value) =>
            this with
            {
                Attributes = [.. Attributes, (name, value)],
            };

        /// <summary>The element with a class.</summary>
        public Element Class(string names) => With("class", names);
    }

    /// <summary>An element with content.</summary>
    public static Element Tag(string name, params IEnumerable<Node> children) =>
        new(name, [], children.ToEqArray());

    /// <summary>The characters.</summary>
    public static implicit operator Node(string text) => new Text(text);

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Text, T> text, Func<Formula, T> formula, Func<Element, T> element) =>
        this switch
        {
            Text node => text(node),
            Formula node => formula(node),
            Element node => element(node),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
