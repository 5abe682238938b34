using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Writes one data set as Dataset-JSON 1.1, in memory of a fixed size.</summary>
sealed class DatasetJsonWriter(Dataset dataset, WrittenColumn[] columns, long records, FindingList findings)
{
    const int Buffered = 1 << 16;
    const string Time = "yyyy-MM-dd'T'HH:mm:ss";

    // In the order of the standard; what stands between them is written by hand.
    static readonly string[] beforeModified = ["fileOID"];
    static readonly string[] afterModified =
    [
        "originator",
        SourceSystem,
        "studyOID",
        "metaDataVersionOID",
        "metaDataRef",
        ItemGroup,
    ];

    const string SourceSystem = "sourceSystem";
    const string ItemGroup = "itemGroupOID";

    static readonly string thisProgram =
        $$"""{"name":"Equipoise","version":"{{typeof(DatasetJsonWriter).Assembly.GetName().Version!.ToString(3)}}"}""";

    readonly ArrayBufferWriter<byte> buffer = new(2 * Buffered);

    public static IReadOnlyList<Finding> Write(Dataset dataset, string path, WriteOptions options)
    {
        var findings = new FindingList(path);
        var (facts, rows) = ColumnFacts.Of(dataset);
        DescriptionLoss.Tell(
            findings,
            dataset.Spec,
            "Dataset-JSON",
            Described.Informats | Described.Justification | Described.NumberLengths | Described.Kind
        );
        WrittenColumn[] columns = [.. facts.Select(column => WrittenColumn.Of(column, findings))];
        var writer = new DatasetJsonWriter(dataset, columns, rows, findings);
        var problems = new FileProblems(path);
        WholeFile.Write(path, file => writer.Write(file, path, options, problems));
        return findings.All;
    }

    void Write(Stream file, string path, WriteOptions options, FileProblems problems)
    {
        var isPacked = Is(path, ".dsjc");
        var areLines = isPacked || Is(path, ".ndjson");
        // The standard recommends the most that zlib can.
        using var packed = isPacked ? new ZLibStream(file, CompressionLevel.SmallestSize, leaveOpen: true) : null;
        var stream = packed ?? file;
        using var json = new Utf8JsonWriter(
            buffer,
            new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
        );
        WriteAttributes(json, path, options);
        if (areLines)
            json.WriteEndObject();
        json.Flush();
        buffer.Write(areLines ? "\n"u8 : ",\"rows\":["u8);
        WriteRows(json, stream, areLines, problems);
        problems.ThrowIfAny();
        buffer.Write(areLines ? ""u8 : "]}\n"u8);
        stream.Write(buffer.WrittenSpan);
    }

    static bool Is(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    void WriteAttributes(Utf8JsonWriter json, string path, WriteOptions options)
    {
        var spec = dataset.Spec;
        var name = spec.Name.Length > 0 ? spec.Name : DatasetName.Of(path);
        var kept = spec.Extensions.ToDictionary(one => one.Key, one => one.Value);
        kept.TryAdd(SourceSystem, thisProgram);
        kept.TryAdd(ItemGroup, JsonSerializer.Serialize($"IG.{name}"));
        json.WriteStartObject();
        json.WriteString("datasetJSONCreationDateTime", options.Created.ToString($"{Time}zzz", CultureInfo.InvariantCulture));
        json.WriteString("datasetJSONVersion", "1.1.0");
        WriteKept(json, beforeModified);
        if (spec.Modified is { } modified)
            json.WriteString("dbLastModifiedDateTime", modified.ToString($"{Time}.FFFFFFF", CultureInfo.InvariantCulture));
        WriteKept(json, afterModified);
        json.WriteNumber("records", records);
        json.WriteString("name", name);
        json.WriteString("label", spec.Label);
        WriteKept(json, spec.Extensions.Select(one => one.Key).Except([.. beforeModified, .. afterModified]));
        json.WriteStartArray("columns");
        foreach (var column in columns)
            column.WriteAttributes(json, spec with { Name = name });
        json.WriteEndArray();

        void WriteKept(Utf8JsonWriter json, IEnumerable<string> names)
        {
            foreach (var one in names)
                if (kept.TryGetValue(one, out var value))
                {
                    json.WritePropertyName(one);
                    WrittenColumn.WriteJson(json, value);
                }
        }
    }

    void WriteRows(Utf8JsonWriter json, Stream stream, bool areLines, FileProblems problems)
    {
        var row = 0L;
        foreach (var batch in dataset.Batches())
            for (var at = 0; at < batch.Count; at++)
            {
                if (row++ > 0)
                    buffer.Write(areLines ? "\n"u8 : ",\n"u8);
                json.Reset();
                json.WriteStartArray();
                for (var index = 0; index < columns.Length; index++)
                    columns[index].WriteCell(json, batch.Columns[index], at, row, problems, findings);
                json.WriteEndArray();
                json.Flush();
                if (buffer.WrittenCount < Buffered)
                    continue;
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        if (areLines && row > 0)
            buffer.Write("\n"u8);
    }
}
