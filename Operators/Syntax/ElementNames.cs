using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>Names that occur in elements, in order; which ones a derived class says.</summary>
internal abstract class ElementNames : Elements<EqArray<string>>
{
    protected override EqArray<string> Position(string name) => [];

    protected override EqArray<string> Element(string name) => [];

    protected override EqArray<string> Constant(string name) => [];

    protected sealed override EqArray<string> Unit => [];

    protected sealed override EqArray<string> Product(
        EqArray<string> left,
        EqArray<string> right
    ) => [.. left, .. right];

    protected sealed override EqArray<string> Inverse(EqArray<string> of) => of;

    protected sealed override EqArray<string> PointPart(EqArray<string> of) => of;

    protected sealed override EqArray<string> TranslationPart(EqArray<string> of) => of;
}
