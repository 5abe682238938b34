using System.IO.Compression;
using System.Text.Json;
using Equipoise.Datasets;

namespace Equipoise.Tests;

/// <summary>
/// Compressed Dataset-JSON of the reference data, which the program does not read: a line with the columns, then a line a row.
/// </summary>
static class DatasetJsonFile
{
    public static Table Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        using var head = JsonDocument.Parse(reader.ReadLine()!);
        var columns = head.RootElement.GetProperty("columns").EnumerateArray().ToList();
        var cells = columns.Select(_ => new List<string?>()).ToList();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            using var row = JsonDocument.Parse(line);
            foreach (var (index, cell) in row.RootElement.EnumerateArray().Index())
                cells[index].Add(cell.ValueKind == JsonValueKind.Null ? null : cell.ToString());
        }
        return new(
            head.RootElement.GetProperty("name").GetString()!,
            head.RootElement.GetProperty("label").GetString()!,
            [
                .. columns.Select(
                    (column, index) =>
                        (Column)(
                            column.GetProperty("dataType").GetString() is "integer" or "float" or "double"
                                ? new NumberColumn(
                                    column.GetProperty("name").GetString()!,
                                    column.GetProperty("label").GetString()!,
                                    [.. cells[index].Select(cell => cell is null ? double.NaN : double.Parse(cell))]
                                )
                                : new TextColumn(
                                    column.GetProperty("name").GetString()!,
                                    column.GetProperty("label").GetString()!,
                                    [.. cells[index].Select(cell => cell ?? "")]
                                )
                        )
                ),
            ]
        );
    }
}
