using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Operators.Language.Editing;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>Changed texts put to the prover and the second method, each text once.</summary>
internal sealed class RepairTrials(IdentityOptions? options, CancellationToken cancellation)
{
    private readonly Dictionary<string, DesignReport?> _known = [];

    /// <summary>The report on the design that a change makes, where it is proved and still reads f; else null.</summary>
    public DesignReport? Proved(DesignEdit edit)
    {
        if (!_known.TryGetValue(edit.Text, out var known))
            _known.Add(edit.Text, known = Tried(edit.Text));
        return known;
    }

    // A change can leave a text that is no design: an unbound name, or an argument of another sort.
    private DesignReport? Tried(string text)
    {
        try
        {
            var design = DesignParser.Parse(text, "the repaired design");
            return design.Formula.Body.Any(term => term is Term.Signal)
                ? DesignVerifier.Proved(design, options, cancellation)
                : null;
        }
        catch (DesignSyntaxException)
        {
            return null;
        }
    }
}
