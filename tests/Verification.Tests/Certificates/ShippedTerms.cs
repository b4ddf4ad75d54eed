using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing.Generators;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>Formulas whose Coq terms are compared with them: of blocks, of designs, and at random.</summary>
internal static class ShippedTerms
{
    private const int Channels = 4;

    private static IReadOnlyDictionary<
        string,
        (Fibre Fibre, Func<PointGroup, Op> Op)
    > Attentive { get; } =
        new Dictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)>
        {
            ["attentive group convolution"] = (
                Fibre.Regular,
                group => new Op.AttentiveConvolution(2, Region.On(group, 3))
                {
                    Channel = new ChannelAttention(2),
                    Spatial = new SpatialAttention(Region.On(group, 3)),
                    HaarWeight = new Coefficient(new Rational(1, 4), 1),
                }
            ),
            ["attentive lifting convolution"] = (
                Fibre.Trivial,
                group => new Op.AttentiveConvolution(2, Region.On(group, 3))
                {
                    Spatial = new SpatialAttention(Region.On(group, 3)),
                }
            ),
            ["input attention"] = (
                Fibre.Regular,
                group => new Op.InputAttention
                {
                    Channel = new ChannelAttention(2),
                    Spatial = new SpatialAttention(Region.On(group, 3)),
                    HaarWeight = new Coefficient(new Rational(1, 4), 1),
                }
            ),
        };

    /// <summary>Every block of the catalogue, of the papers, and with attention.</summary>
    public static EqArray<CertifiedFormula> Blocks { get; } =
        Certified
            .Blocks.Concat(KnownBlocks.All.Select(block => Leaf(block.Key, block.Value)))
            .Concat(Attentive.Select(block => Leaf(block.Key, block.Value)))
            .Append(Certified.Everything)
            .ToEqArray();

    /// <summary>The designs of the documentation.</summary>
    public static EqArray<CertifiedFormula> Examples =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.design")
            .Order(StringComparer.Ordinal)
            .Select(file => Of(DesignParser.Parse(File.ReadAllText(file), file)))
            .ToEqArray();

    /// <summary>Every design of the zoo, the broken ones as well.</summary>
    public static EqArray<CertifiedFormula> Zoo =>
        DesignZoo.All.Select(entry => Of(entry.Design)).ToEqArray();

    /// <summary>Random designs with a mutant of each that reads absolute positions.</summary>
    public static EqArray<CertifiedFormula> Random(int count)
    {
        var (designs, random) = (new RandomDesigns(5), new Random(5));
        return Enumerable
            .Range(0, count)
            .Select(_ => designs.Next())
            .SelectMany(design =>
                DesignMutations.Any(design, random) is { } mutant
                    ? new[] { Of(design), Of(mutant) }
                    : [Of(design)]
            )
            .ToEqArray();
    }

    private static CertifiedFormula Leaf(string name, (Fibre Fibre, Func<PointGroup, Op> Op) block)
    {
        var group = PointGroups.P4m;
        var typed = Typing.Elaborate(
            block.Op(group),
            new FieldType(group, block.Fibre, Channels, Region.On(group, 5))
        );
        return CertifiedFormula.Of((TypedOp.Elementary)typed) with { Name = name };
    }

    private static CertifiedFormula Of(Design design) =>
        new(
            design.Name,
            design.Formula,
            DesignVocabulary.On(design, DesignAssumptions.Groups(design)[^1], [])
        );
}
