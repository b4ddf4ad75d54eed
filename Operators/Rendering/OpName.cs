namespace AgeFormal.Operators.Rendering;

/// <summary>Short names of building blocks, stable in reports.</summary>
internal sealed class OpName : IOpFold<string>
{
    private static readonly OpName Instance = new();

    public static string Of(Op op) => op.Fold(Instance);

    public string LiftingConvolution(Op.LiftingConvolution op) => "lifting convolution";

    public string GroupConvolution(Op.GroupConvolution op) => "group convolution";

    public string AttentiveConvolution(Op.AttentiveConvolution op) => "attentive convolution";

    public string InputAttention(Op.InputAttention op) => "input attention";

    public string Custom(Op.Custom op) => op.Design.Name;

    public string Crop(Op.Crop op) => "crop";

    public string Upsampling(Op.Upsampling op) => "upsampling";

    public string Pointwise(Op.Pointwise op) =>
        op.Function?.Name
        ?? throw new ArgumentException("A function is expected, received null.", nameof(op));

    public string BatchNormalization(Op.BatchNormalization op) => "batch normalization";

    public string Dropout(Op.Dropout op) => "dropout";

    public string SpatialPooling(Op.SpatialPooling op) => $"spatial {op.By.Name()} pooling";

    public string GlobalPooling(Op.GlobalPooling op) => $"global {op.By.Name()} pooling";

    public string GroupPooling(Op.GroupPooling op) => $"{op.By.Name()} pooling over H";

    public string Sequence(Op.Sequence op) => "composition";

    public string Sum(Op.Sum op) => "sum";

    public string Concatenation(Op.Concatenation op) => "concatenation";

    public string Restriction(Op.Restriction op) => "restriction";
}
