using System.Runtime.InteropServices;

namespace AgeFormal.Kernels;

/// <summary>Memory of one thread during a kernel, aligned to registers.</summary>
internal sealed unsafe class Scratch : IDisposable
{
    private const int Alignment = 64;
    private void* _memory;

    public Scratch(long bytes) =>
        _memory = NativeMemory.AlignedAlloc(checked((nuint)Math.Max(bytes, 1)), Alignment);

    ~Scratch() => Free();

    public void* Memory => _memory;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
