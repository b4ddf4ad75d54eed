using System.Reflection;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Tests;

/// <summary>The formula of every block is a text that can be read: equal up to names of bound variables, with its axes and windows.</summary>
public sealed class BlockTextTests
{
    private static readonly PointGroup Group = PointGroups.P4;

    // A name with a dot is no word of the language.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["fc1"] = ChannelAttention.HiddenWeight,
        ["fc2"] = ChannelAttention.OutputWeight,
        ["K"] = SpatialAttention.Weight,
    };

    private static Region Three => Region.On(Group, 3);

    private static ChannelAttention OverChannels => new(1);

    private static SpatialAttention OverPositions => new(Three);

    private static IEnumerable<(string Text, Op.Elementary Op, Fibre Fibre)> Blocks
    {
        get
        {
            yield return (
                "lifting-convolution",
                new Op.LiftingConvolution(2, Three),
                Fibre.Trivial
            );
            yield return ("group-convolution", new Op.GroupConvolution(2, Three), Fibre.Regular);
            var attentive = new Op.AttentiveConvolution(2, Three);
            foreach (
                var (name, fibre) in new[]
                {
                    ("attentive-convolution", Fibre.Regular),
                    ("attentive-lifting", Fibre.Trivial),
                }
            )
            {
                var whole = attentive with { Channel = OverChannels, Spatial = OverPositions };
                yield return (name, whole with { Branch = AttentionBranch.Direct }, fibre);
                yield return (
                    $"{name}-residual",
                    whole with
                    {
                        Branch = AttentionBranch.Residual,
                    },
                    fibre
                );
                var direct = attentive with { Branch = AttentionBranch.Direct };
                yield return (
                    $"{name}-by-channels",
                    direct with
                    {
                        Channel = OverChannels,
                        Spatial = null,
                    },
                    fibre
                );
                yield return (
                    $"{name}-by-positions",
                    direct with
                    {
                        Channel = null,
                        Spatial = OverPositions,
                    },
                    fibre
                );
            }
            foreach (
                var (name, fibre) in new[]
                {
                    ("input-attention", Fibre.Regular),
                    ("input-attention-on-the-lattice", Fibre.Trivial),
                }
            )
            {
                Op.InputAttention Of(
                    ChannelAttention? channel,
                    SpatialAttention? spatial,
                    AttentionBranch branch
                ) =>
                    new()
                    {
                        Channel = channel,
                        Spatial = spatial,
                        Branch = branch,
                    };
                yield return (name, Of(OverChannels, OverPositions, AttentionBranch.Direct), fibre);
                yield return (
                    $"{name}-residual",
                    Of(OverChannels, OverPositions, AttentionBranch.Residual),
                    fibre
                );
                yield return (
                    $"{name}-by-channels",
                    Of(OverChannels, null, AttentionBranch.Direct),
                    fibre
                );
                yield return (
                    $"{name}-by-positions",
                    Of(null, OverPositions, AttentionBranch.Direct),
                    fibre
                );
            }
            yield return ("identity", new Op.Crop(1), Fibre.Regular);
            yield return ("identity", new Op.Upsampling(2), Fibre.Regular);
            yield return ("identity", new Op.Dropout(0.3), Fibre.Regular);
            yield return ("pointwise", new Op.Pointwise(PointwiseFunction.Relu), Fibre.Regular);
            yield return ("batch-normalization", new Op.BatchNormalization(), Fibre.Regular);
            yield return (
                "spatial-pooling",
                new Op.SpatialPooling(Reduction.Max, Three),
                Fibre.Regular
            );
            yield return ("global-pooling", new Op.GlobalPooling(Reduction.Mean), Fibre.Regular);
            yield return ("group-pooling", new Op.GroupPooling(Reduction.Max), Fibre.Regular);
        }
    }

    private static string Folder => Path.Combine(Repository.Root, "docs", "blocks");

    private static IEnumerable<TestCaseData> Cases =>
        Blocks.Select(block =>
            new TestCaseData(block.Text, block.Op, block.Fibre).SetArgDisplayNames(
                block.Text,
                block.Op.GetType().Name
            )
        );

    [TestCaseSource(nameof(Cases))]
    public void The_formula_of_a_block_is_its_text(string text, object op, object fibre)
    {
        var block = Typed((Op.Elementary)op, (Fibre)fibre);
        var design = Read(text);
        Assert.Multiple(() =>
        {
            Assert.That(
                Canonical(design.Formula, name => Names.GetValueOrDefault(name, name)),
                Is.EqualTo(Canonical(block.Meaning.Formula, name => name))
            );
            Assert.That(design.Input.Fibre, Is.EqualTo(block.Input.Fibre));
            Assert.That(design.Input.Channels, Is.EqualTo(block.Input.Channels));
            Assert.That(design.Output, Is.EqualTo([block.Output.Channels]));
            Assert.That(
                design.Parameters.Select(of =>
                    (Names.GetValueOrDefault(of.Name, of.Name), of.Axes)
                ),
                Is.EqualTo(block.Meaning.Parameters.Select(of => (of.Name, of.Axes)))
            );
            Assert.That(
                design.Windows.Select(of => (of.Name, of.Shape!.On(Group))),
                Is.EqualTo(block.Meaning.Windows.Select(of => (of.Name, of.Region)))
            );
        });
    }

    [Test]
    public void Every_kind_of_block_and_every_text_is_compared()
    {
        var kinds = typeof(Op)
            .GetNestedTypes(BindingFlags.Public)
            .Where(type => type.IsSubclassOf(typeof(Op.Elementary)) && type != typeof(Op.Custom));
        Assert.That(Blocks.Select(block => block.Op.GetType()).Distinct(), Is.EquivalentTo(kinds));
        Assert.That(
            Blocks.Select(block => block.Text).Distinct(),
            Is.EquivalentTo(
                Directory
                    .EnumerateFiles(Folder, "*.design")
                    .Select(Path.GetFileNameWithoutExtension)
            )
        );
    }

    [Test]
    public void No_two_texts_have_one_formula()
    {
        var formulas = Blocks
            .Select(block => block.Text)
            .Distinct()
            .Select(text => Canonical(Read(text).Formula, name => name));
        Assert.That(formulas, Is.Unique);
    }

    private static TypedOp.Elementary Typed(Op.Elementary op, Fibre fibre) =>
        (TypedOp.Elementary)
            Typing.Elaborate(op, new FieldType(Group, fibre, 2, Region.On(Group, 7)));

    private static Design Read(string text) =>
        DesignParser.Parse(
            File.ReadAllText(Path.Combine(Folder, $"{text}.design")),
            $"{text}.design"
        );

    // On the group, over words, with bound variables named by height.
    private static WordTerm Canonical(Formula formula, Func<string, string> parameter)
    {
        return Named(BoundVariables.ByHeight(WordReading.Of(formula.OnGroup).Body));

        WordTerm Named(WordTerm term) =>
            term is WordTerm.Parameter of
                ? of with
                {
                    Name = parameter(of.Name),
                }
                : term.MapChildren(Named);
    }
}
