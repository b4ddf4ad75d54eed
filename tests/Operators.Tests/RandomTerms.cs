using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Operators.Tests;

/// <summary>Random terms over few names, so that binders hide and would capture each other. Free are g and h, x and y, o and p.</summary>
internal sealed class RandomTerms(Random random)
{
    private static readonly string[] Sites = ["g", "h"];
    private static readonly string[] Rels = ["x", "y"];
    private static readonly string[] Indices = ["o", "p"];

    public static Gen<Term> Terms { get; } =
        Gen.Choose(0, int.MaxValue - 1)
            .Select(seed => new RandomTerms(new Random(seed)).Term(seed % 7));

    private Term Term(int size) =>
        size <= 0
            ? Leaf()
            : random.Next(8) switch
            {
                0 => new Term.Pointwise(PointwiseFunction.Relu, Term(size - 1)),
                1 => Term(size - 2) + Term(size - 2),
                2 => Term(size - 2) * Term(size - 2),
                3 or 4 => Reduce(size - 1),
                _ => new Term.Sampled(Any(Sites), Site(2), Term(size - 1)),
            };

    private Term Leaf() =>
        random.Next(3) == 0
            ? new Term.Parameter("W", [Rel(2)], [Index()])
            : new Term.Signal(Index(), Site(2));

    private Term.Reduce Reduce(int size)
    {
        var (names, over) = random.Next(5) switch
        {
            0 => (Sites, (Domain)new Domain.Sites()),
            1 => (Rels, new Domain.PointElements()),
            2 => (Rels, new Domain.Window("S")),
            3 => (Rels, new Domain.AbsoluteWindow("S", Site(1))),
            _ => (Indices, new Domain.Channels(2)),
        };
        return new(Reduction.Sum, Any(names), over, Term(size));
    }

    private Site Site(int size) =>
        size <= 0 || random.Next(2) == 0
            ? new Site.Variable(Any(Sites))
            : Site(size - 1) * Rel(size - 1);

    private Rel Rel(int size) =>
        size <= 0
            ? new Rel.Variable(Any(Rels))
            : random.Next(7) switch
            {
                0 => new Rel.Between(Site(size - 1), Site(size - 1)),
                1 => new Rel.Absolute(Site(size - 1)),
                2 => Rel(size - 1) * Rel(size - 1),
                3 => new Rel.Inverse(Rel(size - 1)),
                4 => new Rel.PointPart(Rel(size - 1)),
                5 => new Rel.TranslationPart(Rel(size - 1)),
                _ => new Rel.Variable(Any(Rels)),
            };

    private Channel Index() =>
        random.Next(4) == 0 ? new Channel.Literal(random.Next(2)) : Any(Indices);

    private string Any(string[] names) => names[random.Next(names.Length)];
}
