using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Occurrences of names in terms.</summary>
internal static class Occurrences
{
    /// <summary>Whether a name occurs in a word or as a channel index, bound or not.</summary>
    public static bool Variable(WordTerm term, string name)
    {
        bool In(GroupWord word) => word.Normalise().Letters.Any(letter => letter.Name == name);
        bool Is(Channel channel) => channel.Reads(name);
        return term.Descendants()
            .Any(part =>
                part switch
                {
                    WordTerm.Signal signal => In(signal.At) || Is(signal.Channel),
                    WordTerm.Parameter parameter => parameter.At.Any(In)
                        || parameter.Channels.Any(Is),
                    _ => false,
                }
            );
    }

    /// <summary>The term with a channel index replaced.</summary>
    public static WordTerm Put(WordTerm term, string name, Channel value)
    {
        Channel In(Channel channel) => channel.Map(at => at.Name == name ? value : at);
        return term switch
        {
            WordTerm.Signal signal => signal with { Channel = In(signal.Channel) },
            WordTerm.Parameter parameter => parameter with
            {
                Channels = parameter.Channels.Select(In).ToEqArray(),
            },
            _ => term.MapChildren(part => Put(part, name, value)),
        };
    }
}
