using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>The place of one equation of Theorem 1.</summary>
/// <param name="By">ḡ.</param>
/// <param name="At">The positions g, or g and g̃.</param>
/// <param name="Channels">The output channels.</param>
internal sealed record Instance(int By, EqArray<int> At, EqArray<int> Channels);

/// <summary>Both sides of Theorem 1 on a model. An evaluation counts as one value beside those of its reductions.</summary>
internal sealed class Sides<T>
    where T : notnull
{
    private readonly TorusGroup _group;
    private readonly FormulaProgram<T> _program;
    private readonly ModelFrame<T> _frame;

    public Sides(FiniteModel model, Meaning<T> meaning, Formula formula, Work? work = null)
    {
        _group = model.Group;
        _program = new(model, meaning, formula);
        _frame = _program.NewFrame(work);
    }

    /// <summary>A[L_ḡ f] at the positions.</summary>
    public T Left(Instance at)
    {
        _frame.Work.Take();
        _frame.Restart(_group.Inverse(at.By));
        return _program.Evaluate(_frame, [.. at.At, .. at.Channels]);
    }

    /// <summary>A[f] at ḡ⁻¹ times the positions.</summary>
    public T Right(Instance at)
    {
        _frame.Work.Take();
        _frame.Restart(_group.Identity);
        var back = _group.Inverse(at.By);
        return _program.Evaluate(
            _frame,
            [.. at.At.Select(site => _group.Multiply(back, site)), .. at.Channels]
        );
    }
}

/// <summary>Sides of Theorem 1 in double precision, with the functions as they are.</summary>
internal static class Sides
{
    /// <summary>In double precision.</summary>
    public static Sides<double> Real(ModelData data, Formula formula, Work? work = null) =>
        new(data.Model, new NumberMeaning(data), formula, work);
}
