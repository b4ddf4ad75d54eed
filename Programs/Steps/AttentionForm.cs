namespace AgeFormal.Programs;

/// <summary>How attentive convolutions are lowered.</summary>
internal enum AttentionForm
{
    /// <summary>The responses of every input channel are one tensor, and attention is what other steps make of it.</summary>
    Stored,

    /// <summary>Steps of their own compute the responses where they read them; a block that has no such steps is refused.</summary>
    Streamed,

    /// <summary>As streamed, and stored where a block has no such steps.</summary>
    StreamedWherePossible,

    /// <summary>By the formula of the block alone.</summary>
    Formula,
}
