using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// The second method: D with its parameters as tables, filled from θ′, against D′, on finite models and in exact numbers.
/// It substitutes nothing and simplifies nothing.
/// </summary>
internal static class InstanceModel
{
    private const int Places = 10;
    private const ulong Seed = 20200701;

    /// <summary>The first difference on the groups, or null.</summary>
    public static InstanceDifference? Difference(
        Specialisation statement,
        EqArray<PointGroup> groups
    ) => groups.Select(group => On(statement, group)).FirstOrDefault(found => found is not null);

    private static InstanceDifference? On(Specialisation statement, PointGroup group)
    {
        var general = DesignVocabulary.On(statement.General, group, []);
        var special = DesignVocabulary.On(statement.Special, group, []);
        var side = Math.Max(
            FiniteModel.FaithfulSide(general, group, 3),
            FiniteModel.FaithfulSide(special, group, 3)
        );
        var (modelOfGeneral, modelOfSpecial) = (
            FiniteModel.Of(general, group, side),
            FiniteModel.Of(special, group, side)
        );
        var parameters = Drawn(special);
        var tables = general
            .Parameters.Select(
                (parameter, number) =>
                    Table(statement, parameter.Name, number, modelOfGeneral, special, side)
            )
            .ToArray();
        var left = new FormulaProgram<Rational>(
            modelOfGeneral,
            new SampleMeaning(Seed, (parameter, index) => tables[parameter](index)),
            statement.General.Formula
        );
        var right = new FormulaProgram<Rational>(
            modelOfSpecial,
            new SampleMeaning(Seed, parameters),
            statement.Special.Formula
        );
        var (leftFrame, rightFrame) = (left.NewFrame(), right.NewFrame());
        leftFrame.Restart(modelOfGeneral.Group.Identity);
        rightFrame.Restart(modelOfSpecial.Group.Identity);
        int[] sizes =
        [
            .. statement.General.Formula.Sites.Select(_ => modelOfGeneral.Group.Order),
            .. statement.General.Output,
        ];
        for (var place = 0; place < Places; place++)
        {
            var at = sizes
                .Select(
                    (size, axis) =>
                        (int)(Mixing.Add(Mixing.Add(Seed, (ulong)place), (ulong)axis) % (ulong)size)
                )
                .ToArray();
            var (a, b) = (left.Evaluate(leftFrame, at), right.Evaluate(rightFrame, at));
            if (a != b)
                return new(group, side, at.ToEqArray(), a, b);
        }
        return null;
    }

    private static Func<int, long, Rational> Drawn(Vocabulary vocabulary)
    {
        var seeds = vocabulary.Parameters.Select(one => Mixing.Add(Seed, one.Name)).ToArray();
        return (parameter, index) => SampleMeaning.Draw(Mixing.Add(seeds[parameter], (ulong)index));
    }

    /// <summary>The values of one parameter of D by their row-major indices.</summary>
    private static Func<long, Rational> Table(
        Specialisation statement,
        string name,
        int number,
        FiniteModel model,
        Vocabulary special,
        int side
    )
    {
        var replacement = statement.Replacements.First(one => one.Parameter == name);
        var axes = model.Vocabulary.Parameters[number].Axes;
        var sizes = axes.ChannelSizes;
        const string somewhere = "·";
        var formula = new Formula(
            [somewhere, .. replacement.Elements],
            replacement.Channels,
            AtPositions(replacement.Value)
        );
        var values = FiniteModel.Of(
            special with
            {
                OutputChannels = sizes.ToEqArray(),
            },
            model.Group.PointGroup,
            side
        );
        var program = new FormulaProgram<Rational>(
            values,
            new SampleMeaning(Seed, Drawn(special)),
            formula
        );
        return index =>
        {
            var at = ParameterLayout.Index(model, number, index);
            var elements = new List<int>();
            var channels = new List<int>();
            for (var axis = 0; axis < axes.Count; axis++)
            {
                var i = at[axis];
                axes[axis]
                    .Match(
                        channels: _ =>
                        {
                            channels.Add(i);
                            return true;
                        },
                        pointElements: _ =>
                        {
                            elements.Add(model.PointElements[i]);
                            return true;
                        },
                        window: _ =>
                        {
                            elements.Add(model.Translations[i]);
                            return true;
                        }
                    );
            }
            bool Holds(string unit) =>
                elements[replacement.Elements.Items.IndexOf(unit)] == model.Group.Identity;
            int Value(string channel) => channels[replacement.Channels.Items.IndexOf(channel)];
            if (
                !replacement.Units.All(Holds)
                || !replacement.Equal.All(pair => Value(pair.Left) == Value(pair.Right))
            )
                return Rational.Zero;
            var frame = program.NewFrame();
            frame.Restart(values.Group.Identity);
            return program.Evaluate(frame, [values.Group.Identity, .. elements, .. channels]);
        };
    }

    /// <summary>A term over formal elements as one over positions of these names.</summary>
    private static Term AtPositions(Term term) =>
        term switch
        {
            Term.Parameter parameter => parameter with
            {
                At = parameter.At.Select(AtPositions).ToEqArray(),
            },
            // Of statements, whose replacements bind nothing.
            Term.Reduce or Term.Sampled => term,
            _ => term.MapChildren(AtPositions),
        };

    private static Rel AtPositions(Rel rel) =>
        rel.Match(
            variable: variable => new Rel.Absolute(new Site.Variable(variable.Name)),
            constant: constant => constant,
            unit: unit => unit,
            between: between => between,
            product: product => AtPositions(product.Left) * AtPositions(product.Right),
            inverse: inverse => new Rel.Inverse(AtPositions(inverse.Of)),
            pointPart: part => new Rel.PointPart(AtPositions(part.Of)),
            translationPart: part => new Rel.TranslationPart(AtPositions(part.Of)),
            absolute: absolute => (Rel)absolute
        );
}
