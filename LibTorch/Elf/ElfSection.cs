namespace AgeFormal.LibTorch.Elf;

/// <summary>One entry of an ELF64 section header table; offset and size lie inside the file.</summary>
internal readonly record struct ElfSection(
    int Index,
    uint Type,
    int Offset,
    int Size,
    uint Link,
    uint Info
)
{
    /// <summary>SHT_STRTAB: names, each ended by a zero byte.</summary>
    public const uint StringTable = 3;

    /// <summary>SHT_RELA: relocations with addend.</summary>
    public const uint RelocationsWithAddend = 4;

    /// <summary>SHT_NOBITS: occupies no bytes of the file.</summary>
    public const uint NoBits = 8;

    /// <summary>SHT_REL: relocations without addend.</summary>
    public const uint Relocations = 9;

    /// <summary>SHT_DYNSYM: the symbols that the dynamic linker sees.</summary>
    public const uint DynamicSymbols = 11;

    /// <summary>SHT_GNU_verneed: the versions required of other libraries.</summary>
    public const uint VersionNeeds = 0x6ffffffe;

    /// <summary>SHT_GNU_versym: the version index of every dynamic symbol.</summary>
    public const uint SymbolVersions = 0x6fffffff;
}
