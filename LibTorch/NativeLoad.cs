namespace AgeFormal.LibTorch;

/// <summary>What became of loading libtorch in this process. A closed union.</summary>
public abstract record NativeLoad
{
    private NativeLoad() { }

    /// <summary>The libraries are loaded.</summary>
    /// <param name="TorchFolder">Folder of libtorch.</param>
    /// <param name="BridgeFile">The file of TorchSharp's native part: the packaged one or its relaxed copy.</param>
    public sealed record Ready(string TorchFolder, string BridgeFile) : NativeLoad
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Ready, T> ready,
            Func<Ordinary, T> ordinary,
            Func<Failed, T> failed
        )
        {
            ArgumentNullException.ThrowIfNull(ready);
            return ready(this);
        }
    }

    /// <summary>Nothing was loaded in advance: on this operating system TorchSharp finds its libraries itself.</summary>
    public sealed record Ordinary : NativeLoad
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Ready, T> ready,
            Func<Ordinary, T> ordinary,
            Func<Failed, T> failed
        )
        {
            ArgumentNullException.ThrowIfNull(ordinary);
            return ordinary(this);
        }
    }

    /// <summary>The libraries cannot be loaded; no torch function may be called.</summary>
    /// <param name="Reason">What is missing, and the remedy.</param>
    public sealed record Failed(NativeLibraryException Reason) : NativeLoad
    {
        /// <inheritdoc/>
        public override T Match<T>(
            Func<Ready, T> ready,
            Func<Ordinary, T> ordinary,
            Func<Failed, T> failed
        )
        {
            ArgumentNullException.ThrowIfNull(failed);
            return failed(this);
        }
    }

    /// <summary>Case analysis.</summary>
    public abstract T Match<T>(
        Func<Ready, T> ready,
        Func<Ordinary, T> ordinary,
        Func<Failed, T> failed
    );
}
