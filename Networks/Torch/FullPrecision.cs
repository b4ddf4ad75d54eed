using AgeFormal.Operators;
using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>Runs with TF32 off, and leaves the settings as they were.</summary>
internal sealed class FullPrecision(IExecutable inner) : IExecutable
{
    public FieldType Input => inner.Input;

    public FieldType Output => inner.Output;

    public string Execution => inner.Execution;

    public Signal<double> Run(Signal<double> input)
    {
        var (products, convolutions) = (
            torch.backends.cuda.matmul.allow_tf32,
            torch.backends.cudnn.allow_tf32
        );
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
        try
        {
            return inner.Run(input);
        }
        finally
        {
            torch.backends.cuda.matmul.allow_tf32 = products;
            torch.backends.cudnn.allow_tf32 = convolutions;
        }
    }

    public void Dispose() => inner.Dispose();
}
