using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using static AgeFormal.Operators.Binders;

namespace AgeFormal.Operators;

/// <summary>A window that a formula names, as points in doubled coordinates, dilation included.</summary>
/// <param name="Name">The name in the formula.</param>
/// <param name="Region">The window before dilation, whose outline says how its parameters are stored.</param>
/// <param name="Points">The points.</param>
public sealed record DeclaredWindow(string Name, Region Region, PointSet Points)
{
    /// <summary>Whether the window moves over the layer's output points, zero outside of them, instead of over its input.</summary>
    public bool OverOutput { get; init; }
}

/// <summary>
/// The meaning of an elementary block on an input type: the one formula that every interpretation reads, the parameters
/// and windows it names, and where its output points lie.
/// </summary>
/// <param name="Formula">λ(g; o). t.</param>
/// <param name="Parameters">The parameters of t.</param>
/// <param name="Windows">The windows of t.</param>
/// <param name="Geometry">The positions g at which the formula is evaluated.</param>
public sealed record Denotation(
    Formula Formula,
    EqArray<ParameterDeclaration> Parameters,
    EqArray<DeclaredWindow> Windows,
    Geometry Geometry
)
{
    /// <summary>The attention maps that the block computes on the way.</summary>
    public EqArray<AttentionMap> Maps { get; init; } = [];

    private const string Kernel = "weight";
    private const string Support = "S";

    /// <summary>Σ_c Σ_{n∈S} f_c(g·n) ψ(n)_{o,c}.</summary>
    public static Denotation Of(Op.LiftingConvolution op, FieldType input, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        var psi = Parameter(Kernel);
        return new(
            Layer((g, o) => Sum(input.Channels, c => Sum(S, n => f[c](g * n) * psi(n)[o, c]))),
            [
                new(
                    Kernel,
                    [Out(op.Channels), In(input), new ParameterAxis.OfWindow(Support)],
                    [op.Channels, input.Channels, .. op.Window.StorageSizes],
                    op.Initial.For(FanIn(input, op.Window))
                ),
            ],
            [Dilated(op.Window, op.Sampling)],
            geometry
        );
    }

    /// <summary>μ Σ_c Σ_{k∈H} Σ_{n∈S} f_c(g·n·k) ψ(k, n)_{o,c}.</summary>
    public static Denotation Of(Op.GroupConvolution op, FieldType input, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        var psi = Parameter(Kernel);
        var weight = op.HaarWeight ?? new Rational(1, input.Group.Order);
        return new(
            Layer(
                (g, o) =>
                    new Term.Constant(weight)
                    * Sum(
                        input.Channels,
                        c => Sum(H, k => Sum(S, n => f[c](g * n * k) * psi(k, n)[o, c]))
                    )
            ),
            [
                new(
                    Kernel,
                    [
                        Out(op.Channels),
                        In(input),
                        new ParameterAxis.OfPointElements(),
                        new ParameterAxis.OfWindow(Support),
                    ],
                    [op.Channels, input.Channels, input.Group.Order, .. op.Window.StorageSizes],
                    op.Initial.For(
                        FanIn(input, op.Window),
                        (long)FanIn(input, op.Window) * input.Group.Order,
                        weight.ToDouble()
                    )
                ),
            ],
            [Dilated(op.Window, op.Sampling)],
            geometry
        );
    }

    /// <summary>μ Σ_c Σ_k α(g, g·k)_{o,c} Σ_{n∈S} f_c(g·n·k) ψ(k, n)_{o,c}.</summary>
    public static Denotation Of(Op.AttentiveConvolution op, FieldType input, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(geometry);
        return new AttentiveDenotation(op, input, geometry).Denotation();
    }

    /// <summary>(1 − α_X α_C) f_o(g), or α_X α_C f_o(g).</summary>
    public static Denotation Of(Op.InputAttention op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        return new InputAttentionDenotation(op, input).Denotation();
    }

    /// <summary>f_o(g) on a smaller grid.</summary>
    public static Denotation Of(Op.Crop op, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        return new(Here, [], [], geometry);
    }

    /// <summary>f_o(g) on a finer grid.</summary>
    public static Denotation Of(Op.Upsampling op, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        return new(Here, [], [], geometry);
    }

    /// <summary>The formula as it is written, with its windows and parameters on the lattice of the input.</summary>
    public static Denotation Of(Op.Custom op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        var windows = op
            .Design.Windows.Select(window => (window.Name, Region: window.Shape!.On(input.Group)))
            .Select(window => new DeclaredWindow(window.Name, window.Region, window.Region.Points())
            {
                OverOutput = true,
            })
            .ToEqArray();
        return new(
            op.Design.Formula,
            op.Design.Parameters.Select(Declare).ToEqArray(),
            windows,
            Geometry.Pointwise(input.Grid)
        );
        ParameterDeclaration Declare(DesignParameter parameter)
        {
            var shape = parameter.Axes.Shape(
                input.Group.Order,
                name => windows.First(window => window.Name == name).Region.StorageSizes
            );
            var fan = shape.Skip(1).Aggregate(1, (product, size) => checked(product * size));
            return new(parameter.Name, parameter.Axes, shape, op.Initial.For(fan));
        }
    }

    /// <summary>φ(f_o(g)).</summary>
    public static Denotation Of(Op.Pointwise op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        return new(
            Layer((g, o) => Apply(op.Function, f[o](g))),
            [],
            [],
            Geometry.Pointwise(input.Grid)
        );
    }

    /// <summary>γ_o · (f_o(g) − μ_o)/√(v_o + ε) + β_o with the running statistics.</summary>
    public static Denotation Of(Op.BatchNormalization op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        static Term At(string name, Channel o) => Parameter(name)()[o];
        ParameterDeclaration Declare(string name, double start, bool trained) =>
            new(name, [In(input)], [input.Channels], new Initial.Constant(start), trained);

        var epsilon = new Term.Constant(op.Epsilon);
        return new(
            Layer(
                (g, o) =>
                    new Term.Product([
                        At("weight", o),
                        f[o](g) - At("running_mean", o),
                        Apply(
                            PointwiseFunction.ReciprocalSquareRoot,
                            At("running_var", o) + epsilon
                        ),
                    ]) + At("bias", o)
            ),
            [
                Declare("weight", 1, trained: true),
                Declare("bias", 0, trained: true),
                Declare("running_mean", 0, trained: false),
                Declare("running_var", 1, trained: false),
            ],
            [],
            Geometry.Pointwise(input.Grid)
        );
    }

    /// <summary>f_o(g): dropout in evaluation.</summary>
    public static Denotation Of(Op.Dropout op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        return new(Here, [], [], Geometry.Pointwise(input.Grid));
    }

    /// <summary>op_{n∈S} f_o(g·n).</summary>
    public static Denotation Of(Op.SpatialPooling op, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(op);
        return new(
            Layer((g, o) => Reduce(op.By, S, n => f[o](g * n))),
            [],
            [Dilated(op.Window, op.Sampling)],
            geometry
        );
    }

    /// <summary>op_{n∈N} f_o(g·n).</summary>
    public static Denotation Of(Op.GlobalPooling op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        return new(
            Layer((g, o) => Reduce(op.By, N, n => f[o](g * n))),
            [],
            [],
            Geometry.Global(input.Grid)
        );
    }

    /// <summary>op_{k∈H} f_o(g·k).</summary>
    public static Denotation Of(Op.GroupPooling op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        return new(
            Layer((g, o) => Reduce(op.By, H, k => f[o](g * k))),
            [],
            [],
            Geometry.Pointwise(input.Grid)
        );
    }

    private static Domain S => Window(Support);

    private static Formula Here => Layer((g, o) => f[o](g));

    private static ParameterAxis Out(int channels) => new ParameterAxis.OfChannels(channels);

    private static ParameterAxis In(FieldType input) =>
        new ParameterAxis.OfChannels(input.Channels);

    private static int FanIn(FieldType input, Region window) =>
        input.Channels * window.Points().Count;

    private static DeclaredWindow Dilated(Region window, Sampling sampling) =>
        new(Support, window, window.Points(sampling.Dilation.For(window.Dimension)));
}
