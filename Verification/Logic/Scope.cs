using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>What a variable stands for.</summary>
public enum VariableSort
{
    /// <summary>A position.</summary>
    Position,

    /// <summary>A relative element.</summary>
    Relative,

    /// <summary>A channel index.</summary>
    Channel,
}

/// <summary>A bound variable.</summary>
/// <param name="Name">The name.</param>
/// <param name="Sort">What it stands for.</param>
/// <param name="Count">The number of values of a channel index; 0 for the other sorts.</param>
public sealed record Binding(string Name, VariableSort Sort, int Count = 0);

/// <summary>Γ: the variables in scope, innermost last; an inner variable hides an outer one of the same name.</summary>
/// <param name="Vocabulary">The parameters and windows.</param>
/// <param name="Bindings">The variables.</param>
public sealed record Scope(Vocabulary Vocabulary, EqArray<Binding> Bindings)
{
    /// <summary>The variable with a name, or null.</summary>
    public Binding? Find(string name) => Bindings.LastOrDefault(binding => binding.Name == name);

    /// <summary>Γ with one more variable.</summary>
    public Scope Bind(Binding binding) => this with { Bindings = [.. Bindings, binding] };

    /// <summary>For example <c>g : position, c : Ch(3)</c>.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Bindings.Select(binding =>
                binding.Sort switch
                {
                    VariableSort.Position => $"{binding.Name} : position",
                    VariableSort.Relative => $"{binding.Name} : relative",
                    VariableSort.Channel => $"{binding.Name} : Ch({binding.Count})",
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            )
        );
}
