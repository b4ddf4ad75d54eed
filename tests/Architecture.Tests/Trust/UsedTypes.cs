using System.Reflection;
using System.Reflection.Emit;

namespace AgeFormal.Architecture.Tests.Trust;

/// <summary>The types of the library that the compiled code of a type names: in bodies, signatures and fields.</summary>
internal static class UsedTypes
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The outermost types that a type, or one nested in it, names.</summary>
    public static IEnumerable<Type> Of(Type type) =>
        Members(type)
            .SelectMany(Named)
            .SelectMany(Parts)
            .Select(Outermost)
            .Where(IsOurs)
            .Distinct();

    /// <summary>The type that a nested one lies in.</summary>
    public static Type Outermost(Type type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("AgeFormal", StringComparison.Ordinal) == true;

    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(All)
            .SelectMany(member => member is Type nested ? Members(nested) : [member]);

    private static IEnumerable<Type> Named(MemberInfo member) =>
        member switch
        {
            FieldInfo field => [field.FieldType],
            MethodBase method => Signature(method).Concat(Body(method)),
            _ => [],
        };

    private static IEnumerable<Type> Signature(MethodBase method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Concat(method is MethodInfo { ReturnType: var result } ? [result] : []);

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            return [];
        var locals = body.LocalVariables.Select(local => local.LocalType);
        return Tokens(body.GetILAsByteArray()!)
            .SelectMany(token => Resolved(method, token))
            .Concat(locals);
    }

    private static IEnumerable<Type> Resolved(MethodBase method, int token)
    {
        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return method.Module.ResolveMember(token, ofType, ofMethod) switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType!, field.FieldType],
            MethodBase called =>
            [
                called.DeclaringType!,
                .. Signature(called),
                .. called.IsGenericMethod ? called.GetGenericArguments() : [],
            ],
            _ => [],
        };
    }

    // The operands of instructions that name a member.
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length; )
        {
            short value = il[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | il[at++]);
            var operand = Codes[value].OperandType;
            if (
                operand
                is OperandType.InlineField
                    or OperandType.InlineMethod
                    or OperandType.InlineTok
                    or OperandType.InlineType
            )
                yield return BitConverter.ToInt32(il, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget
                or OperandType.ShortInlineI
                or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];
}
