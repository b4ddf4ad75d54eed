using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Certificates;

namespace AgeFormal.Symmetry.Checking;

/// <summary>Steps with weights: the motions are products over axes, and weights at moved places are the same.</summary>
internal sealed partial class Replay
{
    private bool IsConvolved(Step.Convolve step, CertifiedStep said)
    {
        var count = step.Stride.Count;
        // Zeros around it are as good as those of the convolution.
        return IsConvolved(step, said, step.Source, step.Padding)
            || program.Steps[step.Source]
                is Step.Pad { Value: 0, Mode: PaddingMode.Zeros or PaddingMode.Excluded } pad
                && pad.Shape.SkipLast(count)
                    .SequenceEqual(program.Steps[pad.Source].Shape.SkipLast(count))
                && IsConvolved(
                    step,
                    said,
                    pad.Source,
                    step.Padding.Zip(pad.Before.TakeLast(count), (own, more) => own + more)
                        .ToEqArray()
                );
    }

    private bool IsConvolved(
        Step.Convolve step,
        CertifiedStep said,
        int source,
        EqArray<int> before
    )
    {
        int[] kernel = [.. program.Steps[step.Kernel].Shape];
        int[][] groups =
        [
            [0],
            [1],
            [.. Enumerable.Range(2, step.Stride.Count)],
        ];
        if (
            !_isFixed[step.Kernel]
            || !_steps.ContainsKey(source)
            || Box.Factors(Map(source), Sizes(source), groups) is not [var batch, var c, var from]
            || Box.Factors(Map(said.Step), Sizes(said.Step), groups)
                is not [var same, var o, var to]
            || !batch.AsSpan().SequenceEqual(same)
            || Turned(kernel[2..], said.Taps) is not { } taps
        )
            return false;
        var (read, sizes) = (Sizes(source)[2..], Sizes(said.Step)[2..]);
        for (var place = 0; place < to.Length; place++)
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var at = Read(place, tap);
            if (Read(to[place], taps[tap]) != (at < 0 ? at : from[at]))
                return false;
        }
        var (values, own) = (numbers.At(step.Kernel).Values, kernel[1]);
        var each = kernel[0] / step.Groups;
        for (var output = 0; output < kernel[0]; output++)
        for (var i = 0; i < own; i++)
        {
            var channel = c[output / each * own + i];
            if (channel / own != o[output] / each)
                return false;
            var (row, moved) = (output * own + i, o[output] * own + channel % own);
            for (var tap = 0; tap < taps.Length; tap++)
                if (values[row * taps.Length + tap] != values[moved * taps.Length + taps[tap]])
                    return false;
        }
        return true;
        // The place that a tap reads; below 0 outside.
        int Read(int place, int tap)
        {
            var (at, by) = (0, 1);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                var on = place % sizes[axis] * step.Stride[axis];
                on += tap % kernel[axis + 2] * step.Dilation[axis] - before[axis];
                if (on < 0 || on >= read[axis])
                    return -1;
                (at, by) = (at + on * by, by * read[axis]);
                (place, tap) = (place / sizes[axis], tap / kernel[axis + 2]);
            }
            return at;
        }
    }

    // Of a single tap nothing is said.
    private static int[]? Turned(int[] window, EqArray<int> taps) =>
        Box.Volume(window) > 1 ? Box.Turned(window, taps.AsSpan())
        : taps.Count == 0 ? [0]
        : null;

    // [s, m, k] × [s, k, n], or without s: the motions of s, m, k and n are the same on all sides.
    private bool IsProduct(Step.Multiply step, CertifiedStep said)
    {
        int[] Stacked(int at) => Sizes(at) is { Length: 3 } three ? three : [1, .. Sizes(at)];
        int[][]? Factors(int at) =>
            _steps.ContainsKey(at) ? Box.Factors(Map(at), Stacked(at), [0], [1], [2]) : null;
        var (left, right) = (Factors(step.Left), Factors(step.Right));
        var isWhole =
            program.Steps[step.Left].Shape[^1] > 0 && program.Steps[step.Right].Shape[^2] > 0;
        if (!isWhole || Factors(said.Step) is not [var s, var m, var n])
            return false;
        if ((left?[2] ?? right?[1]) is not { } k)
            return false;
        return Moves(step.Left, left, [s, m, k]) && Moves(step.Right, right, [s, k, n]);
        bool Moves(int at, int[][]? found, int[][] wanted)
        {
            if (!_isFixed[at])
                return found?.Zip(wanted, (a, b) => a.AsSpan().SequenceEqual(b)).All(same => same)
                    == true;
            var (values, sizes) = (numbers.At(at).Values, Stacked(at));
            var onto = wanted.Select((_, i) => Box.Onto(sizes, [i])).ToArray();
            var by = Box.Steps(sizes);
            for (var place = 0; place < values.Length; place++)
            {
                var to = 0;
                for (var i = 0; i < by.Length; i++)
                    to += wanted[i][onto[i][place]] * by[i];
                if (values[place] != values[to])
                    return false;
            }
            return true;
        }
    }
}
