using System.Globalization;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// A program in operations of libtorch. It holds constants and no parameters: any number of networks and passes may run it
/// at once. A tensor lives until the last step that reads it.
/// </summary>
internal sealed class TorchProgram : IDisposable
{
    private readonly TensorProgram _program;
    private readonly StepKernel[] _kernels;
    private readonly IDisposable _constants;
    private readonly int _input;
    private readonly Schedule _whole;
    private readonly Schedule _wholeObserved;
    private readonly Schedule _rest;
    private readonly Schedule _restObserved;
    private readonly Schedule _fixed;
    private readonly Lazy<SegmentedRun> _segments;
    private readonly int[] _fixedResults;
    private readonly (int Step, int Place)[] _given;
    private readonly ILookup<int, Observation> _observations;

    /// <exception cref="NotSupportedException">A function has no kernel; names the layer.</exception>
    public TorchProgram(TensorProgram program, AttentionExecution attention)
    {
        _program = program;
        Attention = attention;
        Parameters = program.HasOp
            ? [.. program.Op.Parameters().Select(parameter => parameter.Name)]
            :
            [
                .. program
                    .Steps.OfType<Step.Parameter>()
                    .Select(step => step.Name)
                    .Distinct(StringComparer.Ordinal),
            ];
        var places = Parameters.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        (_kernels, _constants) = StepKernels.Of(program, attention);
        _input = Enumerable.Range(0, program.Count).First(i => program.Steps[i] is Step.Input);
        _observations = program.Observed.ToLookup(observation => observation.Step);
        int[] result = [program.Result];
        int[] observed = [.. result, .. program.Observed.Select(of => of.Step)];
        var isFixed = program.Fixed();
        bool IsGiven(int step) => program.Steps[step] is Step.Input or Step.Parameter;
        bool IsMade(int step) => isFixed[step] && !IsGiven(step);
        _fixedResults =
        [
            .. Enumerable
                .Range(0, program.Count)
                .Where(i => !isFixed[i])
                .SelectMany(i => program.Steps[i].Sources)
                .Concat(observed)
                .Where(IsMade)
                .Distinct()
                .Order(),
        ];
        _whole = Schedule.Of(program, result, IsGiven);
        _wholeObserved = Schedule.Of(program, observed, IsGiven);
        _rest = Schedule.Of(program, result, step => IsGiven(step) || IsMade(step));
        _restObserved = Schedule.Of(program, observed, step => IsGiven(step) || IsMade(step));
        _fixed = Schedule.Of(program, _fixedResults, IsGiven);
        _segments = new(() => new SegmentedRun(program, IsGiven, Run));
        _given =
        [
            .. program
                .Steps.Index()
                .Where(entry => entry.Item is Step.Parameter)
                .Select(entry => (entry.Index, places[((Step.Parameter)entry.Item).Name])),
        ];
        FixedParameters =
        [
            .. _fixed
                .Order.SelectMany(i => program.Steps[i].Sources)
                .Select(i => program.Steps[i])
                .OfType<Step.Parameter>()
                .Select(step => places[step.Name])
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>How steps over responses run.</summary>
    public AttentionExecution Attention { get; }

    /// <summary>What reports call an execution: format, device and, where the operator has attentive convolutions, their method.</summary>
    public string ExecutionAt(Placement placement)
    {
        var attentive = _program.Op.Leaves().Count(leaf => leaf.Op is Op.AttentiveConvolution);
        var streamed = _program.Steps.Count(step => step is Step.AttendedSum);
        var method = AttentionExecution.On(placement.Device.type, Attention.Method);
        var stored =
            Attention.Method == AttentionMethod.Formula
                ? AttentionMethod.Formula
                : AttentionMethod.Materialised;
        AttentionMethod[] methods =
        [
            .. streamed > 0 ? [method] : (AttentionMethod[])[],
            .. attentive > streamed ? [stored] : (AttentionMethod[])[],
        ];
        return methods.Length == 0
            ? placement.Execution
            : $"{placement.Execution} · attention {string.Join(" and ", methods).ToLowerInvariant()}";
    }

    /// <summary>The program.</summary>
    public TensorProgram Program => _program;

    /// <summary>The names of the parameters in the order in which a pass takes them.</summary>
    public string[] Parameters { get; }

    /// <summary>The places of the parameters on which the steps without an input depend.</summary>
    public int[] FixedParameters { get; }

    /// <summary>Whether some steps depend on parameters alone.</summary>
    public bool HasFixed => _fixedResults.Length > 0;

    /// <summary>The values of the steps that depend on parameters alone, by step; the caller's own.</summary>
    public Tensor?[] Fixed(Tensor user, IReadOnlyList<Tensor> parameters)
    {
        var values = new Tensor?[_program.Count];
        var frame = Begin(user, parameters, values, batch: 1, training: false);
        Run(_fixed, frame, observe: null);
        var results = new Tensor?[_program.Count];
        foreach (var step in _fixedResults)
            results[step] = frame[step];
        return results;
    }

    /// <summary>The output for a folded input.</summary>
    /// <param name="input">The input <c>[b, c·h, …grid]</c>.</param>
    /// <param name="parameters">The parameters in order.</param>
    /// <param name="pass">The mode.</param>
    /// <param name="known">The values of the steps that depend on parameters alone; null where they are to be made.</param>
    /// <exception cref="LoweringException">The intermediates for the batch take more memory than the limit.</exception>
    /// <exception cref="ArgumentException">Training, and the batch has a single value per channel.</exception>
    public Tensor Run(
        Tensor input,
        IReadOnlyList<Tensor> parameters,
        Pass pass,
        Tensor?[]? known = null
    )
    {
        var batch = input.shape[0];
        foreach (var memory in _program.Memory)
            memory.Check(batch, (int)input.ElementSize);
        var values = known is null ? new Tensor?[_program.Count] : [.. known];
        values[_input] = input;
        var frame = Begin(input, parameters, values, batch, pass.Training, pass.Joint);
        if (pass.Recomputes && is_grad_enabled() && known is null && pass.Observe is null)
            _segments.Value.Run(frame);
        else if (pass.Observe is { } observe)
        {
            for (var i = 0; i < values.Length; i++)
                if (values[i] is { } value)
                    Show(i, value, observe);
            Run(known is null ? _wholeObserved : _restObserved, frame, observe);
        }
        else
            Run(known is null ? _whole : _rest, frame, observe: null);
        return frame[_program.Result];
    }

    /// <summary>Refuses numbers that a format does not have.</summary>
    /// <exception cref="LoweringException">A number is larger than the largest one of the format; names the layer.</exception>
    public void CheckNumbers(ScalarType format)
    {
        var largest = format == ScalarType.Float32 ? float.MaxValue : double.MaxValue;
        foreach (var (index, step) in _program.Steps.Index())
        {
            var number = step switch
            {
                Step.Number of => of.Value.ToDouble(),
                Step.Scale of => of.Factor.ToDouble(),
                _ => 0,
            };
            if (!(Math.Abs(number) <= largest))
                throw new LoweringException(
                    _program.Layers[index],
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a number of size {Math.Abs(number):G3}"
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{format} ends at {largest:G3}; a smaller number is expected"
                    )
                );
        }
    }

    public void Dispose() => _constants.Dispose();

    private Frame Begin(
        Tensor user,
        IReadOnlyList<Tensor> parameters,
        Tensor?[] values,
        long batch,
        bool training,
        IJointBatch? joint = null
    )
    {
        foreach (var (step, place) in _given)
            values[step] = parameters[place];
        return new Frame(user, values, batch, training, joint);
    }

    private void Run(Schedule schedule, Frame frame) => Run(schedule, frame, observe: null);

    private void Run(Schedule schedule, Frame frame, Observe? observe)
    {
        var values = frame.Values;
        for (var i = 0; i < schedule.Order.Length; i++)
        {
            var step = schedule.Order[i];
            var made = _kernels[step](frame);
            values[step] = made;
            if (observe is not null)
                Show(step, made, observe);
            foreach (var used in schedule.Released[i])
            {
                values[used]!.Dispose();
                values[used] = null;
            }
        }
    }

    private void Show(int step, Tensor value, Observe observe)
    {
        foreach (var observation in _observations[step])
            observe(observation.Path, observation.Type, value);
    }
}
