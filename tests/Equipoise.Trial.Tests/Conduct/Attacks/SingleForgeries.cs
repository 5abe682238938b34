using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>A log in which one member of one row was changed, and all hashes made to fit.</summary>
/// <param name="Where">Kind and member, without the numbers of elements: "EligibilitySigned signature.meaning".</param>
/// <param name="Row">The row.</param>
/// <param name="Change">What it became.</param>
/// <param name="Forged">The row as it became; its hash is still to be made.</param>
sealed partial record SingleForgery(string Where, long Row, string Change, LogRow Forged)
{
    /// <summary>Every change of every member of a row, its time and its person.</summary>
    internal static IEnumerable<SingleForgery> Of(LogRow row)
    {
        foreach (var at in (string[])["", "banana", "1999-01-01T12:00:00.0000000Z", "2018-03-20T12:00:00.0000000Z", "2099-12-31T12:00:00.0000000Z", "9999-12-31T23:59:59.9999999Z"])
            yield return new($"{row.Kind} (recorded at)", row.Sequence, at, row with { RecordedAt = at });
        foreach (var by in (string[])["", " ", "nobody", "monitor", "signatory", "investigator"])
            if (by != row.By)
                yield return new($"{row.Kind} (by)", row.Sequence, by, row with { By = by });
        yield return new($"{row.Kind} (all)", row.Sequence, "{}", row with { Payload = "{}" });
        yield return new($"{row.Kind} (all)", row.Sequence, "null", row with { Payload = "null" });
        foreach (var (where, change, payload) in Changes(row.Payload))
            yield return new($"{row.Kind} {where}", row.Sequence, change, row with { Payload = payload });
        foreach (var text in row.Texts)
            foreach (var content in (string[])["\"another text\"", "\"\"", "\" \"", "\"\\u0000\"", "1", "null"])
            {
                var kept = text with { Content = content };
                yield return new(
                    $"{row.Kind} {Elements().Replace(text.Name, "")} (text)",
                    row.Sequence,
                    content,
                    row with
                    {
                        Payload = row.Payload.Replace(text.Hash, kept.Hash, StringComparison.Ordinal),
                        Texts = [.. row.Texts.Select(one => one == text ? kept : one)],
                    }
                );
            }
    }

    static IEnumerable<(string Where, string Change, string Payload)> Changes(string payload)
    {
        foreach (var path in Paths(JsonNode.Parse(payload)!, []))
        {
            var name = Elements().Replace(string.Join('.', path), "");
            var value = At(JsonNode.Parse(payload)!, path);
            yield return (name, "(removed)", With(payload, path, null, remove: true));
            foreach (var other in Others(value))
                if (other != (value?.ToJsonString() ?? "null"))
                    yield return (name, other, With(payload, path, other, remove: false));
        }
    }

    /// <summary>Values of its own type and of others: nothing, empty, negative, huge, of another time, another id.</summary>
    static IEnumerable<string> Others(JsonNode? value)
    {
        string[] any = ["null", "{}", "[]", "[null]", "true", "false", "-1", "0", "1", "2147483647", "1e999", "\"\"", "\"zzz\"", "\"1\""];
        return value?.GetValueKind() is JsonValueKind.String
            ? any.Concat(["\"101-002\"", "\"1999-01-01\"", "\"2018-03-20\"", "\"2030-01-01\"", "\"2099-12-31\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"1999-01-01T12:00:00+00:00\"", "\"2099-12-31T12:00:00+00:00\""])
            : any;
    }

    static IEnumerable<string[]> Paths(JsonNode? node, string[] path)
    {
        if (path.Length > 0)
            yield return path;
        var inner = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray elements => elements.Select((element, place) => ($"{place}", element)),
            _ => [],
        };
        foreach (var (name, member) in inner)
            foreach (var one in Paths(member, [.. path, name]))
                yield return one;
    }

    static JsonNode? At(JsonNode node, IEnumerable<string> path) =>
        path.Aggregate((JsonNode?)node, (at, name) => at is JsonArray list ? list[int.Parse(name)] : at![name]);

    // The text in its place is a mark, so that what no JSON writer writes can stand there too.
    static string With(string payload, string[] path, string? other, bool remove)
    {
        const string Mark = "f0rged";
        var root = JsonNode.Parse(payload)!;
        switch (At(root, path[..^1]))
        {
            case JsonArray list when remove:
                list.RemoveAt(int.Parse(path[^1]));
                break;
            case JsonArray list:
                list[int.Parse(path[^1])] = Mark;
                break;
            case JsonObject members when remove:
                members.Remove(path[^1]);
                break;
            case JsonObject members:
                members[path[^1]] = Mark;
                break;
        }
        return JsonSerializer.Serialize(root, relaxed).Replace($"\"{Mark}\"", other, StringComparison.Ordinal);
    }

    static readonly JsonSerializerOptions relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"\.\d+", RegexOptions.None, 1000)]
    private static partial Regex Elements();
}
