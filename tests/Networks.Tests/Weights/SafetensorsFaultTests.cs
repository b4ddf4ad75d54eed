using System.Text;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Tests.Weights;

public sealed class SafetensorsFaultTests
{
    private static readonly byte[] NoData = [];

    private static string U8(string name, int begin, int end) =>
        $$"""
            "{{name}}":{"dtype":"U8","shape":[{{end - begin}}],"data_offsets":[{{begin}},{{end}}]}
            """;

    private static TestCaseData Case(
        string name,
        SafetensorsFault fault,
        byte[] bytes,
        string? tensor,
        params string[] words
    ) => new TestCaseData(fault, bytes, tensor, words).SetArgDisplayNames(name);

    private static TestCaseData Case(
        string name,
        SafetensorsFault fault,
        string header,
        string? tensor,
        params string[] words
    ) => Case(name, fault, SafetensorsJson.File(header, new byte[8]), tensor, words);

    private static IEnumerable<TestCaseData> BadFiles()
    {
        const SafetensorsFault json = SafetensorsFault.HeaderNotJson;
        const SafetensorsFault structure = SafetensorsFault.HeaderStructure;
        const SafetensorsFault shape = SafetensorsFault.InvalidShape;
        const SafetensorsFault offsets = SafetensorsFault.InvalidOffsets;
        byte[] empty = Encoding.UTF8.GetBytes("{}");
        string surrogate = """{"\ud800":{}}""";
        string deep = $$"""{"a":{"x":{{new string('[', 200)}}""";

        yield return Case(
            "empty file",
            SafetensorsFault.Truncated,
            NoData,
            null,
            "0 bytes",
            "8 bytes"
        );
        yield return Case("7 bytes", SafetensorsFault.Truncated, new byte[7], null, "7 bytes");
        yield return Case(
            "a text",
            SafetensorsFault.OtherKind,
            Encoding.UTF8.GetBytes("weights of a network"),
            null,
            "looks like a text"
        );
        yield return Case(
            "short data",
            SafetensorsFault.Truncated,
            SafetensorsJson.File($"{{{U8("a", 0, 1)},{U8("b", 1, 9)}}}", new byte[8]),
            "b",
            "8 bytes",
            "9 bytes"
        );
        yield return Case(
            "header past the end",
            SafetensorsFault.HeaderLength,
            SafetensorsJson.File(3, empty, NoData),
            null,
            "3 bytes",
            "the 2 bytes"
        );
        yield return Case(
            "header over the limit",
            SafetensorsFault.HeaderLength,
            SafetensorsJson.File(100_000_001, empty, NoData),
            null,
            "100000001",
            "100000000"
        );
        yield return Case(
            "header length 2^64 - 1",
            SafetensorsFault.HeaderLength,
            SafetensorsJson.File(ulong.MaxValue, empty, NoData),
            null,
            "18446744073709551615"
        );

        yield return Case("no header", json, SafetensorsJson.File("", NoData), null, "empty");
        yield return Case("leading space", json, " {}", null, "0x20", "{");
        yield return Case("array", json, "[]", null, "0x5b");
        yield return Case("unclosed", json, "{", null, "JSON");
        yield return Case("trailing text", json, "{} x", null, "JSON");
        yield return Case("second object", json, "{}{}", null, "JSON");
        yield return Case("trailing comma", json, """{"__metadata__":{},}""", null, "JSON");
        yield return Case("deep", json, deep, null, "JSON");
        yield return Case("padded with NUL", json, "{}\0", null, "JSON");
        yield return Case("lone surrogate", json, surrogate, null, "ud800");
        yield return Case(
            "not UTF-8",
            json,
            SafetensorsJson.File([.. "{\""u8, 0xff, .. "\":{}}"u8], NoData),
            null,
            "UTF-8"
        );

        yield return Case("entry is a number", structure, """{"a":3}""", "a", "Number 3", "dtype");
        yield return Case(
            "entry without fields",
            structure,
            """{"a":{}}""",
            "a",
            "dtype, shape and data_offsets"
        );
        yield return Case(
            "entry without shape",
            structure,
            """{"a":{"dtype":"U8","data_offsets":[0,8]}}""",
            "a",
            "shape"
        );
        yield return Case(
            "dtype is a number",
            structure,
            """{"a":{"dtype":8}}""",
            "a",
            "Number 8",
            "F32"
        );
        yield return Case("shape is a number", structure, """{"a":{"shape":8}}""", "a", "Number 8");
        yield return Case(
            "metadata is a list",
            structure,
            """{"__metadata__":[]}""",
            "__metadata__",
            "object of strings"
        );
        yield return Case(
            "metadata holds a number",
            structure,
            """{"__metadata__":{"k":1}}""",
            "__metadata__",
            "Number 1"
        );

        const SafetensorsFault duplicate = SafetensorsFault.DuplicateName;
        yield return Case(
            "same tensor twice",
            duplicate,
            $"{{{U8("a", 0, 4)},{U8("a", 4, 8)}}}",
            "a",
            "\"a\""
        );
        yield return Case(
            "same after unescaping",
            duplicate,
            $"{{{U8("a", 0, 4)},{U8("\\u0061", 4, 8)}}}",
            "a",
            "\"a\""
        );
        yield return Case(
            "same field twice",
            duplicate,
            """{"a":{"dtype":"U8","dtype":"U8"}}""",
            "a",
            "dtype"
        );
        yield return Case(
            "same metadata twice",
            duplicate,
            """{"__metadata__":{"k":"","k":""}}""",
            "__metadata__",
            "\"k\""
        );
        yield return Case(
            "metadata object twice",
            duplicate,
            """{"__metadata__":{},"__metadata__":{}}""",
            "__metadata__"
        );

        yield return Case(
            "dtype F33",
            SafetensorsFault.UnknownDtype,
            Entry("F33", "[1]", "[0,8]"),
            "a",
            "F33",
            "F32"
        );
        yield return Case(
            "dtype in lower case",
            SafetensorsFault.UnknownDtype,
            Entry("f32", "[2]", "[0,8]"),
            "a",
            "f32"
        );

        yield return Case("negative dimension", shape, Entry("U8", "[-8]", "[0,8]"), "a", "-8");
        yield return Case(
            "two negative dimensions",
            shape,
            Entry("U8", "[-2,-4]", "[0,8]"),
            "a",
            "-2"
        );
        yield return Case("fractional dimension", shape, Entry("U8", "[8.0]", "[0,8]"), "a", "8.0");
        yield return Case("text dimension", shape, Entry("U8", "[\"8\"]", "[0,8]"), "a", "8");
        yield return Case(
            "dimension of 2^63",
            shape,
            Entry("U8", "[9223372036854775808]", "[0,8]"),
            "a",
            "9223372036854775808"
        );
        yield return Case(
            "product over 2^63",
            shape,
            Entry("U8", "[4294967296,4294967296]", "[0,8]"),
            "a",
            "4294967296"
        );
        yield return Case(
            "bytes over 2^63",
            shape,
            Entry("F64", "[2305843009213693952]", "[0,8]"),
            "a",
            "2305843009213693952"
        );
        yield return Case(
            "overflow hidden by zero",
            shape,
            Entry("U8", "[0,4294967296,4294967296]", "[0,0]"),
            "a",
            "4294967296"
        );

        yield return Case("begin after end", offsets, Entry("U8", "[8]", "[8,0]"), "a", "[8, 0]");
        yield return Case("negative begin", offsets, Entry("U8", "[8]", "[-1,7]"), "a", "-1");
        yield return Case("one offset", offsets, Entry("U8", "[8]", "[8]"), "a", "[8]");
        yield return Case(
            "three offsets",
            offsets,
            Entry("U8", "[8]", "[0,8,8]"),
            "a",
            "[0, 8, 8]"
        );
        yield return Case(
            "offset over 2^63",
            offsets,
            Entry("U8", "[8]", "[0,9223372036854775808]"),
            "a",
            "9223372036854775808"
        );

        const SafetensorsFault size = SafetensorsFault.SizeMismatch;
        yield return Case(
            "shape too small",
            size,
            Entry("F32", "[1]", "[0,8]"),
            "a",
            "8 bytes",
            "4 bytes"
        );
        yield return Case("end beyond the file", size, Entry("U8", "[8]", "[0,99]"), "a", "99");
        yield return Case(
            "overlap",
            SafetensorsFault.Overlap,
            $"{{{U8("a", 0, 5)},{U8("b", 4, 8)}}}",
            "b",
            "offset 4",
            "'a'"
        );
        yield return Case(
            "same bytes",
            SafetensorsFault.Overlap,
            $"{{{U8("a", 0, 8)},{U8("b", 0, 8)}}}",
            "b",
            "offset 0"
        );
        yield return Case(
            "hole",
            SafetensorsFault.Hole,
            $"{{{U8("a", 0, 4)},{U8("b", 5, 8)}}}",
            "b",
            "offset 5",
            "offset 4"
        );
        yield return Case(
            "hole at the start",
            SafetensorsFault.Hole,
            $"{{{U8("a", 1, 8)}}}",
            "a",
            "offset 1"
        );
        yield return Case(
            "trailing data",
            SafetensorsFault.TrailingData,
            $"{{{U8("a", 0, 7)}}}",
            null,
            "offset 7"
        );
        yield return Case(
            "data without tensors",
            SafetensorsFault.TrailingData,
            "{}",
            null,
            "offset 0"
        );
        yield return Case(
            "tensor of 2 GiB",
            SafetensorsFault.TensorTooLarge,
            Entry("U8", "[2147483648]", "[0,2147483648]"),
            "a",
            "2147483648"
        );
    }

    private static string Entry(string dtype, string shape, string offsets) =>
        SafetensorsJson.Entry("a", dtype, shape, offsets);

    [TestCaseSource(nameof(BadFiles))]
    public void A_bad_file_is_named_with_its_fault(
        SafetensorsFault fault,
        byte[] bytes,
        string? tensor,
        string[] words
    )
    {
        foreach (Stream stream in new Stream[] { new MemoryStream(bytes), new OneWayStream(bytes) })
        {
            SafetensorsException error = Assert.Throws<SafetensorsException>(() =>
                Safetensors.Read(stream, "w.st")
            )!;
            Assert.That(error.Fault, Is.EqualTo(fault), error.Message);
            Assert.That(error.Tensor, Is.EqualTo(tensor), error.Message);
            Assert.That(error.File, Is.EqualTo("w.st"));
            Assert.That(error.Message, Does.StartWith("w.st"));
            foreach (string word in words)
                Assert.That(error.Message, Does.Contain(word));
        }
    }

    [Test]
    public void Every_fault_has_a_bad_file() =>
        Assert.That(
            BadFiles().Select(data => data.Arguments[0]).Distinct(),
            Is.EquivalentTo(Enum.GetValues<SafetensorsFault>())
        );

    [Test]
    public void A_long_text_is_clipped_in_the_message()
    {
        byte[] bytes = SafetensorsJson.File(
            Entry(new string('x', 100_000), "[1]", "[0,8]"),
            NoData
        );
        SafetensorsException error = Assert.Throws<SafetensorsException>(() =>
            Safetensors.Read(new MemoryStream(bytes))
        )!;
        Assert.That(error.Message, Has.Length.LessThan(1000));
    }
}
