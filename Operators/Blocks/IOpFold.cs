namespace AgeFormal.Operators;

/// <summary>An interpretation of elementary blocks: one method per case of <see cref="Op.Elementary"/>.</summary>
/// <typeparam name="T">What a block is interpreted as.</typeparam>
public interface IElementaryFold<T>
{
    /// <summary>Interprets a lifting convolution.</summary>
    T LiftingConvolution(Op.LiftingConvolution op);

    /// <summary>Interprets a group convolution.</summary>
    T GroupConvolution(Op.GroupConvolution op);

    /// <summary>Interprets an attentive convolution.</summary>
    T AttentiveConvolution(Op.AttentiveConvolution op);

    /// <summary>Interprets attention on the input of a convolution.</summary>
    T InputAttention(Op.InputAttention op);

    /// <summary>Interprets a layer by a formula of the user's own.</summary>
    T Custom(Op.Custom op);

    /// <summary>Interprets a crop.</summary>
    T Crop(Op.Crop op);

    /// <summary>Interprets upsampling.</summary>
    T Upsampling(Op.Upsampling op);

    /// <summary>Interprets a pointwise function.</summary>
    T Pointwise(Op.Pointwise op);

    /// <summary>Interprets batch normalisation.</summary>
    T BatchNormalization(Op.BatchNormalization op);

    /// <summary>Interprets dropout.</summary>
    T Dropout(Op.Dropout op);

    /// <summary>Interprets pooling over a window.</summary>
    T SpatialPooling(Op.SpatialPooling op);

    /// <summary>Interprets pooling over the whole grid.</summary>
    T GlobalPooling(Op.GlobalPooling op);

    /// <summary>Interprets pooling over H.</summary>
    T GroupPooling(Op.GroupPooling op);
}

/// <summary>An interpretation of all building blocks: one method per case of <see cref="Op"/>.</summary>
/// <typeparam name="T">What a block is interpreted as.</typeparam>
public interface IOpFold<T> : IElementaryFold<T>
{
    /// <summary>Interprets a composition.</summary>
    T Sequence(Op.Sequence op);

    /// <summary>Interprets a sum of branches.</summary>
    T Sum(Op.Sum op);

    /// <summary>Interprets a concatenation of branches.</summary>
    T Concatenation(Op.Concatenation op);

    /// <summary>Interprets an operator on a larger group.</summary>
    T Restriction(Op.Restriction op);
}
