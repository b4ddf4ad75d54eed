using System.Linq.Expressions;
using System.Reflection;

namespace AgeFormal.Algebra.Tests;

/// <summary>Every public method refuses null for each argument that cannot be null, and names it.</summary>
public sealed class NullArgumentsTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    // One value of each type that methods take or belong to.
    private static readonly object[] Values =
    [
        PointGroups.P4m,
        PointGroups.P4m.Group,
        PointGroups.P4m.Group.Center(),
        Cosets.Left(PointGroups.P4m.Group.Center()),
        Homomorphism.Identity(PointGroups.P4m.Group),
        AutomorphismAction.Trivial(PointGroups.P2.Group, PointGroups.P4.Group),
        HaarMeasure.Normalised(PointGroups.P4m.Group),
        Representation.LeftRegular(PointGroups.P4m.Group),
        IrreducibleRepresentations.Of(PointGroups.P2.Group)[0].Representation,
        IrreducibleRepresentations.Of(PointGroups.P2.Group)[0],
        IntMatrix.Identity(2),
        RealMatrix.Identity(2),
        PointSet.Of([
            [0, 0],
        ]),
        GroupLetter.Whole("g"),
        LinearWord.Of(GroupLetter.Linear("h")),
        TranslationSum.Of(GroupLetter.Translation("n")),
        NormalForm.Of(GroupLetter.Whole("g")),
        GroupWord.Of(GroupLetter.Whole("g")) * GroupWord.Of(GroupLetter.Whole("k")),
        GroupWord.One,
        GroupWord.Of(GroupLetter.Whole("g")),
        GroupWord.Of(GroupLetter.Whole("g")).Inverted(),
        GroupWord.Of(GroupLetter.Whole("g")).LinearOnly(),
        GroupWord.Of(GroupLetter.Whole("g")).TranslationOnly(),
        new SemidirectProduct(PointGroups.P4m),
        new SemidirectProduct(PointGroups.P4m).Identity,
        TorusGroup.Of(PointGroups.P4m, 3),
        QuotientGroup.Of(PointGroups.P4m.Group.Center()),
        WordRules.Semidirect,
        NormalForm.Interpretation,
        "p4m",
        new int[] { 0 },
        Array.Empty<TranslationTerm>(),
        Array.Empty<Representation>(),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from type in typeof(PointGroup).Assembly.GetExportedTypes()
        where !typeof(Exception).IsAssignableFrom(type) && !type.IsInterface
        from method in type.GetMethods(
            BindingFlags.Public
                | BindingFlags.Static
                | BindingFlags.Instance
                | BindingFlags.DeclaredOnly
        )
        // Equality, copies and comparisons are written by the compiler, or take null.
        where
            !method.Name.Contains('<', StringComparison.Ordinal)
            && method.Name is not ("Equals" or "Deconstruct" or "op_Equality" or "op_Inequality")
            && !method.IsAbstract
            // Spans cannot pass through reflection.
            && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike)
            && !method.Name.StartsWith("set_", StringComparison.Ordinal)
            && !method.Name.Contains("Than", StringComparison.Ordinal)
        from parameter in method.GetParameters()
        where
            !parameter.ParameterType.IsValueType
            && !parameter.ParameterType.IsGenericMethodParameter
            && Nullability.Create(parameter).ReadState == NullabilityState.NotNull
        select new TestCaseData(method, parameter.Position).SetArgDisplayNames(
            $"{type.Name}.{method.Name}/{method.GetParameters().Length}",
            parameter.Name!
        );

    [TestCaseSource(nameof(Cases))]
    public void Null_is_refused(MethodInfo method, int position)
    {
        var closed = method.IsGenericMethodDefinition
            ? method.MakeGenericMethod([
                .. method
                    .GetGenericArguments()
                    .Select(_ =>
                        method
                            .GetParameters()
                            .Any(p =>
                                p.ParameterType.Name.StartsWith(
                                    "IGroupWordFold",
                                    StringComparison.Ordinal
                                )
                            )
                            ? typeof(NormalForm)
                            : typeof(int)
                    ),
            ])
            : method;
        var instance = closed.IsStatic ? null : Value(closed.DeclaringType!);
        object?[] arguments =
        [
            .. closed
                .GetParameters()
                .Select(p => p.Position == position ? null : Value(p.ParameterType)),
        ];
        var refusal = Assert.Catch(() =>
        {
            try
            {
                var result = closed.Invoke(instance, arguments);
                // A sequence is made when it is read.
                if (result is System.Collections.IEnumerable sequence and not string)
                    foreach (var _ in sequence)
                        break;
            }
            catch (TargetInvocationException failure)
            {
                throw failure.InnerException!;
            }
        });
        Assert.That(refusal, Is.InstanceOf<ArgumentNullException>());
        Assert.That(
            ((ArgumentNullException)refusal!).ParamName,
            Is.EqualTo(closed.GetParameters()[position].Name)
        );
    }

    [Test]
    public void There_are_such_arguments() => Assert.That(Cases().Count(), Is.GreaterThan(80));

    private static object? Value(Type type)
    {
        if (type == typeof(object))
            return 0;
        if (Values.FirstOrDefault(type.IsInstanceOfType) is { } value)
            return value;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return Expression
                .Lambda(
                    type,
                    Expression.Default(invoke.ReturnType),
                    invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType))
                )
                .Compile();
        }
        return type.IsValueType
            ? Activator.CreateInstance(type)
            : throw new InvalidOperationException($"There is no value of {type} to call with.");
    }
}
