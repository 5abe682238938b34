using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Datasets;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>A shard as a file: JSON whose last member is the SHA-256 of every byte before it.</summary>
/// <remarks>
/// So a file that was cut, edited, or written by two programs at once is known for it. Files are written under another name, then
/// renamed.
/// </remarks>
public static class ShardFile
{
    const string Kind = "simulation shard";
    const int Format = 1;
    const string Seal = ",\n  \"checksum\": \"";
    const string End = "\"\n}\n";
    const int Digest = 64;

    static readonly JsonWriterOptions indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a shard to a file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        var bytes = Encoding.UTF8.GetBytes(TextOf(shard));
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Reads a file back, if it is a whole shard that this program can merge.</summary>
    public static ShardReading Read(string path)
    {
        string text;
        try
        {
            text = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new ShardReading.Rejected(new ShardProblem.Unreadable(path, $"cannot be read. {e.Message}"));
        }
        if (!text.StartsWith($"{{\n  \"equipoise\": \"{Kind}\"", StringComparison.Ordinal))
            return new ShardReading.Rejected(new ShardProblem.Unreadable(path, "is no shard of a simulation."));
        var seal = text.Length - Seal.Length - Digest - End.Length;
        if (
            seal < 0
            || !text.EndsWith(End, StringComparison.Ordinal)
            || string.CompareOrdinal(text, seal, Seal, 0, Seal.Length) != 0
        )
            return Damaged(path, "its end is missing");
        if (text.Substring(seal + Seal.Length, Digest) != Checksum(text[..seal]))
            return Damaged(path, "its content does not have its checksum");
        try
        {
            using var document = JsonDocument.Parse(text);
            return Of(path, document.RootElement);
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return Damaged(path, $"it says what no shard says ({e.Message})");
        }
    }

    static ShardReading Of(string path, JsonElement file)
    {
        if (file.GetProperty("format").GetInt32() is var format and not Format)
            return new ShardReading.Rejected(new ShardProblem.Foreign(path, $"has format {format}, not {Format}"));
        var study = new SimulationStudy(
            file.GetProperty("engine").GetString()!,
            file.GetProperty("input").GetString()!,
            file.GetProperty("seed").GetUInt64(),
            file.GetProperty("scenario").GetUInt32(),
            file.GetProperty("trials").GetInt64()
        );
        // The tally of another version may have other members: it is not looked at.
        if (study.Engine != SimulationStudy.ThisEngine)
            return new ShardReading.Rejected(
                new ShardProblem.Foreign(path, $"was made by {study.Engine}, not by {SimulationStudy.ThisEngine}")
            );
        var shard = new Shard
        {
            Study = study,
            Number = new(file.GetProperty("shard").GetInt32(), file.GetProperty("of").GetInt32()),
            About = file.GetProperty("about").GetString()!,
            Seconds = file.GetProperty("seconds").GetDouble(),
            Tally = SimulationTally.FromJson(file.GetProperty("tally").GetRawText()),
        };
        return shard.Tally.Trials == shard.Range.Count
            ? new ShardReading.Whole(shard)
            : Damaged(path, $"it has {shard.Tally.Trials} trials where {shard.Range} belong");
    }

    static string TextOf(Shard shard)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, indented))
        {
            json.WriteStartObject();
            json.WriteString("equipoise", Kind);
            json.WriteNumber("format", Format);
            json.WriteString("about", shard.About);
            json.WriteString("engine", shard.Study.Engine);
            json.WriteString("input", shard.Study.Input);
            json.WriteNumber("seed", shard.Study.Seed);
            json.WriteNumber("scenario", shard.Study.Scenario);
            json.WriteNumber("trials", shard.Study.Trials);
            json.WriteNumber("shard", shard.Number.Shard);
            json.WriteNumber("of", shard.Number.Of);
            json.WriteNumber("first", shard.Range.First);
            json.WriteNumber("count", shard.Range.Count);
            json.WriteNumber("seconds", shard.Seconds);
            json.WritePropertyName("tally");
            json.WriteRawValue(shard.Tally.ToJson());
            json.WriteEndObject();
        }
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        var content = text[..text.LastIndexOf("\n}", StringComparison.Ordinal)];
        return content + Seal + Checksum(content) + End;
    }

    static string Checksum(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    static ShardReading Damaged(string path, string reason) =>
        new ShardReading.Rejected(new ShardProblem.Damaged(path, reason));
}

/// <summary>What came of reading a file as a shard.</summary>
public abstract record ShardReading
{
    ShardReading() { }

    /// <summary>It is one.</summary>
    public sealed record Whole(Shard Shard) : ShardReading;

    /// <summary>It is none that can be used.</summary>
    public sealed record Rejected(ShardProblem Problem) : ShardReading;
}
