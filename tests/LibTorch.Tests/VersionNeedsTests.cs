using System.Buffers.Binary;
using AgeFormal.LibTorch.Elf;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.LibTorch.Tests;

public sealed class VersionNeedsTests
{
    private const string Vacuous = NativeLibraries.VacuousVersion;

    private byte[] file = [];

    [OneTimeSetUp]
    public void ReadFile() => file = BridgeFile.Read();

    [Test]
    public void Every_requirement_of_the_real_library_is_listed()
    {
        var needs = VersionNeeds.Read(file);

        Assert.That(needs.Select(need => need.Library).Distinct(), Has.Exactly(5).Items);
        Assert.That(needs, Has.Length.EqualTo(28));
        Assert.That(needs.Select(need => need.Index), Is.Unique);
        Assert.That(needs.Any(need => need.IsWeak), Is.False);
        var marker = needs.Single(need => need.Version == Vacuous);
        Assert.That(marker.Library, Is.EqualTo("libstdc++.so.6"));
        Assert.That(marker.Index, Is.EqualTo(18));
        Assert.That(marker.Offset, Is.EqualTo(BridgeFile.Offset(file, ".gnu.version_r") + 0x140));
    }

    [Test]
    public void Relaxing_changes_the_flag_bytes_alone()
    {
        var need = VersionNeeds.Read(file).Single(need => need.Version == Vacuous);
        var relaxed = VersionNeeds.Relax(file, Vacuous);
        var changed = Enumerable.Range(0, file.Length).Where(i => file[i] != relaxed[i]);

        Assert.That(relaxed, Has.Length.EqualTo(file.Length));
        Assert.That(changed, Is.EqualTo(new[] { need.FlagsOffset }));
        Assert.That(
            VersionNeeds.Read(relaxed).Single(n => n.Version == Vacuous),
            Is.EqualTo(need with { Flags = VersionNeed.Weak })
        );
    }

    [Test]
    public void Relaxing_twice_is_relaxing_once()
    {
        var once = VersionNeeds.Relax(file, Vacuous);

        Assert.That(VersionNeeds.Relax(once, Vacuous).AsSpan().SequenceEqual(once), Is.True);
    }

    [Test]
    public void A_version_whose_symbols_are_used_is_not_relaxed()
    {
        var e = Assert.Throws<ElfFormatException>(() => VersionNeeds.Relax(file, "GLIBCXX_3.4.30"));

        Assert.That(e.Message, Does.Contain("may not be relaxed").And.Contain("is bound to it"));
    }

    [Test]
    public void A_version_that_is_not_required_is_refused()
    {
        var e = Assert.Throws<ElfFormatException>(() => VersionNeeds.Relax(file, "GLIBCXX_9.9"));

        Assert.That(e.Message, Does.Contain("GLIBCXX_9.9"));
    }

    [TestCase(".rela.dyn")]
    [TestCase(".rela.plt")]
    public void A_relocation_of_the_marker_symbol_forbids_relaxing(string table)
    {
        var row = BridgeFile.Offset(file, table) + BridgeFile.Size(file, table) - 24;
        var symbol = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(symbol, MarkerIndex());

        var e = Assert.Throws<ElfFormatException>(() =>
            VersionNeeds.Relax(BridgeFile.With(file, row + 12, symbol), Vacuous)
        );

        Assert.That(e.Offset, Is.EqualTo(row));
        Assert.That(e.Message, Does.Contain("a relocation").And.Contain($"{row}"));
    }

    [Test]
    public void A_second_symbol_of_the_version_forbids_relaxing()
    {
        var other = BridgeFile.Offset(file, ".gnu.version") + 2 * (MarkerIndex() + 1);

        Assert.That(
            () => VersionNeeds.Relax(BridgeFile.With(file, other, 18, 0), Vacuous),
            Throws.TypeOf<ElfFormatException>().With.Message.Contains("is bound to it")
        );
    }

    [TestCase(0, 0x7e, "magic number")]
    [TestCase(4, 1, "class")]
    [TestCase(5, 2, "byte order")]
    [TestCase(6, 0, "version")]
    [TestCase(16, 2, "type")]
    [TestCase(0x3A, 40, "section header size")]
    public void A_header_of_another_kind_is_named(int offset, int value, string field)
    {
        var e = Assert.Throws<ElfFormatException>(() =>
            VersionNeeds.Read(BridgeFile.With(file, offset, (byte)value))
        );

        Assert.That(e.What, Is.EqualTo(field));
        Assert.That(e.Offset, Is.EqualTo(offset));
        Assert.That(e.Message, Does.Contain("expected"));
    }

    [TestCase(24)]
    [TestCase(32)]
    public void A_section_beyond_the_file_is_refused(int field)
    {
        var header = BridgeFile.Header(file, ".gnu.version_r");
        byte[] huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];

        Assert.That(
            () => VersionNeeds.Read(BridgeFile.With(file, header + field, huge)),
            Throws.TypeOf<ElfFormatException>().With.Message.Contains("inside the file")
        );
    }

    // vn_next, vna_next, vn_cnt and sh_info in turn: chains that stand still, run out or are too long.
    [TestCase(0x00C, 0u)]
    [TestCase(0x00C, 1u)]
    [TestCase(0x00C, 0xffffffffu)]
    [TestCase(0x07C, 0u)]
    [TestCase(0x07C, 0xfffffff0u)]
    [TestCase(0x0BC, 16u)]
    [TestCase(0x20C, 16u)]
    [TestCase(0x008, 0x7fffffffu)]
    [TestCase(0x004, 0xffffffffu)]
    [TestCase(0x018, 0xffffffffu)]
    public void A_broken_chain_or_name_is_refused(int offset, uint value)
    {
        var patch = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(patch, value);
        var start = BridgeFile.Offset(file, ".gnu.version_r");

        Assert.That(
            () => VersionNeeds.Read(BridgeFile.With(file, start + offset, patch)),
            Throws.TypeOf<ElfFormatException>()
        );
    }

    [Test]
    public void More_entries_than_the_section_can_hold_are_refused()
    {
        var info = BridgeFile.Header(file, ".gnu.version_r") + 44;

        Assert.That(
            () => VersionNeeds.Read(BridgeFile.With(file, info, 0xff, 0xff, 0xff, 0xff)),
            Throws.TypeOf<ElfFormatException>()
        );
    }

    [Test]
    public void A_name_without_end_is_refused()
    {
        var strings = BridgeFile.Offset(file, ".dynstr");
        var filled = (byte[])file.Clone();
        filled.AsSpan(strings, BridgeFile.Size(file, ".dynstr")).Fill((byte)'x');

        Assert.That(
            () => VersionNeeds.Read(filled),
            Throws.TypeOf<ElfFormatException>().With.Message.Contains("without end")
        );
    }

    [Test]
    public void Every_truncation_is_refused()
    {
        var sectionTable = (int)BridgeFile.U64(file, 0x28);
        var lengths = Enumerable
            .Range(0, 200)
            .Concat(Enumerable.Range(0, 500).Select(i => (int)((long)file.Length * i / 500)))
            .Concat(Enumerable.Range(sectionTable - 70, file.Length - sectionTable + 70));

        Assert.That(
            lengths.Where(length => Attempt(file.AsSpan(0, length)) is not null),
            Is.Empty,
            "lengths at which the shortened file was accepted"
        );
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Flipped_bytes_give_a_valid_result_or_the_typed_error()
    {
        int[] tables =
        [
            0,
            (int)BridgeFile.U64(file, 0x28),
            BridgeFile.Header(file, ".dynsym"),
            BridgeFile.Header(file, ".gnu.version_r"),
            BridgeFile.Offset(file, ".gnu.version_r"),
            BridgeFile.Offset(file, ".gnu.version_r") + 256,
            BridgeFile.Offset(file, ".gnu.version") + 900,
            BridgeFile.Offset(file, ".rela.dyn"),
        ];
        var patch =
            from start in Gen.Elements(tables)
            from step in Gen.Choose(0, 271)
            from value in Gen.Choose(0, 255)
            select (start + step, (byte)value);
        return Prop.ForAll(
            patch.NonEmptyListOf().Resize(6).ToArbitrary(),
            patches =>
            {
                var damaged = (byte[])file.Clone();
                foreach (var (offset, value) in patches)
                    damaged[Math.Min(offset, damaged.Length - 1)] = value;
                return Attempt(damaged) is not { } relaxed
                    || VersionNeeds
                        .Read(relaxed)
                        .Where(need => need.Version == Vacuous)
                        .All(need => need.IsWeak);
            }
        );
    }

    private int MarkerIndex()
    {
        var versions = BridgeFile.Offset(file, ".gnu.version");
        return Enumerable
            .Range(0, BridgeFile.Size(file, ".gnu.version") / 2)
            .Single(i => file[versions + 2 * i] == 18 && file[versions + 2 * i + 1] == 0);
    }

    private static byte[]? Attempt(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return VersionNeeds.Relax(bytes, Vacuous);
        }
        catch (ElfFormatException)
        {
            return null;
        }
    }
}
