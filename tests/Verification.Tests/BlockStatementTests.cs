using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Specialisations;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests;

/// <summary>
/// Designs of the zoo and of statements are the texts of blocks at a choice of their weights, so that what is known of them is
/// known of the blocks. Blocks on the group of p4 weigh the sum over H by 1/4, designs for every H do not.
/// </summary>
public sealed class BlockStatementTests
{
    private static readonly string[] Weights = ["weight(k, n; o, c) := psi(k, n; o, c)"];
    private static readonly string[] LiftingWeights = ["weight(n; o, c) := psi(n; o, c)"];

    // The designs share the weights of the attention among the output channels.
    private static readonly string[] Channels =
    [
        "fc1(k; o, j, b) := W1(k; j, b)",
        "fc2(k; o, c, j) := W2(k; c, j)",
    ];
    private static readonly string[] LiftingChannels =
    [
        "fc1(o, j, b) := W1(j, b)",
        "fc2(o, c, j) := W2(c, j)",
    ];
    private static readonly string[] Positions = ["K(k, t; o, p) := K(k, t; p)"];
    private static readonly string[] LiftingPositions = ["K(t; o, p) := K(t; p)"];

    private static IEnumerable<Specialisation> Statements =>
        [
            OnGroup("group-convolution", Zoo("group-convolution"), Weights),
            OnGroup("group-convolution", KnownSpecialisations.GroupConvolution.Special, []),
            OnGroup("attentive-convolution", Zoo("attentive-group"), Weights, Channels, Positions),
            OnGroup(
                "attentive-convolution-residual",
                Zoo("attentive-group-residual"),
                Weights,
                Channels,
                Positions
            ),
            OnGroup(
                "attentive-convolution-by-channels",
                Zoo("attentive-group-channel"),
                Weights,
                Channels
            ),
            OnGroup(
                "attentive-convolution-by-positions",
                Zoo("attentive-group-spatial"),
                Weights,
                Positions
            ),
            Of("lifting-convolution", Zoo("lifting-convolution"), LiftingWeights),
            Of(
                "attentive-lifting",
                Zoo("attentive-lifting"),
                LiftingWeights,
                LiftingChannels,
                LiftingPositions
            ),
            Of(
                "attentive-lifting-residual",
                Zoo("attentive-lifting-residual"),
                LiftingWeights,
                LiftingChannels,
                LiftingPositions
            ),
            Of(
                "attentive-lifting-by-channels",
                Zoo("attentive-lifting-channel"),
                LiftingWeights,
                LiftingChannels
            ),
            Of(
                "attentive-lifting-by-positions",
                Zoo("attentive-lifting-spatial"),
                LiftingWeights,
                LiftingPositions
            ),
            Of("group-pooling", Zoo("pooling-over-h")),
            // Without weights the attention is σ(0)² = 1/4 everywhere.
            Of(
                "attentive-convolution",
                Block("group-convolution"),
                ["weight(k, n; o, c) := 4·weight(k, n; o, c)"],
                ["fc1(k; o, j, b) := 0", "fc2(k; o, c, j) := 0", "K(k, t; o, p) := 0"]
            ),
            Of(
                "attentive-lifting",
                Block("lifting-convolution"),
                ["weight(n; o, c) := 4·weight(n; o, c)"],
                ["fc1(o, j, b) := 0", "fc2(o, c, j) := 0", "K(t; o, p) := 0"]
            ),
        ];

    private static IEnumerable<TestCaseData> Cases => Shown(Statements);

    // Every statement with a kernel, at the doubled kernel.
    private static IEnumerable<TestCaseData> Doubled =>
        Shown(
            Statements
                .Where(statement => statement.Replacements.Any(IsKernel))
                .Select(statement =>
                    statement with
                    {
                        Replacements = statement
                            .Replacements.Select(one =>
                                IsKernel(one)
                                    ? one with
                                    {
                                        Value = new Term.Constant(2) * one.Value,
                                    }
                                    : one
                            )
                            .ToEqArray(),
                    }
                )
        );

    [TestCaseSource(nameof(Cases))]
    public void A_design_is_the_text_of_a_block_at_a_choice_of_its_weights(
        Specialisation statement
    ) => Assert.That(InstanceProver.Prove(statement).IsProved, $"{statement}");

    [TestCaseSource(nameof(Doubled))]
    public void At_a_doubled_kernel_it_is_another_one(Specialisation statement) =>
        Assert.That(
            InstanceProver.Prove(statement),
            Is.InstanceOf<Verdict<InstanceProof, InstanceDifference>.Refuted>()
        );

    private static bool IsKernel(Replacement one) => one.Parameter == "weight";

    private static IEnumerable<TestCaseData> Shown(IEnumerable<Specialisation> statements) =>
        statements.Select(statement =>
            new TestCaseData(statement).SetArgDisplayNames(
                statement.General.Name,
                statement.Special.Name
            )
        );

    private static Specialisation OnGroup(string block, Design design, params string[][] where) =>
        Of(
            block,
            design with
            {
                Formula = design.Formula with
                {
                    Body = new Term.Constant(new Rational(1, 4)) * design.Formula.Body,
                },
            },
            where
        );

    private static Specialisation Of(string block, Design design, params string[][] where) =>
        Specialisation.Parse(Block(block), design, [.. where.SelectMany(lines => lines)]);

    private static Design Zoo(string name) => DesignZoo.Parse(name).Design;

    private static Design Block(string name)
    {
        var path = Path.Combine(Repository.Root, "docs", "blocks", $"{name}.design");
        return DesignParser.Parse(File.ReadAllText(path), path);
    }
}
