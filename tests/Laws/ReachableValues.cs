using System.Collections;
using System.Reflection;

namespace AgeFormal.Laws;

/// <summary>Values of as many types as can be reached from some through public properties and items: valid arguments for calls.</summary>
public static class ReachableValues
{
    private const int Kept = 2;
    private const int Visited = 60;
    private const int Items = 60;

    /// <summary>Per type at most two values, the first reached first.</summary>
    public static Dictionary<Type, object?[]> From(params object[] roots)
    {
        var found = new Dictionary<Type, List<object>>();
        var queue = new Queue<object>(roots);
        while (queue.TryDequeue(out var value))
        {
            var type = value.GetType();
            if (!found.TryGetValue(type, out var known))
                found[type] = known = [];
            if (known.Count == Visited)
                continue;
            known.Add(value);
            foreach (var next in Parts(value).Where(IsOurs))
                queue.Enqueue(next);
        }
        return found.ToDictionary(
            entry => entry.Key,
            entry => (object?[])[.. entry.Value.Take(Kept)]
        );
    }

    private static IEnumerable<object> Parts(object value)
    {
        if (value is IEnumerable items and not string)
            foreach (var item in items.Cast<object?>().Take(Items))
                if (item is not null)
                    yield return item;
        foreach (
            var property in value
                .GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
        )
            if (Read(property, value) is { } part)
                yield return part;
    }

    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (Exception refused)
            when (refused is TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsOurs(object value) =>
        value is not string
        && (
            value.GetType().Namespace?.StartsWith("AgeFormal", StringComparison.Ordinal) == true
            || value.GetType().Name.StartsWith("ValueTuple", StringComparison.Ordinal)
        );
}
