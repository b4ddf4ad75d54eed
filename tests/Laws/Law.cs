using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Laws;

/// <summary>Checks a law on random data; a failure is shrunk and thrown. The seed is fixed, so a run can be repeated.</summary>
public static class Law
{
    public const int Examples = 100;

    private const ulong Seed = 20200701;

    public static void Holds<T>(Gen<T> data, Func<T, bool> law, int examples = Examples) =>
        Holds(data.ToArbitrary(), law, examples);

    public static void Holds<T>(Arbitrary<T> data, Func<T, bool> law, int examples = Examples) =>
        Prop.ForAll(data, law).Check(Configuration(examples));

    public static void Holds<T>(int examples, Arbitrary<T> data, Action<T> law) =>
        Prop.ForAll(data, law).Check(Configuration(examples));

    public static void Holds<T, TSecond>(
        int examples,
        Arbitrary<T> first,
        Arbitrary<TSecond> second,
        Action<T, TSecond> law
    ) => Prop.ForAll(first, second, law).Check(Configuration(examples));

    private static Config Configuration(int examples)
    {
        // The second component of a splittable generator's state is odd.
        const ulong gamma = 0x9E3779B97F4A7C15;
        return Config.QuickThrowOnFailure.WithMaxTest(examples).WithReplay(Seed, gamma);
    }
}
