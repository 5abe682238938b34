using System.Reflection;
using System.Runtime.CompilerServices;

namespace Equipoise.Statistics.Tests;

/// <summary>What a program that references the package can see of it, a member a line.</summary>
static class PublicSurface
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types and members of some namespaces, in an order that no compiler changes.</summary>
    public static IEnumerable<string> Of(IEnumerable<Type> types)
    {
        var ordered = types
            .OrderBy(type => type.Namespace, StringComparer.Ordinal)
            .ThenBy(type => type.FullName, StringComparer.Ordinal);
        foreach (var type in ordered)
        {
            yield return "";
            yield return $"{KindOf(type)} {type.FullName!.Replace('+', '.')}{BaseOf(type)}";
            foreach (var member in MembersOf(type).Order(StringComparer.Ordinal))
                yield return "    " + member;
        }
    }

    static string KindOf(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? IsRecord(type) ? "record struct" : "struct"
        : (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "open ",
        } + (IsRecord(type) ? "record" : "class");

    // Only a record has a printer of members.
    static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    static string BaseOf(Type type) =>
        type.IsValueType || type.BaseType is null || type.BaseType == typeof(object)
            ? ""
            : $" : {Signature.NameOf(type.BaseType)}";

    static IEnumerable<string> MembersOf(Type type) =>
        type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}")
            : type.GetMembers(Declared).Where(IsWritten).Select(Signature.Of).OfType<string>();

    // Not what the compiler adds to a record, nor what is seen as part of a property.
    static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not (Type or MethodInfo { IsSpecialName: true });
}
