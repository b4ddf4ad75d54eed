using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Rendering;

namespace AgeFormal.Verification;

/// <summary>Counterexamples and their replays as JSON, in texts and files.</summary>
public static class CounterexampleFormats
{
    /// <summary>As JSON, version 1.</summary>
    public static string ToJson(this Counterexample counterexample)
    {
        ArgumentNullException.ThrowIfNull(counterexample);
        return CounterexampleJson.Write(counterexample);
    }

    /// <summary>Writes the JSON to a file, which is replaced as a whole.</summary>
    public static void Write(this Counterexample counterexample, string path)
    {
        var json = Encoding.UTF8.GetBytes(counterexample.ToJson());
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    extension(Counterexample)
    {
        /// <summary>From JSON.</summary>
        /// <param name="json">The text.</param>
        /// <param name="functions">The user's own functions; those of <see cref="PointwiseFunction.All"/> are known.</param>
        /// <exception cref="CounterexampleFormatException">The text is not that of a counterexample.</exception>
        public static Counterexample FromJson(
            string json,
            EqArray<PointwiseFunction> functions = default
        ) => CounterexampleReader.Read(json, functions);

        /// <summary>Reads a file.</summary>
        /// <exception cref="CounterexampleFormatException">The file is longer than 16 MiB or not that of a counterexample.</exception>
        public static Counterexample Read(
            string path,
            EqArray<PointwiseFunction> functions = default
        )
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            const long longest = 16 << 20;
            var length = new FileInfo(path).Length;
            if (length > longest)
                throw new CounterexampleFormatException(
                    "$",
                    $"the file has {length} bytes, expected at most {longest}",
                    file: path
                );
            try
            {
                return CounterexampleReader.Read(Content(path), functions);
            }
            catch (CounterexampleFormatException fault)
            {
                throw new CounterexampleFormatException(fault.Place, fault.Reason, fault, path);
            }
        }
    }

    /// <summary>As JSON, a <c>layerReplay</c> of the schema <c>ageformal.replay/1</c>.</summary>
    public static string ToJson(this Outcome<LayerReplay> replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return JsonText.Of(json => ExecutionJson.Write(replay, json));
    }

    private static ReadOnlyMemory<byte> Content(string path)
    {
        var bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return bytes.AsSpan().StartsWith(mark) ? bytes.AsMemory(mark.Length) : bytes;
    }
}
