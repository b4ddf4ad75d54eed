namespace AgeFormal.Networks.Torch;

/// <summary>
/// Who may use the tensors of a network: passes run side by side, a change waits for the running ones and then runs
/// alone. After it is closed nothing runs.
/// </summary>
/// <param name="name">What the errors call the network.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Maintainability",
    "CA1513",
    Justification = "The helper names a type; the error is to name the network."
)]
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A thread may still wait at the lock when the network ends, and is to be told so."
)]
internal sealed class PassGate(string name)
{
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.SupportsRecursion);
    private bool _isClosed;

    /// <summary>Runs beside other passes.</summary>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    public T Pass<T>(Func<T> pass)
    {
        _lock.EnterReadLock();
        try
        {
            RequireOpen();
            return pass();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Runs beside other passes.</summary>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    public void Pass(Action pass) =>
        Pass(() =>
        {
            pass();
            return true;
        });

    /// <summary>Runs alone.</summary>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    /// <exception cref="InvalidOperationException">The caller is inside of a pass, for which it would wait forever.</exception>
    public T Alone<T>(Func<T> change)
    {
        Enter();
        try
        {
            RequireOpen();
            return change();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Waits for the running passes, releases, and lets nothing in any more. Once; later calls do nothing.</summary>
    /// <exception cref="InvalidOperationException">The caller is inside of a pass.</exception>
    public void Close(Action release)
    {
        Enter();
        try
        {
            if (_isClosed)
                return;
            _isClosed = true;
            release();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void RequireOpen()
    {
        if (_isClosed)
            throw new ObjectDisposedException(name);
    }

    private void Enter()
    {
        if (_lock.IsReadLockHeld && !_lock.IsWriteLockHeld)
            throw new InvalidOperationException(
                $"{name}: expected a change of the network outside of its passes, received one inside of a pass."
            );
        _lock.EnterWriteLock();
    }
}
