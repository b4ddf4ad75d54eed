using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace AgeFormal.Laws;

/// <summary>
/// Every public method of an assembly, called with hostile arguments: each position in turn takes every hostile value of its
/// type, and all valid ones, while the other positions hold the first valid value. A call ends with a result, or with an
/// exception of the library or of the family of <see cref="ArgumentException"/>, or with one that is named as documented; it
/// allocates at most 50 MB, as no argument here is large, or what is said of the member.
/// </summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Values">Per type its values: the first one is valid, the others are hostile.</param>
/// <param name="Documented">Other exceptions by the name of the member that documents them.</param>
/// <param name="ByHand">Members that reflection cannot call, for example for a span; they are left out here.</param>
public sealed record HostileCalls(
    Assembly Assembly,
    IReadOnlyDictionary<Type, object?[]> Values,
    IReadOnlyDictionary<string, Type[]> Documented,
    IReadOnlySet<string> ByHand
)
{
    /// <summary>Values by the name of the argument, before those of its type: paths, devices.</summary>
    public IReadOnlyDictionary<string, object?[]> Named { get; init; } =
        new Dictionary<string, object?[]>();

    /// <summary>Names of devices: one that is there, those that are not, and no names.</summary>
    public static object?[] Devices =>
        ["cpu", "", "meta", "xla", "hip", "cuda:999", "cuda", "\0", new string('x', 100_000), null];

    /// <summary>The bytes that members which compute much may allocate, by name.</summary>
    public IReadOnlyDictionary<string, long> Costs { get; init; } = new Dictionary<string, long>();

    private readonly ValuesByType _values = new(Values);

    private const int Stack = 512 << 10;
    private const long MostBytes = 50_000_000;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>The members, by name: constructors, static and instance methods, operators and properties with an index.</summary>
    public IEnumerable<MethodBase> Members =>
        from exported in Assembly.GetExportedTypes()
        where
            !typeof(Exception).IsAssignableFrom(exported)
            && !exported.IsInterface
            // The block of an extension only declares; what is called are the methods of its class.
            && !exported.IsSpecialName
            && !typeof(Delegate).IsAssignableFrom(exported)
        let type = OfDoubles(exported)
        from member in type.GetMembers(
            BindingFlags.Public
                | BindingFlags.Static
                | BindingFlags.Instance
                | BindingFlags.DeclaredOnly
        )
        let method = member as MethodBase
        where method is not null && !IsWrittenByTheCompiler(method)
        select method;

    /// <summary>For example <c>Region.Box</c>.</summary>
    public static string NameOf(MethodBase method) =>
        $"{Type(method.DeclaringType!)}.{(method.IsConstructor ? "new" : method.Name)}";

    /// <summary>The members with an argument for which there is no value, and that no table calls.</summary>
    public string[] Uncovered =>
        [
            .. Members
                .Where(method => !ByHand.Contains(NameOf(method)))
                .Where(method => Instances(method) is null || Choices(method) is null)
                .Select(method =>
                    $"{NameOf(method)}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})"
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Calls all members; the faults, each with the call.</summary>
    /// <param name="oneOf">1 for every call, n for every n-th.</param>
    /// <returns>The number of calls.</returns>
    public (int Calls, string[] Faults) Run(int oneOf = 1)
    {
        var faults = new List<string>();
        var (calls, passed) = (0, 0);
        foreach (var method in Members.Where(method => !ByHand.Contains(NameOf(method))))
        {
            var call = Closed(method);
            if (
                call is null
                || Instances(call) is not { } instances
                || Choices(call) is not { } all
            )
                continue;
            foreach (var arguments in Variations(all))
            foreach (var instance in arguments == all[0] ? instances : instances[..1])
            {
                if (passed++ % oneOf != 0)
                    continue;
                calls++;
                if (Fault(call, instance, arguments) is { } fault)
                    faults.Add(
                        $"{NameOf(method)}({string.Join(", ", arguments.Select(Show))}): {fault}"
                    );
            }
        }
        return (calls, [.. faults.Distinct()]);
    }

    // Generic types are called with doubles; where these do not fit, with the first type of the assembly that does.
    private Type OfDoubles(Type type) =>
        type.IsGenericTypeDefinition
            ? type.MakeGenericType([
                .. type.GetGenericArguments()
                    .Select(argument =>
                        argument.GetGenericParameterConstraints()
                            is [{ IsInterface: true, IsGenericType: false } law]
                            ? Assembly
                                .GetExportedTypes()
                                .OrderBy(one => one.FullName, StringComparer.Ordinal)
                                .First(one => one.IsClass && one.IsAssignableTo(law))
                            : typeof(double)
                    ),
            ])
            : type;

    private static string Type(Type type) =>
        type.DeclaringType is { } outer ? $"{Type(outer)}.{type.Name}" : type.Name;

    private static bool IsWrittenByTheCompiler(MethodBase method) =>
        method.Name.Contains('<', StringComparison.Ordinal)
        || method.Name
            is "Equals"
                or "GetHashCode"
                or "Deconstruct"
                or "op_Equality"
                or "op_Inequality"
                or "GetEnumerator"
        || method.Name.StartsWith("set_", StringComparison.Ordinal)
        || (method.IsConstructor && method.DeclaringType!.IsAbstract);

    private object?[]? Instances(MethodBase method)
    {
        if (method.IsStatic || method.IsConstructor)
            return [null];
        var values = _values.Of(method.DeclaringType!)?.Where(value => value is not null).ToArray();
        return values is { Length: > 0 } ? values : null;
    }

    private static MethodBase? Closed(MethodBase method)
    {
        if (!method.ContainsGenericParameters || method is not MethodInfo info)
            return method;
        if (info.DeclaringType!.ContainsGenericParameters)
            return null;
        try
        {
            return info.MakeGenericMethod([
                .. info.GetGenericArguments().Select(_ => typeof(double)),
            ]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private List<object?[]>? Choices(MethodBase method)
    {
        if (method.DeclaringType!.ContainsGenericParameters || Closed(method) is not { } closed)
            return [];
        var choices = closed
            .GetParameters()
            .Select(parameter =>
                Named.TryGetValue(parameter.Name!, out var named)
                && named[0]!.GetType() == parameter.ParameterType
                    ? named
                    : _values.Of(parameter.ParameterType)
            )
            .ToArray();
        if (choices.Any(values => values is null or []))
            return null;
        return [.. Rows(choices!)];
    }

    private static IEnumerable<object?[]> Rows(object?[][] choices)
    {
        yield return [.. choices.Select(values => values[0])];
        for (var position = 0; position < choices.Length; position++)
            foreach (var value in choices[position].Skip(1))
            {
                object?[] row = [.. choices.Select(values => values[0])];
                row[position] = value;
                yield return row;
            }
    }

    private static IEnumerable<object?[]> Variations(List<object?[]> rows) =>
        rows.Count == 0 ? [] : rows;

    private string? Fault(MethodBase method, object? instance, object?[] arguments)
    {
        string? fault = null;
        var thread = new Thread(
            () =>
            {
                // An assertion that fails inside is an exception of the call and no failure of the test.
                using var isolated = new TestExecutionContext.IsolatedContext();
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    var result = method is ConstructorInfo constructor
                        ? constructor.Invoke(arguments)
                        : method.Invoke(instance, arguments);
                    // What is computed late is a part of the call.
                    if (result is System.Collections.IEnumerable items and not string)
                        foreach (var _ in items.Cast<object?>().Take(10_000)) { }
                }
                catch (Exception thrown)
                {
                    var failure = thrown is TargetInvocationException { InnerException: { } inner }
                        ? inner
                        : thrown;
                    if (!IsTyped(method, failure, arguments))
                        fault =
                            $"{failure.GetType().Name}: {failure.Message} {failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
                    else if (failure.Message.Length > 8000)
                        fault = $"a message of {failure.Message.Length} characters";
                }
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated > Costs.GetValueOrDefault(NameOf(method), MostBytes))
                    fault ??= $"{allocated} bytes";
            },
            Stack
        )
        {
            IsBackground = true,
        };
        thread.Start();
        return thread.Join(Hang) ? fault : $"still running after {Hang.TotalSeconds} s";
    }

    private bool IsTyped(MethodBase method, Exception failure, object?[] arguments) =>
        failure is ArgumentException
        || (
            failure is OperationCanceledException
            && arguments.Contains(new CancellationToken(canceled: true))
        )
        || failure.GetType().Namespace?.StartsWith("AgeFormal", StringComparison.Ordinal) == true
        || (
            Documented.TryGetValue(NameOf(method), out var types)
            && types.Any(type => type.IsInstanceOfType(failure))
        );

    private static string Show(object? value)
    {
        try
        {
            var text = value switch
            {
                null => "null",
                string { Length: > 20 } quoted => $"a text of {quoted.Length}",
                string quoted => $"'{quoted}'",
                _ => $"{value}",
            };
            return text.Length <= 60 ? text : text[..60];
        }
        catch (Exception)
        {
            return value!.GetType().Name;
        }
    }

    /// <summary>The faults as one message.</summary>
    public void AssertAllEnd(int atLeast, int oneOf = 1)
    {
        var (calls, faults) = Run(oneOf);
        TestContext.Out.WriteLine($"{Assembly.GetName().Name}: {calls} hostile calls");
        Assert.That(calls, Is.GreaterThanOrEqualTo(atLeast));
        Assert.That(faults, Is.Empty, string.Join('\n', faults.Take(200)));
    }
}
