using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Equipoise.Server.Api;

/// <summary>How the API writes JSON, and how it names members and values.</summary>
static class ApiJson
{
    static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, ParameterInfo>> members = new();
    static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, object>> names = new();

    /// <summary>How answers are written.</summary>
    internal static JsonSerializerOptions Options { get; } = With(new(JsonSerializerDefaults.Web));

    /// <summary>The same for the framework's own answers and its document.</summary>
    internal static JsonSerializerOptions With(JsonSerializerOptions options)
    {
        // The answers are JSON and told to be nothing else: letters beyond ASCII and quotes need no escape.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <summary>The members by which a type is made, by their names in JSON.</summary>
    internal static IReadOnlyDictionary<string, ParameterInfo> Members(Type type) =>
        members.GetOrAdd(
            type,
            one => new OrderedDictionary<string, ParameterInfo>(
                one.GetConstructors()
                    .Single()
                    .GetParameters()
                    .Select(parameter => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), parameter))
            )
        );

    /// <summary>The values of an enumeration, by their names in JSON.</summary>
    internal static IReadOnlyDictionary<string, object> Names(Type type) =>
        names.GetOrAdd(
            type,
            one => new OrderedDictionary<string, object>(
                one.GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(field =>
                        KeyValuePair.Create(
                            field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                                ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name),
                            field.GetValue(null)!
                        )
                    )
            )
        );
}
