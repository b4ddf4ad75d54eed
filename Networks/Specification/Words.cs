namespace AgeFormal.Networks.Specification;

/// <summary>The names of blocks in a specification, shared by its writer and reader.</summary>
internal static class Words
{
    public const string LiftingConvolution = "liftingConvolution";
    public const string GroupConvolution = "groupConvolution";
    public const string AttentiveConvolution = "attentiveConvolution";
    public const string InputAttention = "inputAttention";
    public const string Custom = "custom";
    public const string Crop = "crop";
    public const string Upsampling = "upsampling";
    public const string Pointwise = "pointwise";
    public const string BatchNormalization = "batchNormalization";
    public const string Dropout = "dropout";
    public const string SpatialPooling = "spatialPooling";
    public const string GlobalPooling = "globalPooling";
    public const string GroupPooling = "groupPooling";
    public const string Sequence = "sequence";
    public const string Sum = "sum";
    public const string Concatenation = "concatenation";
    public const string Restriction = "restriction";
}
