using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>Given tensors beside those of a network.</summary>
/// <param name="Pairs">A tensor of the network and what it is to hold.</param>
/// <param name="Missing">The names that are not given.</param>
/// <param name="Unexpected">The given names that the network does not have.</param>
internal sealed record StateDictionary(
    IReadOnlyList<(Tensor Target, Tensor Value)> Pairs,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected
)
{
    /// <exception cref="ParameterMismatchException">Tensors are of another shape or, if strict, missing or unexpected.</exception>
    public static StateDictionary Read(
        IEnumerable<KeyValuePair<string, Tensor>> state,
        IReadOnlyDictionary<string, Tensor> source,
        bool strict,
        IList<string> skip
    )
    {
        var own = state
            .Where(entry => !skip.Contains(entry.Key))
            .ToDictionary(StringComparer.Ordinal);
        var given = source
            .Where(entry => !skip.Contains(entry.Key))
            .ToDictionary(StringComparer.Ordinal);
        string[] missing = [.. own.Keys.Where(name => !given.ContainsKey(name))];
        string[] unexpected = [.. given.Keys.Where(name => !own.ContainsKey(name))];
        ParameterMisfit[] misfits =
        [
            .. strict
                ? missing.Select(name => new ParameterMisfit.Missing(name, Shape(own[name])))
                : [],
            .. strict
                ? unexpected.Select(name => new ParameterMisfit.Unexpected(
                    name,
                    Shape(given[name])
                ))
                : [],
            .. own.Where(entry =>
                    given.TryGetValue(entry.Key, out var value) && !Fits(value, entry.Value)
                )
                .Select(entry => new ParameterMisfit.Misshapen(
                    entry.Key,
                    Shape(given[entry.Key]),
                    Shape(entry.Value)
                )),
        ];
        return misfits.Length == 0
            ? new(
                [
                    .. own.Where(entry => given.ContainsKey(entry.Key))
                        .Select(entry => (entry.Value, given[entry.Key])),
                ],
                missing,
                unexpected
            )
            : throw new ParameterMismatchException([.. misfits]);
    }

    private static bool Fits(Tensor? value, Tensor target) =>
        value is { IsInvalid: false, is_sparse: false }
        && value.is_floating_point()
        && value.shape.SequenceEqual(target.shape);

    private static string Shape(Tensor? tensor) =>
        tensor is null or { IsInvalid: true }
            ? "no tensor"
            : $"{(tensor.is_sparse ? "sparse " : "")}{tensor.dtype}[{string.Join(", ", tensor.shape)}]";
}
