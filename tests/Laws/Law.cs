using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Laws;

/// <summary>Checks a law on random data; a failure is shrunk and thrown. The seed is fixed, so a run can be repeated.</summary>
public static class Law
{
    public const int Examples = 100;

    public static void Holds<T>(
        Gen<T> data,
        Func<T, bool> law,
        ulong seed = 20200701,
        int examples = Examples
    ) => Holds(data.ToArbitrary(), law, seed, examples);

    public static void Holds<T>(
        Arbitrary<T> data,
        Func<T, bool> law,
        ulong seed = 20200701,
        int examples = Examples
    )
    {
        // The second component of a splittable generator's state is odd.
        const ulong gamma = 0x9E3779B97F4A7C15;
        Prop.ForAll(data, law)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(examples).WithReplay(seed, gamma));
    }
}
