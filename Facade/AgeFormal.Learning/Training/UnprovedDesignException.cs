namespace AgeFormal.Learning.Training;

/// <summary>A network that is to be trained holds a custom design without a proof that it is equivariant.</summary>
public sealed class UnprovedDesignException : InvalidOperationException
{
    /// <summary>The refusal.</summary>
    /// <param name="layer">The path of the layer.</param>
    /// <param name="design">The name of the design.</param>
    /// <param name="verdict">What is known about it.</param>
    public UnprovedDesignException(string layer, string design, Verdict verdict)
        : base(
            $"Layer '{layer}': the design '{design}' is {verdict}; expected a proof, or the option {nameof(TrainingRecipe.AllowUnproved)}."
        )
    {
        Layer = layer;
        Design = design;
        Verdict = verdict;
    }

    /// <summary>The path of the layer.</summary>
    public string Layer { get; }

    /// <summary>The name of the design.</summary>
    public string Design { get; }

    /// <summary>What is known about the design.</summary>
    public Verdict Verdict { get; }
}
