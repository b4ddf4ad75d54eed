using AgeFormal.Operators;

namespace AgeFormal.Programs.Formulas;

/// <summary>Terms that depend on a channel c by its group of n channels, ⌊c/n⌋, alone.</summary>
internal static class ChannelGroups
{
    /// <summary>n, where the index is read by its group of n channels alone and somewhere; null elsewhere.</summary>
    /// <param name="term">The term.</param>
    /// <param name="name">The index, free in the term.</param>
    public static int? SizeIn(Term term, string name)
    {
        int[] sizes = [.. Sizes(term, name).Distinct().Take(2)];
        return sizes is [> 1 and var size] ? size : null;
    }

    // n for each ⌊c/n⌋ and 1 for each c.
    private static IEnumerable<int> Sizes(Term term, string name) =>
        term switch
        {
            Term.Signal signal => Sizes(signal.Channel, name),
            Term.Parameter parameter => parameter.Channels.SelectMany(at => Sizes(at, name)),
            Term.Reduce reduce when reduce.Variable == name => [],
            Term.Sampled sampled when sampled.Variable == name => [],
            _ => term.Children().SelectMany(part => Sizes(part, name)),
        };

    private static IEnumerable<int> Sizes(Channel channel, string name) =>
        channel.Match<IEnumerable<int>>(
            variable: variable => variable.Name == name ? [1] : [],
            literal: _ => [],
            inGroup: index =>
                Sizes(index.Within, name)
                    .Concat(
                        index.Of is Channel.Variable of && of.Name == name
                            ? [index.Size]
                            : Sizes(index.Of, name)
                    )
        );
}
