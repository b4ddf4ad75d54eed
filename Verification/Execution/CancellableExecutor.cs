using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>An executor that is asked to stop before each operator that it compiles and each batch that it runs.</summary>
internal sealed class CancellableExecutor(IExecutor inner, CancellationToken cancellation)
    : IExecutor
{
    public string Device => inner.Device;

    public EqArray<string> Flags => inner.Flags;

    public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
    {
        cancellation.ThrowIfCancellationRequested();
        return new Executable(inner.Compile(op, parameters, precision), cancellation);
    }

    private sealed class Executable(IExecutable inner, CancellationToken cancellation) : IExecutable
    {
        public FieldType Input => inner.Input;

        public FieldType Output => inner.Output;

        public string Execution => inner.Execution;

        public Signal<double> Run(Signal<double> input)
        {
            cancellation.ThrowIfCancellationRequested();
            return inner.Run(input);
        }

        public void Dispose() => inner.Dispose();
    }
}
