using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Laws;

/// <summary>A property checked on random values; a failure is shrunk and shows the seed that replays it.</summary>
public static class Law
{
    public static void Holds<T>(int cases, Arbitrary<T> values, Action<T> property) =>
        Prop.ForAll(values, property).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    public static void Holds<T, TSecond>(
        int cases,
        Arbitrary<T> first,
        Arbitrary<TSecond> second,
        Action<T, TSecond> property
    ) => Prop.ForAll(first, second, property).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
