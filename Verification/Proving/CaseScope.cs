using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>An element of ℤ^d ⋊ H whose linear part is known.</summary>
/// <param name="Translation">x.</param>
/// <param name="Linear">h, an index of H.</param>
internal sealed record CaseElement(CaseTranslation Translation, int Linear);

/// <summary>What the letters and the channel indices of a term stand for in a case.</summary>
internal sealed class CaseScope
{
    private readonly CaseGroup _group;
    private readonly ImmutableDictionary<GroupLetter, CaseElement> _elements;
    private readonly ImmutableDictionary<string, string> _channels;

    private CaseScope(
        CaseGroup group,
        ImmutableDictionary<GroupLetter, CaseElement> elements,
        ImmutableDictionary<string, string> channels,
        int depth
    )
    {
        _group = group;
        _elements = elements;
        _channels = channels;
        Depth = depth;
    }

    /// <summary>The number of variables that are bound around and not written out.</summary>
    public int Depth { get; }

    /// <summary>The scope of a case: the linear part of each free letter.</summary>
    public static CaseScope Of(
        CaseGroup group,
        IEnumerable<(GroupLetter Letter, int Linear)> free
    ) =>
        new(
            group,
            free.ToImmutableDictionary(
                one => one.Letter,
                one => new CaseElement(
                    one.Letter.Sort == LetterSort.Linear
                        ? group.Origin
                        : CaseTranslation.Of(one.Letter, group.Dimension),
                    one.Linear
                )
            ),
            ImmutableDictionary<string, string>.Empty,
            0
        );

    /// <summary>The variable that is bound next: no formula has a name with that sign.</summary>
    public GroupLetter Fresh => GroupLetter.Translation($"·{Depth}");

    /// <summary>With a letter for an element.</summary>
    public CaseScope With(GroupLetter letter, CaseElement value) =>
        new(_group, _elements.SetItem(letter, value), _channels, Depth);

    /// <summary>With a channel index that is bound and not written out.</summary>
    public CaseScope WithChannel(string variable) =>
        new(_group, _elements, _channels.SetItem(variable, $"·{Depth}"), Depth);

    /// <summary>Inside of one more variable that is not written out.</summary>
    public CaseScope Deeper() => new(_group, _elements, _channels, Depth + 1);

    /// <summary>The name of a channel index in the case.</summary>
    public string Channel(Channel channel) =>
        channel.Match(
            variable: variable => _channels.GetValueOrDefault(variable.Name, variable.Name),
            literal: literal => $"#{literal.Index}",
            inGroup: index => $"(⌊{Channel(index.Of)}/{index.Size}⌋+{Channel(index.Within)})"
        );

    /// <summary>The element that a word is in the case.</summary>
    public CaseElement Element(GroupWord word) => word.Fold(new CaseElements(_group, _elements));

    private sealed class CaseElements(
        CaseGroup group,
        ImmutableDictionary<GroupLetter, CaseElement> elements
    ) : IGroupWordFold<CaseElement>
    {
        public CaseElement Letter(GroupLetter letter) => elements[letter];

        public CaseElement Product(CaseElement left, CaseElement right) =>
            new(
                left.Translation.Plus(right.Translation.Moved(group.Matrix(left.Linear))),
                group.Table.Multiply(left.Linear, right.Linear)
            );

        public CaseElement Inverse(CaseElement operand)
        {
            var linear = group.Table.Inverse(operand.Linear);
            return new(operand.Translation.Moved(group.Matrix(linear)).Negated(), linear);
        }

        public CaseElement Identity() => new(group.Origin, group.Table.Identity);

        public CaseElement LinearPart(CaseElement operand) =>
            operand with
            {
                Translation = group.Origin,
            };

        public CaseElement TranslationPart(CaseElement operand) =>
            operand with
            {
                Linear = group.Table.Identity,
            };
    }
}

/// <summary>The tables of a finite H.</summary>
internal sealed class CaseGroup(PointGroup group)
{
    private readonly int[][] _matrices =
    [
        .. group.Matrices.Select(matrix => matrix.Entries.ToArray()),
    ];

    /// <summary>The Cayley table.</summary>
    public FiniteGroup Table => group.Group;

    /// <summary>d.</summary>
    public int Dimension => group.Dimension;

    /// <summary>0.</summary>
    public CaseTranslation Origin { get; } = CaseTranslation.At(new int[group.Dimension]);

    /// <summary>M_h, row by row.</summary>
    public int[] Matrix(int element) => _matrices[element];
}
