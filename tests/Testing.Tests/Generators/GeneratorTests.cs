using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing.Generators;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Testing.Tests.Generators;

public sealed class GeneratorTests
{
    private static readonly FieldType Type = Subjects.Plane(PointGroups.P6m, 3);

    private static Gen<(Signal<double> Signal, int A, int B)> Moved { get; } =
        SignalGenerators.FieldType.SelectMany(type =>
            SignalGenerators
                .Integers(type, batch: 2)
                .Generator.SelectMany(signal =>
                    GroupGenerators
                        .Element(type.Group)
                        .Zip(GroupGenerators.Element(type.Group))
                        .Select(pair => (signal, pair.Item1, pair.Item2))
                )
        );

    [Test]
    public void The_action_on_generated_signals_is_one_of_the_group() =>
        Law.Holds(
            Moved,
            data =>
                SignalAction.Transform(
                    data.Signal,
                    data.Signal.Type.Group.Group.Multiply(data.A, data.B)
                ) == SignalAction.Transform(SignalAction.Transform(data.Signal, data.B), data.A)
        );

    [Test]
    public void Integers_stay_within_their_bound_and_reals_within_one()
    {
        Law.Holds(
            SignalGenerators.Integers(Type, magnitude: 2),
            signal => signal.Type == Type && signal.Values.All(v => v is -2 or -1 or 0 or 1 or 2)
        );
        Law.Holds(
            SignalGenerators.Reals(Type, batch: 3),
            signal => signal.Batch == 3 && signal.Values.All(v => v is >= -1 and <= 1)
        );
        Assert.That(
            () => SignalGenerators.Integers(Type, magnitude: -1),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public void A_signal_shrinks_to_fewer_entries_and_to_one() =>
        Law.Holds(
            SignalGenerators.Integers(Type).Generator,
            signal =>
            {
                int Count(Signal<double> of) => of.Values.Count(value => value != 0);
                var smaller = SignalGenerators.Shrink(signal).ToArray();
                return smaller.All(other => Count(other) < Count(signal))
                    && smaller.Length >= Count(signal);
            }
        );

    [Test]
    public void A_failing_law_is_reported_with_a_smaller_signal()
    {
        var broken = Assert.Throws<Exception>(() =>
            Law.Holds(SignalGenerators.Integers(Type), signal => signal.Values.Max() < 5)
        );
        Assert.That(broken.Message, Does.Match(@"\([1-9]\d* shrink"));
    }

    [Test]
    public void Point_groups_come_from_the_catalogue()
    {
        Law.Holds(GroupGenerators.PointGroup, group => PointGroups.All.Contains(group));
        Law.Holds(
            GroupGenerators.PointGroupOn(Lattice.Hexagonal),
            group => group.Lattice == Lattice.Hexagonal
        );
    }

    [Test]
    public void Designs_are_well_scoped_and_read_back() =>
        Law.Holds(
            DesignGenerators.Equivariant,
            design =>
                ReferenceEquals(DesignScope.Check(design), design)
                && DesignParser.Parse(DesignText.Render(design), "random") == design,
            examples: 300
        );

    [Test]
    public void Generated_designs_are_equivariant() =>
        Law.Holds(
            examples: 10,
            DesignGenerators.Equivariant.ToArbitrary(),
            design => Assert.That(design, Is.EquivariantUnder(PointGroups.Pm))
        );
}
