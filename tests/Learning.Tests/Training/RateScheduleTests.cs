using AgeFormal.Learning.Training;

namespace AgeFormal.Learning.Tests.Training;

public sealed class RateScheduleTests
{
    private const int Epochs = 10;
    private const int PerEpoch = 20;

    [Test]
    public void Cosine_falls_from_one_to_its_floor()
    {
        var factors = Factors(new RateSchedule.Cosine { Floor = 0.1 });
        Assert.That(factors[0], Is.EqualTo(1));
        Assert.That(factors[100], Is.EqualTo(0.55).Within(1e-12));
        Assert.That(factors[^1], Is.EqualTo(0.1).Within(1e-3));
        Assert.That(factors, Is.Ordered.Descending);
    }

    [Test]
    public void One_cycle_rises_to_one_and_falls_to_its_end()
    {
        var factors = Factors(
            new RateSchedule.OneCycle
            {
                Rise = 0.25,
                Start = 0.2,
                End = 0.01,
            }
        );
        Assert.That(factors[0], Is.EqualTo(0.2).Within(1e-12));
        Assert.That(factors[50], Is.EqualTo(1).Within(1e-12));
        Assert.That(factors[..51], Is.Ordered.Ascending);
        Assert.That(factors[50..], Is.Ordered.Descending);
        Assert.That(factors[^1], Is.EqualTo(0.01).Within(1e-3));
    }

    [Test]
    public void Warm_up_is_a_ramp_times_another_schedule()
    {
        var factors = Factors(
            new RateSchedule.WarmUp
            {
                Epochs = 2,
                Then = new RateSchedule.Steps { After = [1, 5] },
            }
        );
        Assert.That(factors[0], Is.EqualTo(1.0 / 40));
        Assert.That(factors[19], Is.EqualTo(0.5));
        Assert.That(factors[20], Is.EqualTo(21.0 / 40 * 0.1).Within(1e-15));
        Assert.That(factors[40], Is.EqualTo(0.1));
        Assert.That(factors[100], Is.EqualTo(0.01).Within(1e-15));
    }

    [Test]
    public void A_plateau_divides_once_for_each_time_that_patience_is_over()
    {
        var schedule = new RateSchedule.Plateau { Factor = 0.5, Patience = 1 };
        double At(params double[] errors) =>
            schedule.FactorAt(new(errors.Length + 1, Epochs, 0, PerEpoch, [.. errors]));
        Assert.That(At(), Is.EqualTo(1));
        Assert.That(At(9, 8, 8), Is.EqualTo(1));
        Assert.That(At(9, 8, 8, 9), Is.EqualTo(0.5));
        Assert.That(At(9, 8, 8, 9, 9), Is.EqualTo(0.5));
        Assert.That(At(9, 8, 8, 9, 9, 9), Is.EqualTo(0.25));
        Assert.That(At(9, 8, 8, 9, 7, 9), Is.EqualTo(0.5));
    }

    private static double[] Factors(RateSchedule schedule) =>
        [
            .. Enumerable
                .Range(0, Epochs * PerEpoch)
                .Select(update =>
                    schedule.FactorAt(new(update / PerEpoch + 1, Epochs, update, PerEpoch, []))
                ),
        ];
}
