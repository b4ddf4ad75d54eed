using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgeFormal.Laws;
using AgeFormal.Verification;

namespace AgeFormal.Architecture.Tests;

/// <summary>What no signature reaches from the entry points of docs/entry-points.md is internal.</summary>
public sealed partial class EntryPointTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(Verifier).Assembly,
        typeof(Operators.Formula).Assembly,
    ];

    private static readonly string[] Named =
    [
        .. Names()
            .Matches(
                File.ReadAllText(Path.Combine(Repository.Root, "docs", "entry-points.md"))
                    .Split("\n## ")[0]
            )
            .Select(name => name.Groups[1].Value)
            .Where(name => !name.Contains('.', StringComparison.Ordinal)),
    ];

    [Test]
    public void Every_name_of_the_page_is_a_public_type() =>
        Assert.That(
            Named.Except(
                Assemblies.SelectMany(one => one.GetExportedTypes()).Select(type => type.Name)
            ),
            Is.Empty
        );

    [Test]
    public void Every_public_type_of_the_verification_is_reached_by_signatures()
    {
        var reached = Reached(Named);
        Assert.That(
            Public
                .Where(type => !reached.Contains(type) && !type.IsAssignableTo(typeof(Exception)))
                .Select(type => type.FullName),
            Is.Empty
        );
    }

    [Test]
    public void Without_an_entry_what_it_alone_leads_to_is_not_reached() =>
        Assert.That(
            Reached(Named.Except(["DesignZoo", "ZooFinding"])).Select(type => type.Name),
            Has.None.EqualTo("ZooEntry")
        );

    private static readonly HashSet<Type> Public =
    [
        .. typeof(Verifier).Assembly.GetExportedTypes(),
    ];

    private static HashSet<Type> Reached(IEnumerable<string> names)
    {
        var reached = new HashSet<Type>();
        foreach (var type in Public.IntersectBy(names, type => type.Name))
            Visit(type, reached);
        // A class of extensions is reached by what it extends.
        while (
            Extensions.FirstOrDefault(type => !reached.Contains(type) && Extends(type, reached))
                is { } next
        )
            Visit(next, reached);
        return reached;
    }

    private static IEnumerable<Type> Extensions =>
        Public.Where(type => type.IsDefined(typeof(ExtensionAttribute), inherit: false));

    private static bool Extends(Type type, HashSet<Type> reached) =>
        type.GetMethods()
            .Where(method => method.IsDefined(typeof(ExtensionAttribute), inherit: false))
            .Any(method => reached.Contains(Definition(method.GetParameters()[0].ParameterType)));

    private static Type Definition(Type type) =>
        type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static void Visit(Type? type, HashSet<Type> reached)
    {
        if (type is null)
            return;
        if (type.HasElementType)
        {
            Visit(type.GetElementType(), reached);
            return;
        }
        if (type.IsGenericType)
            foreach (var argument in type.GetGenericArguments())
                Visit(argument, reached);
        type = Definition(type);
        if (!Public.Contains(type) || !reached.Add(type))
            return;
        foreach (
            var other in (IEnumerable<Type?>)
                [
                    type.BaseType,
                    type.DeclaringType,
                    .. type.GetInterfaces(),
                    .. type.GetNestedTypes(),
                ]
        )
            Visit(other, reached);
        foreach (
            var member in type.GetMembers(
                BindingFlags.Public
                    | BindingFlags.Instance
                    | BindingFlags.Static
                    | BindingFlags.DeclaredOnly
            )
        )
        foreach (var other in Signature(member))
            Visit(other, reached);
    }

    private static IEnumerable<Type> Signature(MemberInfo member) =>
        member switch
        {
            MethodInfo method =>
            [
                method.ReturnType,
                .. method.GetParameters().Select(parameter => parameter.ParameterType),
            ],
            ConstructorInfo constructor => constructor
                .GetParameters()
                .Select(parameter => parameter.ParameterType),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            _ => [],
        };

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Names();
}
