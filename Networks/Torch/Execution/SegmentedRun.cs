using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>A pass with gradients that keeps the ends of segments, whose insides are made again in the backward pass.</summary>
internal sealed class SegmentedRun
{
    private const int FewestForStatistics = 2;

    private readonly TensorProgram _program;
    private readonly Action<Schedule, Frame> _run;
    private readonly Schedule _constants;
    private readonly Schedule _whole;
    private readonly Segment[] _segments;

    /// <param name="program">The program.</param>
    /// <param name="isGiven">Whether a pass brings a step along.</param>
    /// <param name="run">Makes the steps of a schedule in a frame.</param>
    public SegmentedRun(TensorProgram program, Func<int, bool> isGiven, Action<Schedule, Frame> run)
    {
        var isConstant = program.Constant();
        int[] constants = [.. Enumerable.Range(0, program.Count).Where(step => isConstant[step])];
        _program = program;
        _run = run;
        _constants = Schedule.Of(program, constants, isGiven);
        _whole = Schedule.Of(program, [program.Result], step => isGiven(step) || isConstant[step]);
        _segments = Segment.Of(program, _whole);
    }

    /// <summary>Makes all steps of a pass.</summary>
    public void Run(Frame frame)
    {
        _run(_constants, frame);
        // A batch that may be too small for statistics is refused where an exception is one, not inside of a gradient.
        if ((frame.Joint?.Count ?? frame.Batch) < FewestForStatistics)
            _run(_whole, frame);
        else
            foreach (var segment in _segments)
                Run(segment, frame);
    }

    private void Run(Segment segment, Frame frame)
    {
        var values = frame.Values;
        if (!segment.Repeats)
            _run(segment.Steps, frame);
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
                var inside = new Tensor?[_program.Count];
                inside[segment.Entry] = of[0];
                foreach (var (index, step) in segment.Trained.Index())
                    inside[step] = of[index + 1];
                foreach (var (index, step) in segment.Statistics.Index())
                    inside[step] = running[index];
                var again = new Frame(of[0], inside, batch, training, joint);
                _run(_constants, again);
                _run(segment.Steps, again);
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
        if (_program.Steps[segment.Entry] is not Step.Input)
        {
            values[segment.Entry]!.Dispose();
            values[segment.Entry] = null;
        }
    }
}
