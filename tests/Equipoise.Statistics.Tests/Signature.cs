using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Equipoise.Statistics.Tests;

/// <summary>A public member as its user would write it down: types, names, defaults, and what may be null.</summary>
static class Signature
{
    static readonly NullabilityInfoContext nullability = new();

    static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    public static string? Of(MemberInfo member) =>
        member switch
        {
            ConstructorInfo constructor => $"new({Parameters(constructor)})",
            MethodInfo method => $"{Static(method)}{NameOf(method.ReturnParameter)} {method.Name}({Parameters(method)})",
            PropertyInfo property => Property(property),
            FieldInfo { IsLiteral: true } constant =>
                $"const {NameOf(constant.FieldType)} {constant.Name} = {Value(constant.GetRawConstantValue())}",
            FieldInfo field => $"{(field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}",
            _ => throw new NotSupportedException($"{member.MemberType} {member.Name}: say here how it is written."),
        };

    static string Property(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var type = NameOf(property.PropertyType, nullability.Create(property));
        var indices = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var set = property.SetMethod switch
        {
            { IsPublic: true } setter when setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) =>
                " init;",
            { IsPublic: true } => " set;",
            _ => "",
        };
        return $"{Static(property.GetMethod!)}{required}{type} {property.Name}{(indices.Length > 0 ? $"[{indices}]" : "")} {{ get;{set} }}";
    }

    static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    static string Parameter(ParameterInfo parameter) =>
        $"{NameOf(parameter)} {parameter.Name}" + (parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "");

    static string Value(object? value) =>
        value switch
        {
            null => "default",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            Enum named => $"{named.GetType().Name}.{named}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    static string NameOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef
            ? (parameter.IsOut ? "out " : "ref ") + NameOf(parameter.ParameterType.GetElementType()!)
            : NameOf(parameter.ParameterType, nullability.Create(parameter));

    /// <summary>The name of a type: "IReadOnlyList&lt;double&gt;", "string?", "double?[,]".</summary>
    public static string NameOf(Type type, NullabilityInfo? nulls = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return NameOf(inner) + "?";
        var mark = !type.IsValueType && nulls?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!, nulls?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        var name = type.IsNested && !type.IsGenericParameter ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
            return name + mark;
        var arguments = type.GetGenericArguments()
            .Select((argument, i) => NameOf(argument, nulls?.GenericTypeArguments.ElementAtOrDefault(i)));
        var list = string.Join(", ", arguments);
        return type.IsAssignableTo(typeof(ITuple)) ? $"({list})" : $"{name.Split('`')[0]}<{list}>{mark}";
    }
}
