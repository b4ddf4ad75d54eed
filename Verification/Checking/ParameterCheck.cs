using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>What the arguments of a parameter have to be, axis by axis.</summary>
internal static class ParameterCheck
{
    /// <summary>The claims about the arguments, relative ones first; null when they do not fit the declaration.</summary>
    public static IEnumerable<Claim>? Arguments(Scope scope, Term.Parameter parameter)
    {
        if (scope.Vocabulary.Parameter(parameter.Name) is not { } declaration)
            return null;
        var relative = new List<Claim>();
        var channels = new List<Claim>();
        foreach (var axis in declaration.Axes)
        {
            bool Element() => Take(parameter.At, relative, rel => new Claim.Relative(scope, rel));
            var fits = axis.Match(
                channels: of =>
                    Take(
                        parameter.Channels,
                        channels,
                        channel => new Claim.Index(scope, channel, of.Count)
                    ),
                pointElements: _ => Element(),
                window: of => scope.Vocabulary.Window(of.Window) is not null && Element()
            );
            if (!fits)
                return null;
        }
        return relative.Count == parameter.At.Count && channels.Count == parameter.Channels.Count
            ? relative.Concat(channels)
            : null;
    }

    private static bool Take<T>(IReadOnlyList<T> arguments, List<Claim> taken, Func<T, Claim> claim)
    {
        if (taken.Count >= arguments.Count)
            return false;
        taken.Add(claim(arguments[taken.Count]));
        return true;
    }
}
