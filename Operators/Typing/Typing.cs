using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// Gives an operator an input type and computes the types of all its parts, or says which layer does not fit. Kernels that
/// start by <see cref="WeightScale.Preserving"/> make up for what the layers before them do to the mean square of a signal.
/// </summary>
public static class Typing
{
    /// <summary>The operator on the input type.</summary>
    /// <exception cref="TypingException">
    /// A layer does not fit its input, has more than 2³⁰ values or parameters, or is nested more than 256 deep; the message
    /// names it, the value and the expectation.
    /// </exception>
    /// <exception cref="NestingException">The stack of the thread is too small for the nesting.</exception>
    public static TypedOp Elaborate(Op op, FieldType input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        TypingRules.CheckInput(input);
        var typed = op.Fold(new Elaboration("", input, 0, 1)).Op;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in typed.Parameters())
            if (!names.Add(name))
                throw new TypingException(
                    name,
                    "two parameters have this name; layers with parameters are expected to have distinct names"
                );
        return typed;
    }

    // A part with the mean square of a signal behind it.
    private readonly record struct Part(TypedOp Op, double Size);

    // Size is the mean square of the input.
    private sealed record Elaboration(string Path, FieldType Input, int Depth, double Size)
        : IOpFold<Part>
    {
        public Part LiftingConvolution(Op.LiftingConvolution op)
        {
            TypingRules.Expect(Path, "a lifting convolution", Fibre.Trivial, Input);
            var geometry = Convolution(op.Channels, op.Window, op.Sampling);
            return Convolved(op, op.Channels, Denotation.Of(op, Input, geometry), op.Initial);
        }

        public Part GroupConvolution(Op.GroupConvolution op)
        {
            TypingRules.Expect(Path, "a group convolution", Fibre.Regular, Input);
            var geometry = Convolution(op.Channels, op.Window, op.Sampling);
            return Convolved(op, op.Channels, Denotation.Of(op, Input, geometry), op.Initial);
        }

        public Part AttentiveConvolution(Op.AttentiveConvolution op)
        {
            var geometry = Convolution(op.Channels, op.Window, op.Sampling);
            AttentionRules.Check(Path, Input, op.Channel, op.Spatial);
            return Convolved(op, op.Channels, Denotation.Of(op, Input, geometry), op.Initial);
        }

        public Part InputAttention(Op.InputAttention op)
        {
            AttentionRules.Check(Path, Input, op.Channel, op.Spatial);
            return Elementary(op, Input, Denotation.Of(op, Input));
        }

        public Part Custom(Op.Custom op)
        {
            CustomRules.Check(Path, Input, op.Design);
            return Elementary(
                op,
                Input with
                {
                    Fibre = op.Output,
                    Channels = op.Design.Output[0],
                },
                Denotation.Of(op, Input)
            );
        }

        public Part Crop(Op.Crop op)
        {
            var geometry = TypingRules.Crop(Path, Input, op.Margin);
            return Elementary(
                op,
                Input with
                {
                    Grid = geometry.Output,
                },
                Denotation.Of(op, geometry)
            );
        }

        public Part Upsampling(Op.Upsampling op)
        {
            var geometry = TypingRules.Upsample(Path, Input, op);
            var part = Elementary(
                op,
                Input with
                {
                    Grid = geometry.Output,
                },
                Denotation.Of(op, geometry)
            );
            // The mean square counts the zeros.
            return op.Between == Interpolation.Nearest
                ? part
                : part with
                {
                    Size = SignalSize.Bounded(
                        Size * Input.Grid.BoxCount / geometry.Output.BoxCount
                    ),
                };
        }

        public Part Pointwise(Op.Pointwise op) => Elementary(op, Input, Denotation.Of(op, Input));

        public Part BatchNormalization(Op.BatchNormalization op)
        {
            if (op.Epsilon.Sign <= 0)
                throw new TypingException(Path, $"ε is {op.Epsilon}, expected a positive number");
            if (op.Momentum is not (> 0 and <= 1))
                throw new TypingException(
                    Path,
                    $"the momentum is {op.Momentum}, expected a number in (0, 1]"
                );
            return Elementary(op, Input, Denotation.Of(op, Input));
        }

        public Part Dropout(Op.Dropout op) =>
            op.Rate is >= 0 and < 1
                ? Elementary(op, Input, Denotation.Of(op, Input))
                : throw new TypingException(
                    Path,
                    $"the dropout rate is {op.Rate}, expected a number in [0, 1)"
                );

        public Part SpatialPooling(Op.SpatialPooling op)
        {
            var geometry = TypingRules.Slide(Path, Input, op.Window, op.Sampling);
            return Elementary(
                op,
                Input with
                {
                    Grid = geometry.Output,
                },
                Denotation.Of(op, geometry)
            );
        }

        public Part GlobalPooling(Op.GlobalPooling op)
        {
            var meaning = Denotation.Of(op, Input);
            return Elementary(op, Input with { Grid = meaning.Geometry.Output }, meaning);
        }

        public Part GroupPooling(Op.GroupPooling op)
        {
            TypingRules.Expect(Path, "pooling over H", Fibre.Regular, Input);
            return Elementary(op, Input with { Fibre = Fibre.Trivial }, Denotation.Of(op, Input));
        }

        public Part Sequence(Op.Sequence op)
        {
            var (current, size) = (Input, Size);
            var layers = new List<TypedOp>();
            foreach (var layer in op.Layers)
            {
                (var typed, size) = Within(layer, current, size);
                layers.Add(typed);
                current = typed.Output;
            }
            return new(new TypedOp.Sequence(Path, Input, current, layers.ToEqArray()), size);
        }

        public Part Sum(Op.Sum op)
        {
            var (branches, sizes) = Branches(op.Branches, "a sum");
            foreach (var branch in branches)
                if (branch.Output != branches[0].Output)
                    throw new TypingException(
                        branch.Path,
                        $"the branches of a sum have one output type; expected {branches[0].Output} as from '{branches[0].Path}', received {branch.Output}"
                    );
            return new(
                new TypedOp.Sum(Path, Input, branches[0].Output, branches),
                SignalSize.Bounded(sizes.Sum())
            );
        }

        public Part Concatenation(Op.Concatenation op)
        {
            var (branches, sizes) = Branches(op.Branches, "a concatenation");
            var first = branches[0].Output;
            foreach (var branch in branches)
                if (branch.Output with { Channels = first.Channels } != first)
                    throw new TypingException(
                        branch.Path,
                        $"the branches of a concatenation differ in channels only; expected {first} as from '{branches[0].Path}', received {branch.Output}"
                    );
            var channels = branches.Sum(branch => (long)branch.Output.Channels);
            TypingRules.CheckCount(Path, "output channels", channels);
            return new(
                new TypedOp.Concatenation(
                    Path,
                    Input,
                    first with
                    {
                        Channels = (int)channels,
                    },
                    branches
                ),
                branches.Zip(sizes, (branch, size) => branch.Output.Channels * size).Sum()
                    / channels
            );
        }

        public Part Restriction(Op.Restriction op)
        {
            if (op.Of is null)
                throw new TypingException(Path, "the group that is restricted is null");
            TypingRules.Expect(
                Path,
                $"a network on {op.Of.Symbol} that is restricted",
                Fibre.Trivial,
                Input
            );
            if (Input.Group.ElementsIn(op.Of) is null)
                throw new TypingException(
                    Path,
                    $"a network on {op.Of.Symbol} is restricted to {Input.Group.Symbol}, expected a subgroup on its lattice"
                );
            var (body, size) = Within(new("", op.Body), Input with { Group = op.Of }, Size);
            var (group, channels) = RestrictedField.Of(body.Output, Input.Group)!.Value;
            TypingRules.CheckCount(Path, "output channels", channels);
            return new(
                new TypedOp.Restriction(
                    Path,
                    Input,
                    body.Output with
                    {
                        Group = group,
                        Channels = (int)channels,
                    },
                    body
                ),
                size
            );
        }

        private (EqArray<TypedOp> Branches, double[] Sizes) Branches(
            EqArray<Layer> branches,
            string what
        )
        {
            if (branches.Count == 0)
                throw new TypingException(Path, $"{what} has at least one branch, received none");
            Part[] parts = [.. branches.Select(branch => Within(branch, Input, Size))];
            return (
                parts.Select(part => part.Op).ToEqArray(),
                [.. parts.Select(part => part.Size)]
            );
        }

        private Part Within(Layer layer, FieldType input, double size)
        {
            if (layer?.Name is null || layer.Op is null)
                throw new TypingException(Path, "a layer, its name or its operator is null");
            if (Depth == Limits.OperatorDepth)
                throw new TypingException(
                    Path,
                    $"the operator is nested more than {Limits.OperatorDepth} deep, expected a flatter one"
                );
            return layer.Op.Fold(
                new Elaboration(TypedOp.Join(Path, layer.Name), input, Depth + 1, size)
            );
        }

        private Geometry Convolution(int channels, Region window, Sampling sampling)
        {
            TypingRules.CheckChannels(Path, channels);
            var geometry = TypingRules.Slide(Path, Input, window, sampling);
            TypingRules.ExpectMode(
                Path,
                geometry.Mode != PaddingMode.Excluded,
                geometry.Mode,
                "a convolution"
            );
            return geometry;
        }

        private Part Convolved(
            Op.Elementary op,
            int channels,
            Denotation meaning,
            WeightScale initial
        ) =>
            Elementary(
                op,
                new FieldType(Input.Group, Fibre.Regular, channels, meaning.Geometry.Output),
                Sized(meaning, initial)
            );

        // The kernel stands first among the parameters.
        private Denotation Sized(Denotation meaning, WeightScale initial) =>
            initial.Distribution == WeightDistribution.Preserving
            && meaning.Parameters[0] is { Initial: Initial.Uniform uniform } kernel
                ? meaning with
                {
                    Parameters =
                    [
                        kernel with
                        {
                            Initial = new Initial.Uniform(uniform.Bound / Math.Sqrt(Size)),
                        },
                        .. meaning.Parameters.Skip(1),
                    ],
                }
                : meaning;

        private Part Elementary(Op.Elementary op, FieldType output, Denotation meaning)
        {
            TypingRules.CheckCount(Path, $"values of the output {output}", output.Values);
            foreach (var parameter in meaning.Parameters)
                TypingRules.CheckCount(
                    Path,
                    $"values of the parameter '{parameter.Name}' {parameter.Shape}",
                    (Int128)parameter.Values
                );
            return new(
                new TypedOp.Elementary(Path, Input, output, op, meaning),
                SignalSize.After(op, Size)
            );
        }
    }
}

/// <summary>A layer does not fit its input.</summary>
public sealed class TypingException : ArgumentException
{
    /// <summary>The misfit at a layer.</summary>
    /// <param name="layer">The layer's path; empty for the root.</param>
    /// <param name="reason">The value and what was expected.</param>
    public TypingException(string layer, string reason)
        : base(
            $"{(string.IsNullOrEmpty(layer) ? "The operator" : $"Layer '{Excerpt.Of(layer, 200)}'")}: {Excerpt.Of(reason ?? "", 2000)}."
        )
    {
        Layer = layer;
        Reason = reason ?? "";
    }

    /// <summary>The layer's path.</summary>
    public string Layer { get; }

    /// <summary>The value and what was expected.</summary>
    public string Reason { get; }
}
