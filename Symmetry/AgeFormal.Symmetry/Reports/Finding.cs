namespace AgeFormal.Symmetry;

/// <summary>What a program does with one element of a group: one case for each outcome of the walk through its steps.</summary>
/// <param name="Element">The element.</param>
/// <param name="Name">Its name.</param>
public abstract record Finding(int Element, string Name)
{
    /// <summary>Every step carries the element on: in exact arithmetic moved inputs give moved outputs, whatever the input.</summary>
    /// <param name="Element">The element.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Output">How the output moves, in words.</param>
    /// <param name="Difference">The largest difference of numbers that were taken for equal; 0 where they are bit by bit.</param>
    /// <param name="Layer">The layer of the largest difference; empty where there is none.</param>
    public sealed record Carried(
        int Element,
        string Name,
        string Output,
        double Difference,
        string Layer
    ) : Finding(Element, Name)
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Carried, T> carried,
            Func<Lost, T> lost,
            Func<Unknown, T> unknown
        )
        {
            ArgumentNullException.ThrowIfNull(carried);
            return carried(this);
        }
    }

    /// <summary>A step does not carry the element on by the rule that it has. That alone refutes nothing.</summary>
    /// <param name="Element">The element.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Step">The first step that loses it.</param>
    /// <param name="Layer">The layer of the step.</param>
    /// <param name="Reason">What differs.</param>
    public sealed record Lost(int Element, string Name, int Step, string Layer, string Reason)
        : Finding(Element, Name)
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Carried, T> carried,
            Func<Lost, T> lost,
            Func<Unknown, T> unknown
        )
        {
            ArgumentNullException.ThrowIfNull(lost);
            return lost(this);
        }
    }

    /// <summary>There is no rule for a step, or none that applies.</summary>
    /// <param name="Element">The element.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Layer">The layer of the step.</param>
    /// <param name="Reason">What there is no rule for.</param>
    public sealed record Unknown(int Element, string Name, int Step, string Layer, string Reason)
        : Finding(Element, Name)
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Carried, T> carried,
            Func<Lost, T> lost,
            Func<Unknown, T> unknown
        )
        {
            ArgumentNullException.ThrowIfNull(unknown);
            return unknown(this);
        }
    }

    /// <summary>One function for each case.</summary>
    public abstract T Match<T>(
        Func<Carried, T> carried,
        Func<Lost, T> lost,
        Func<Unknown, T> unknown
    );
}
