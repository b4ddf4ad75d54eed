namespace AgeFormal.Learning;

/// <summary>A network with its weights does not say how a picture is made ready for it, as a published state dictionary does not.</summary>
public sealed class UnspecifiedPreprocessingException : Exception
{
    internal UnspecifiedPreprocessingException(string network)
        : base(
            $"{network}: its weights do not say how pictures are made ready for it; expected 'preprocessing' in the metadata of the file, or a value of {nameof(TrainedNetwork)}.{nameof(TrainedNetwork.Preprocessing)}."
        ) => Network = network;

    /// <summary>The name of the network.</summary>
    public string Network { get; }
}
