namespace AgeFormal.Kernels;

/// <summary>
/// Threads that share the parts of a kernel. They sleep between kernels and never spin: the threads of libtorch and of the
/// runtime's pool do, and wait for one another's time slices where both are awake.
/// </summary>
internal sealed class Workers
{
    private static readonly Workers Shared = new();

    private readonly Lock _inUse = new();
    private readonly object _state = new();
    private Action? _share;
    private long _kernels;
    private int _active;
    private int _threads;
    private Exception? _fault;

    /// <summary>
    /// Calls a function on so many threads, this one among them, and returns when every call has. Beside another kernel it is
    /// called on this one alone, and threads that come too late are not waited for: the function takes parts until none is left.
    /// </summary>
    public static void Run(int threads, Action share)
    {
        if (threads == 1 || !Shared._inUse.TryEnter())
        {
            share();
            return;
        }
        try
        {
            Shared.Begin(threads - 1, share);
            try
            {
                share();
            }
            finally
            {
                Shared.End();
            }
        }
        finally
        {
            Shared._inUse.Exit();
        }
    }

    private void Begin(int helpers, Action share)
    {
        while (_threads < helpers)
        {
            var number = _threads++;
            new Thread(() => Work(number))
            {
                IsBackground = true,
                Name = "AgeFormal kernels",
            }.Start();
        }
        lock (_state)
        {
            _share = share;
            _fault = null;
            _kernels++;
            Helpers = helpers;
            Monitor.PulseAll(_state);
        }
    }

    private int Helpers { get; set; }

    private void End()
    {
        lock (_state)
        {
            _share = null;
            while (_active > 0)
                Monitor.Wait(_state);
            if (_fault is not null)
                throw new InvalidOperationException("A part of a kernel failed.", _fault);
        }
    }

    private void Work(int number)
    {
        var seen = 0L;
        while (true)
        {
            Action share;
            lock (_state)
            {
                while (_kernels == seen || _share is null || number >= Helpers)
                {
                    seen = _kernels;
                    Monitor.Wait(_state);
                }
                seen = _kernels;
                share = _share;
                _active++;
            }
            Exception? fault = null;
            try
            {
                share();
            }
#pragma warning disable CA1031 // It is the caller's, who throws it.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                fault = thrown;
            }
            lock (_state)
            {
                _fault ??= fault;
                if (--_active == 0)
                    Monitor.PulseAll(_state);
            }
        }
    }
}
