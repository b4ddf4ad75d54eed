using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators;

/// <summary>The conditions on a design that is to be a layer.</summary>
internal static class CustomRules
{
    public static void Check(string path, FieldType input, Design design)
    {
        void Expect(bool law, string reason)
        {
            if (!law)
                throw new TypingException(path, $"the design '{design.Name}' {reason}");
        }
        try
        {
            DesignScope.Check(design);
        }
        catch (ScopeException fault)
        {
            throw new TypingException(path, fault.Message.TrimEnd('.'));
        }
        Expect(
            !design.IsAttentionMap && design.Output.Count == 1,
            $"binds {design.Formula.Sites.Count} positions and {design.Output.Count} channel indices; a layer λ(g; o) is expected"
        );
        Expect(
            design.Input.Fibre == input.Fibre,
            $"reads a signal on the {On(design.Input.Fibre)}, received {input}"
        );
        Expect(
            design.Input.Channels == input.Channels,
            $"reads {design.Input.Channels} channels, received {input}"
        );
        Expect(
            design.Constants.Count == 0,
            $"names elements ({string.Join(", ", design.Constants)}), for which a layer has no values"
        );
        Expect(
            design.Group.Match(
                any: _ => true,
                abelian: _ => input.Group.Group.IsAbelian(),
                named: named => named.Symbol == input.Group.Symbol
            ),
            $"is for H {design.Group}, received {input.Group.Symbol}"
        );
        Expect(
            !design.Parameters.Any(parameter => parameter.Isotropic),
            "declares an isotropic parameter, which training does not keep isotropic"
        );
        foreach (var window in design.Windows)
            Check(input, window, Expect);
    }

    private static void Check(FieldType input, DesignWindow window, Action<bool, string> expect)
    {
        expect(
            window.Shape is not null,
            $"leaves the window '{window.Name}' open; a shape is expected"
        );
        Region? region = null;
        try
        {
            region = window.Shape!.On(input.Group);
        }
        catch (ArgumentException fault)
        {
            expect(false, $"has the window '{window.Name}': {fault.Message}");
        }
        expect(
            region!.Dimension == input.Grid.Dimension && region.Outline == input.Grid.Outline,
            $"has the window '{window.Name}' of {region}, expected the dimension and outline of {input.Grid}"
        );
        expect(
            region.BoxCount <= Limits.WindowPoints,
            $"has the window '{window.Name}' of {region}, expected at most {Limits.WindowPoints} points"
        );
        expect(
            region.Sizes.All(size => size % 2 == 1),
            $"has the window '{window.Name}' of {region}, expected odd sides, centred on a point"
        );
        expect(
            !window.Stable || region.Stabilizer(input.Group).Count == input.Group.Order,
            $"declares the window '{window.Name}' stable, which {region} is not under {input.Group.Symbol}"
        );
    }

    private static string On(Fibre fibre) => fibre == Fibre.Trivial ? "lattice" : "group";
}
