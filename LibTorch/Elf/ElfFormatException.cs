namespace AgeFormal.LibTorch.Elf;

/// <summary>
/// Bytes that are not the ELF64 little-endian shared library they were taken for, or a library whose version
/// requirement may not be relaxed.
/// </summary>
/// <remarks>Source: System V ABI, chapters 4 and 5; Linux Standard Base Core, section 10.7 (symbol versioning).</remarks>
internal sealed class ElfFormatException : FormatException
{
    private ElfFormatException(string what, long offset, string message)
        : base(message)
    {
        What = what;
        Offset = offset;
    }

    /// <summary>Name of the field or table that was read.</summary>
    public string What { get; }

    /// <summary>Byte offset in the file at which it was read.</summary>
    public long Offset { get; }

    /// <summary>The value found at an offset is not the one expected.</summary>
    public static ElfFormatException Unexpected(
        string what,
        long offset,
        string found,
        string expected
    ) => new(what, offset, $"ELF: {what} at offset {offset} is {found}; expected {expected}.");

    /// <summary>A table has no entry of the kind that is needed, or too many.</summary>
    public static ElfFormatException Count(string what, long offset, int found, string expected) =>
        new(what, offset, $"ELF: {found} of {what}; expected {expected}.");

    /// <summary>The requirement is in use, so that relaxing it could let a library run without what it needs.</summary>
    public static ElfFormatException NotVacuous(string version, long offset, string reason) =>
        new(version, offset, $"ELF: the requirement of {version} may not be relaxed: {reason}.");
}
