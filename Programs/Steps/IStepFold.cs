namespace AgeFormal.Programs.Steps;

/// <summary>An interpretation of steps: one method per case.</summary>
/// <typeparam name="T">What a step is interpreted as.</typeparam>
internal interface IStepFold<T>
{
    T Input(Step.Input step);

    T Parameter(Step.Parameter step);

    T Number(Step.Number step);

    T Numbers(Step.Numbers step);

    T Reshape(Step.Reshape step);

    T Transpose(Step.Transpose step);

    T Expand(Step.Expand step);

    T Take(Step.Take step);

    T Slice(Step.Slice step);

    T Pad(Step.Pad step);

    T Concatenate(Step.Concatenate step);

    T Convolve(Step.Convolve step);

    T Multiply(Step.Multiply step);

    T Pointwise(Step.Pointwise step);

    T Combine(Step.Combine step);

    T Scale(Step.Scale step);

    T Reduce(Step.Reduce step);

    T Fill(Step.Fill step);

    T MaximumOver(Step.MaximumOver step);

    T Normalize(Step.Normalize step);

    T Drop(Step.Drop step);

    T LargestResponse(Step.LargestResponse step);

    T PositionMap(Step.PositionMap step);

    T AttendedSum(Step.AttendedSum step);
}
