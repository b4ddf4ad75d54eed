using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The floating-point format of an execution.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Single,

    /// <summary>IEEE 754 binary64.</summary>
    Double,
}

/// <summary>Something that can run any operator: the way in which a verification asks for execution without knowing how.</summary>
public interface IExecutor
{
    /// <summary>The device, for reports: <c>cpu</c>, <c>cuda:0</c>.</summary>
    string Device { get; }

    /// <summary>The settings of the device that change what is computed, for reports: <c>TF32 off</c>.</summary>
    EqArray<string> Flags => [];

    /// <summary>The operator with the given parameters, ready to run in evaluation mode.</summary>
    /// <exception cref="NotSupportedException">The operator contains a part that cannot be executed; the message names it.</exception>
    IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision);
}
