using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Equipoise.Server.Api;

/// <summary>
/// Reads what a program sent as the value of a type, strictly: what the type does not have, lacks, has twice or has of another
/// kind is told by its place, all of it at once. What was sent is never repeated, but for the names of members.
/// </summary>
/// <remarks>A parameter of the type's constructor that has a default value may be left out, or be null.</remarks>
sealed class SentJson
{
    const int MostProblems = 100;

    readonly List<MemberProblem> problems = [];

    /// <summary>What is wrong; nothing when it is read.</summary>
    internal IReadOnlyList<MemberProblem> Problems => problems;

    /// <summary>The value as that type; only of use when there are no problems.</summary>
    internal T? Read<T>(JsonElement sent)
        where T : class => Value(sent, typeof(T), "#") as T;

    /// <summary>Says that something is wrong at a place.</summary>
    internal void Add(string place, string words)
    {
        if (problems.Count < MostProblems)
            problems.Add(new(place, words));
    }

    /// <summary>The place of a member below another, as a JSON pointer (RFC 6901) in a fragment.</summary>
    internal static string Below(string place, string name)
    {
        var shown = name.Length <= 60 ? name : name[..60] + "...";
        return $"{place}/{shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    /// <summary>The text of an element; null for one that is no text, and for one that is no Unicode.</summary>
    internal static string? Text(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return sent.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a letter beyond the first 65,536, written as \ud800.
            return null;
        }
    }

    object? Value(JsonElement sent, Type type, string place)
    {
        if (type == typeof(JsonElement))
            return sent;
        if (Element(type) is { } element)
            return List(sent, element, place);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Members(sent, place)?.ToDictionary(member => member.Name, member => member.Value);
        if (Scalar(sent, type) is not var (value, words))
            return Members(sent, place) is { } members ? Made(members, type, place) : null;
        if (value is null)
            Add(place, $"is {words}");
        return value;
    }

    static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : null;

    static (object? Value, string Words)? Scalar(JsonElement sent, Type type) =>
        type == typeof(string) ? (Text(sent), "a text")
        : type == typeof(int)
            ? (
                sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var whole) ? (object?)whole : null,
                "a whole number"
            )
        : type == typeof(double)
            ? (
                sent.ValueKind == JsonValueKind.Number && sent.TryGetDouble(out var number) && double.IsFinite(number)
                    ? (object?)number
                    : null,
                "a number"
            )
        : type == typeof(DateOnly) ? (Day(sent), "a day, written as \"2018-06-01\"")
        : type.IsEnum
            ? (
                Text(sent) is { } name && ApiJson.Names(type).TryGetValue(name, out var known) ? (object?)known : null,
                $"one of {string.Join(", ", ApiJson.Names(type).Keys.Select(one => $"\"{one}\""))}"
            )
        : null;

    static object? Day(JsonElement sent) =>
        DateOnly.TryParseExact(Text(sent), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (object?)day
            : null;

    object? List(JsonElement sent, Type element, string place)
    {
        if (sent.ValueKind != JsonValueKind.Array)
        {
            Add(place, "is a list");
            return null;
        }
        var list = Array.CreateInstance(element, sent.GetArrayLength());
        var at = 0;
        foreach (var one in sent.EnumerateArray())
        {
            if (Value(one, element, Below(place, $"{at}")) is { } value)
                list.SetValue(value, at);
            at++;
        }
        return list;
    }

    List<(string Name, JsonElement Value)>? Members(JsonElement sent, string place)
    {
        if (sent.ValueKind != JsonValueKind.Object)
        {
            Add(place, "is an object");
            return null;
        }
        List<(string, JsonElement)> members = [];
        HashSet<string> names = [];
        foreach (var member in sent.EnumerateObject())
        {
            string name;
            try
            {
                name = member.Name;
            }
            catch (InvalidOperationException)
            {
                Add(place, "has a member whose name is no text");
                continue;
            }
            if (names.Add(name))
                members.Add((name, member.Value));
            else
                Add(Below(place, name), "is there twice");
        }
        return members;
    }

    object? Made(List<(string Name, JsonElement Value)> members, Type type, string place)
    {
        var (before, parameters) = (problems.Count, ApiJson.Members(type));
        foreach (var (name, _) in members.Where(member => !parameters.ContainsKey(member.Name)))
            Add(Below(place, name), "is no member that is known here");
        var values = parameters
            .Select(parameter => Member(members.FirstOrDefault(member => member.Name == parameter.Key), parameter, place))
            .ToArray();
        return problems.Count == before ? type.GetConstructors().Single().Invoke(values) : null;
    }

    object? Member((string? Name, JsonElement Value) sent, KeyValuePair<string, ParameterInfo> member, string place)
    {
        var (name, parameter) = member;
        if (sent.Name is null)
        {
            if (!parameter.HasDefaultValue)
                Add(Below(place, name), "is missing");
            return parameter.DefaultValue;
        }
        return parameter.HasDefaultValue && sent.Value.ValueKind == JsonValueKind.Null
            ? parameter.DefaultValue
            : Value(
                sent.Value,
                Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
                Below(place, name)
            );
    }
}

/// <summary>Something that is wrong with what a program sent.</summary>
sealed record MemberProblem(
    [Description("Where: a JSON pointer as a fragment, such as #/rows/3/value; # for the whole.")] string Pointer,
    [Description("What, in words that follow the place: \"is missing\".")] string Detail
);
