using System.Buffers.Binary;
using System.Collections.Immutable;

namespace AgeFormal.LibTorch.Elf;

/// <summary>
/// The version requirements (<c>.gnu.version_r</c>) of an ELF64 little-endian shared library. Pure: bytes in, values
/// out; anything malformed throws <see cref="ElfFormatException"/>.
/// </summary>
internal static class VersionNeeds
{
    /// <summary>
    /// The one symbol whose requirement is known to be vacuous: an empty marker function that a compiler emits
    /// unreferenced with every inclusion of <c>&lt;iostream&gt;</c> (libstdc++ 13, GLIBCXX_3.4.32).
    /// </summary>
    public const string MarkerSymbol = "_ZSt21ios_base_library_initv";

    private const int EntrySize = 16;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const int VersionIndexMask = 0x7fff;

    /// <summary>All requirements in file order.</summary>
    public static ImmutableArray<VersionNeed> Read(ReadOnlySpan<byte> library)
    {
        var image = ElfImage.Open(library);
        return Read(image, image.Sections());
    }

    /// <summary>
    /// A copy of the library in which the requirement of <paramref name="version"/> is weak; only vna_flags of its
    /// entries differ. Idempotent.
    /// </summary>
    /// <exception cref="ElfFormatException">
    /// The file is malformed, does not require the version, or really uses it: some symbol other than
    /// <see cref="MarkerSymbol"/> is bound to it, or a relocation refers to that symbol.
    /// </exception>
    public static byte[] Relax(ReadOnlySpan<byte> library, string version)
    {
        var image = ElfImage.Open(library);
        var sections = image.Sections();
        var needs = Read(image, sections).Where(need => need.Version == version).ToList();
        if (needs.Count == 0)
            throw ElfFormatException.Count($"version requirement {version}", 0, 0, "at least 1");
        foreach (var need in needs)
            RequireVacuous(image, sections, need);
        var copy = library.ToArray();
        foreach (var need in needs)
            BinaryPrimitives.WriteUInt16LittleEndian(
                copy.AsSpan(need.FlagsOffset),
                (ushort)(need.Flags | VersionNeed.Weak)
            );
        return copy;
    }

    private static ImmutableArray<VersionNeed> Read(ElfImage image, List<ElfSection> sections)
    {
        var section = Single(sections, ElfSection.VersionNeeds, ".gnu.version_r");
        var strings = Linked(sections, section, ElfSection.StringTable, ".gnu.version_r");
        var needs = ImmutableArray.CreateBuilder<VersionNeed>();
        var entries = 0;
        var offset = section.Offset;
        for (var remaining = section.Info; remaining > 0; remaining--)
        {
            entries = Enter(section, offset, entries, "verneed");
            ElfImage.Expect("vn_version", offset, image.U16(offset, "vn_version"), 1, "1");
            var count = image.U16(offset + 2, "vn_cnt");
            var name = image.Name(strings, image.U32(offset + 4, "vn_file"), "vn_file");
            var auxiliary = Next(section, offset, image.U32(offset + 8, "vn_aux"), "vn_aux");
            for (var left = count; left > 0; left--)
            {
                entries = Enter(section, auxiliary, entries, "vernaux");
                needs.Add(
                    new VersionNeed(
                        name,
                        image.Name(strings, image.U32(auxiliary + 8, "vna_name"), "vna_name"),
                        (ushort)(image.U16(auxiliary + 6, "vna_other") & VersionIndexMask),
                        image.U16(auxiliary + 4, "vna_flags"),
                        auxiliary
                    )
                );
                var next = image.U32(auxiliary + 12, "vna_next");
                if (left > 1)
                    auxiliary = Next(section, auxiliary, next, "vna_next");
                else
                    ElfImage.Expect("vna_next", auxiliary + 12, next, 0, "0 in the last entry");
            }
            var following = image.U32(offset + 12, "vn_next");
            if (remaining > 1)
                offset = Next(section, offset, following, "vn_next");
            else
                ElfImage.Expect("vn_next", offset + 12, following, 0, "0 in the last entry");
        }
        return needs.ToImmutable();
    }

    private static void RequireVacuous(ElfImage image, List<ElfSection> sections, VersionNeed need)
    {
        var versions = Single(sections, ElfSection.SymbolVersions, ".gnu.version");
        var symbols = Linked(sections, versions, ElfSection.DynamicSymbols, ".gnu.version");
        var strings = Linked(sections, symbols, ElfSection.StringTable, ".dynsym");
        var count = Rows(symbols, SymbolSize, ".dynsym");
        if (Rows(versions, 2, ".gnu.version") != count)
            throw ElfFormatException.Unexpected(
                ".gnu.version",
                versions.Offset,
                $"{versions.Size} bytes long",
                $"2 bytes for each of {count} symbols"
            );
        var bound = new HashSet<uint>();
        for (var i = 0; i < count; i++)
        {
            var index = image.U16(versions.Offset + 2 * i, ".gnu.version") & VersionIndexMask;
            if (index != need.Index)
                continue;
            var symbol = symbols.Offset + SymbolSize * i;
            var name = image.Name(strings, image.U32(symbol, "st_name"), "st_name");
            if (name != MarkerSymbol)
                throw ElfFormatException.NotVacuous(
                    need.Version,
                    symbol,
                    $"symbol {name} is bound to it; only {MarkerSymbol} may be"
                );
            bound.Add((uint)i);
        }
        RequireUnreferenced(image, sections, symbols, bound, need);
    }

    private static void RequireUnreferenced(
        ElfImage image,
        List<ElfSection> sections,
        ElfSection symbols,
        HashSet<uint> bound,
        VersionNeed need
    )
    {
        var plain = sections.Count(section => section.Type == ElfSection.Relocations);
        if (plain > 0)
            throw ElfFormatException.Count(
                "SHT_REL section",
                0,
                plain,
                "none in an x86-64 library"
            );
        var tables = sections
            .Where(s => s.Type == ElfSection.RelocationsWithAddend && s.Link == symbols.Index)
            .ToList();
        if (tables.Count == 0)
            throw ElfFormatException.Count("relocation table of .dynsym", 0, 0, "at least 1");
        foreach (var table in tables)
        {
            var rows = Rows(table, RelocationSize, "relocation table");
            for (var i = 0; i < rows; i++)
            {
                var row = table.Offset + RelocationSize * i;
                if (bound.Contains((uint)(image.U64(row + 8, "r_info") >> 32)))
                    throw ElfFormatException.NotVacuous(
                        need.Version,
                        row,
                        $"a relocation at offset {row} refers to {MarkerSymbol}"
                    );
            }
        }
    }

    private static int Enter(ElfSection section, int offset, int entries, string what)
    {
        if (offset > section.Offset + section.Size - EntrySize)
            throw ElfFormatException.Unexpected(
                what,
                offset,
                "beyond .gnu.version_r",
                $"{EntrySize} bytes before offset {section.Offset + section.Size}"
            );
        return entries < section.Size / EntrySize
            ? entries + 1
            : throw ElfFormatException.Count(
                "entry of .gnu.version_r",
                section.Offset,
                entries + 1,
                $"at most {section.Size / EntrySize} in {section.Size} bytes"
            );
    }

    // Every step leads forward by at least one entry, so a chain cannot be cyclic.
    private static int Next(ElfSection section, int offset, uint step, string what) =>
        step >= EntrySize && step <= section.Offset + section.Size - offset
            ? offset + (int)step
            : throw ElfFormatException.Unexpected(
                what,
                offset,
                $"{step}",
                $"a step from {EntrySize} to {section.Offset + section.Size - offset}"
            );

    private static int Rows(ElfSection table, int width, string what) =>
        table.Size % width == 0
            ? table.Size / width
            : throw ElfFormatException.Unexpected(
                what,
                table.Offset,
                $"{table.Size} bytes long",
                $"a multiple of {width}"
            );

    private static ElfSection Single(List<ElfSection> sections, uint type, string what)
    {
        var found = sections.Where(section => section.Type == type).ToList();
        return found.Count == 1
            ? found[0]
            : throw ElfFormatException.Count($"{what} section", 0, found.Count, "exactly 1");
    }

    private static ElfSection Linked(
        List<ElfSection> sections,
        ElfSection from,
        uint type,
        string what
    ) =>
        from.Link < sections.Count && sections[(int)from.Link].Type == type
            ? sections[(int)from.Link]
            : throw ElfFormatException.Unexpected(
                $"section link of {what}",
                from.Offset,
                $"{from.Link}",
                $"the index of a section of type {type}"
            );
}
