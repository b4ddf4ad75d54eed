namespace AgeFormal.LibTorch.Elf;

/// <summary>
/// One version that a shared library requires of another: an <c>Elf64_Vernaux</c> with the file name of its
/// <c>Elf64_Verneed</c>.
/// </summary>
/// <param name="Library">Library that must provide the version, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">Name of the version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">Index by which <c>.gnu.version</c> binds symbols to this version.</param>
/// <param name="Flags">vna_flags; bit <see cref="Weak"/> makes an absent version a warning instead of an error.</param>
/// <param name="Offset">Byte offset of the vernaux entry in the file.</param>
internal sealed record VersionNeed(
    string Library,
    string Version,
    ushort Index,
    ushort Flags,
    int Offset
)
{
    /// <summary>VER_FLG_WEAK.</summary>
    public const ushort Weak = 2;

    /// <summary>Byte offset of vna_flags in the file.</summary>
    public int FlagsOffset => Offset + 4;

    /// <summary>True iff the dynamic linker accepts a library without this version.</summary>
    public bool IsWeak => (Flags & Weak) != 0;
}
