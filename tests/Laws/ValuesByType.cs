using System.Linq.Expressions;
using System.Reflection;
using AgeFormal.Algebra;

namespace AgeFormal.Laws;

/// <summary>
/// Arguments by type: those that were given, for a base type those of the types derived from it, and for any other type
/// one that is made of such parts, with null beside it where the type has it.
/// </summary>
internal sealed class ValuesByType(IReadOnlyDictionary<Type, object?[]> values)
{
    private readonly Dictionary<Type, object?[]?> _made = [];

    /// <summary>The values of a type, the valid one first; null where there is none.</summary>
    public object?[]? Of(Type type)
    {
        if (values.TryGetValue(type, out var known))
            return known;
        if (Nullable.GetUnderlyingType(type) is { } inner && Of(inner) is { } of)
            return [.. of, null];
        if (type.IsEnum)
            return [Enum.GetValues(type).GetValue(0), Enum.ToObject(type, 77)];
        if (type == typeof(CancellationToken))
            return [CancellationToken.None];
        if (type == typeof(object))
            return [new object(), null];
        // A value of a derived type is one of the base.
        var derived = values
            .Where(entry => type.IsAssignableFrom(entry.Key))
            .SelectMany(entry => entry.Value)
            .ToArray();
        if (derived.Length > 0)
            return derived;
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Constantly(type), null];
        if (!_made.TryGetValue(type, out var made))
        {
            // A type that holds itself has no value on the way to its own.
            _made[type] = null;
            _made[type] = made = Made(type);
        }
        return made;
    }

    // Values of types that no one gave values of: from their parts.
    private object?[]? Made(Type type)
    {
        if (
            type.IsGenericType
            && type.GetGenericArguments() is [var item]
            && Sequence(type, item) is { } items
        )
            return type.IsValueType ? [items, Activator.CreateInstance(type)] : [items, null];
        var value = type
            .Assembly.GetExportedTypes()
            .Where(one =>
                type.IsAssignableFrom(one) && !one.IsAbstract && !one.IsGenericTypeDefinition
            )
            .SelectMany(one => one.GetConstructors())
            .Select(Constructed)
            .FirstOrDefault(made => made is not null);
        return value is not null
            ? type.IsValueType
                ? [value]
                : [value, null]
            : type.IsInterface
                ? [null]
                : null;
    }

    private object? Sequence(Type type, Type item)
    {
        if (Of(item) is not [var first, ..])
            return null;
        var array = Array.CreateInstance(item, 1);
        array.SetValue(first, 0);
        return type.IsInstanceOfType(array) ? array
            : type.GetGenericTypeDefinition() == typeof(EqArray<>)
                ? typeof(EqArray)
                    .GetMethod(nameof(EqArray.ToEqArray))!
                    .MakeGenericMethod(item)
                    .Invoke(null, [array])
            : null;
    }

    private object? Constructed(ConstructorInfo constructor)
    {
        var arguments = constructor
            .GetParameters()
            .Select(parameter => Of(parameter.ParameterType))
            .ToArray();
        if (arguments.Any(choices => choices is null or []))
            return null;
        try
        {
            return constructor.Invoke([.. arguments.Select(choices => choices![0])]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    // A function that gives the first value of its type, whatever its arguments.
    private Delegate? Constantly(Type type)
    {
        var signature = type.GetMethod("Invoke")!;
        var parameters = signature
            .GetParameters()
            .Select(parameter => Expression.Parameter(parameter.ParameterType))
            .ToArray();
        var result = signature.ReturnType;
        Expression body =
            result == typeof(void) ? Expression.Empty()
            : Of(result) is [{ } value, ..] ? Expression.Constant(value, result)
            : Expression.Default(result);
        return Expression.Lambda(type, body, parameters).Compile();
    }
}
