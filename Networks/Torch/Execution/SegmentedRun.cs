using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>A pass with gradients that keeps the ends of segments, whose insides are made again in the backward pass.</summary>
/// <param name="program">The program.</param>
/// <param name="result">Its result.</param>
/// <param name="isGiven">Whether a pass brings a step along.</param>
/// <param name="run">Makes the steps of a schedule in a frame.</param>
internal sealed class SegmentedRun(
    TensorProgram program,
    int[] result,
    Func<int, bool> isGiven,
    Action<Schedule, Frame> run
)
{
    private const int FewestForStatistics = 2;

    private readonly Schedule _constants = ConstantsOf(program, isGiven);
    private readonly Schedule _whole = WholeOf(program, result, isGiven);
    private readonly Segment[] _segments = Segment.Of(program, WholeOf(program, result, isGiven));

    /// <summary>Makes all steps of a pass.</summary>
    public void Run(Frame frame)
    {
        run(_constants, frame);
        // A batch that may be too small for statistics is refused where an exception is one, not inside of a gradient.
        if ((frame.Joint?.Count ?? frame.Batch) < FewestForStatistics)
            run(_whole, frame);
        else
            foreach (var segment in _segments)
                Run(segment, frame);
    }

    private void Run(Segment segment, Frame frame)
    {
        var values = frame.Values;
        if (!segment.Repeats)
            run(segment.Steps, frame);
        else
        {
            Tensor[] statistics = [.. segment.Statistics.Select(step => values[step]!)];
            Tensor[] operands =
            [
                values[segment.Entry]!,
                .. segment.Trained.Select(step => values[step]!),
            ];
            var (batch, training, joint) = (frame.Batch, frame.Training, frame.Joint);
            Tensor Made(IReadOnlyList<Tensor> of, IReadOnlyList<Tensor> running)
            {
                var inside = new Tensor?[program.Count];
                inside[segment.Entry] = of[0];
                foreach (var (index, step) in segment.Trained.Index())
                    inside[step] = of[index + 1];
                foreach (var (index, step) in segment.Statistics.Index())
                    inside[step] = running[index];
                var again = new Frame(of[0], inside, batch, training, joint);
                run(_constants, again);
                run(segment.Steps, again);
                return again[segment.Exit];
            }
            using var scope = NewDisposeScope();
            Tensor made;
            using (no_grad())
                made = Made(operands, statistics);
            // The running statistics follow a batch once.
            values[segment.Exit] = Gradients
                .Of(
                    Gradients.Recomputed(
                        made,
                        of => Made(of, [.. statistics.Select(running => running.clone())])
                    ),
                    operands
                )
                .MoveToOuterDisposeScope();
        }
        if (program.Steps[segment.Entry] is not Step.Input)
        {
            values[segment.Entry]!.Dispose();
            values[segment.Entry] = null;
        }
    }

    private static Schedule WholeOf(TensorProgram program, int[] result, Func<int, bool> isGiven)
    {
        var isConstant = Segment.Constants(program);
        return Schedule.Of(program, result, step => isGiven(step) || isConstant[step]);
    }

    private static Schedule ConstantsOf(TensorProgram program, Func<int, bool> isGiven)
    {
        var isConstant = Segment.Constants(program);
        int[] all = [.. Enumerable.Range(0, program.Count).Where(step => isConstant[step])];
        return Schedule.Of(program, all, isGiven);
    }
}
