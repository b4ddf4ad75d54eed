using System.Globalization;
using AgeFormal.Algebra;

namespace AgeFormal.Programs.Steps;

/// <summary>A program as text.</summary>
internal sealed record ProgramText(TensorProgram Program) : IStepFold<string>
{
    /// <summary>One line a step.</summary>
    public static string Of(TensorProgram program)
    {
        var text = new ProgramText(program);
        return string.Join(
            '\n',
            program.Steps.Select(
                (step, i) =>
                    $"{Name(i)} {Sizes(step.Shape)} = {step.Fold(text)}{(program.Layers[i].Length == 0 ? "" : $"  · {program.Layers[i]}")}{(i == program.Result ? "  → output" : "")}"
            )
        );
    }

    public string Input(Step.Input step) => "input";

    public string Parameter(Step.Parameter step) => $"parameter {step.Name}";

    public string Number(Step.Number step) => $"number {step.Value}";

    public string Numbers(Step.Numbers step) => $"numbers {Table(step.Table)}";

    public string Reshape(Step.Reshape step) => $"reshape {Name(step.Source)}";

    public string Transpose(Step.Transpose step) =>
        $"transpose {Name(step.Source)} by {step.Order}";

    public string Expand(Step.Expand step) => $"expand {Name(step.Source)}";

    public string Take(Step.Take step) =>
        $"take {Name(step.Source)} on axis {step.Axis} at {Table(step.Table)}";

    public string Slice(Step.Slice step) =>
        $"slice {Name(step.Source)} from {step.Start} by {step.Stride}";

    public string Pad(Step.Pad step) =>
        $"pad {Name(step.Source)} by {step.Before} and {step.After}, {step.Mode} {Text(step.Value)}";

    public string Concatenate(Step.Concatenate step) =>
        $"concatenate {string.Join(", ", step.Parts.Select(Name))} on axis {step.Axis}";

    public string Convolve(Step.Convolve step) =>
        $"convolve {Name(step.Source)} with {Name(step.Kernel)}, stride {step.Stride}, padding {step.Padding}, dilation {step.Dilation}, groups {step.Groups}";

    public string Multiply(Step.Multiply step) => $"{Name(step.Left)} × {Name(step.Right)}";

    public string Pointwise(Step.Pointwise step) => $"{step.Function} {Name(step.Source)}";

    public string Combine(Step.Combine step) =>
        step.By switch
        {
            Combination.Sum => $"{Name(step.Left)} + {Name(step.Right)}",
            Combination.Difference => $"{Name(step.Left)} − {Name(step.Right)}",
            Combination.Product => $"{Name(step.Left)} · {Name(step.Right)}",
            Combination.Quotient => $"{Name(step.Left)} / {Name(step.Right)}",
            Combination.Maximum => $"max({Name(step.Left)}, {Name(step.Right)})",
            Combination.Minimum => $"min({Name(step.Left)}, {Name(step.Right)})",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public string Scale(Step.Scale step) =>
        $"{Name(step.Source)} · {step.Factor}{(step.Divisor == 1 ? "" : $" / {step.Divisor}")}";

    public string Reduce(Step.Reduce step) => $"{step.By} of {Name(step.Source)} over {step.Axes}";

    public string Fill(Step.Fill step) =>
        $"fill {Name(step.Source)} with {Text(step.Value)} at {Table(step.Table)}";

    public string MaximumOver(Step.MaximumOver step) =>
        $"maximum of {Name(step.Source)} over windows {step.Window}, stride {step.Stride}, dilation {step.Dilation}";

    public string Normalize(Step.Normalize step) =>
        $"normalize {Name(step.Source)} by {Name(step.Weight)}, {Name(step.Bias)}, {Name(step.Mean)}, {Name(step.Variance)}, ε {step.Epsilon}";

    public string Drop(Step.Drop step) => $"drop {Name(step.Source)} at rate {Text(step.Rate)}";

    public string LargestResponse(Step.LargestResponse step) =>
        $"largest response of {Name(step.Source)} to {Name(step.Kernel)}";

    public string PositionMap(Step.PositionMap step) =>
        $"map over positions of {Of(step.Attended)}";

    public string AttendedSum(Step.AttendedSum step) => $"{step.Branch} sum of {Of(step.Attended)}";

    private static string Of(Attended attended) =>
        $"responses of {Name(attended.Source)} to {Name(attended.Kernel)}{(attended.Channel is { } channel ? $", attended by {Name(channel)}" : "")}{(attended.Map is { } map ? $", then by {attended.Window!.Gate} of their statistics with {Name(map)}" : "")}";

    private static string Name(int step) => $"%{step}";

    private string Table(int table) => $"table {table} of {Program.Tables[table].Count}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Sizes(EqArray<int> shape) =>
        $"[{string.Join(", ", shape.Select(size => size switch { Programs.Steps.Sizes.Batch => "b", < 0 => $"{-size}b", _ => $"{size}" }))}]";
}
