using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>The rows of a document, from the first to the last.</summary>
sealed class JsonRows
{
    readonly JsonInput input;
    readonly Batch batch;
    readonly JsonCells[] columns;
    readonly PlainRows plain;
    readonly FindingList notes;

    // How many objects are open around the rows: those of JSON stand in an array of one, those of NDJSON in nothing.
    int depth;

    public JsonRows(string file, JsonInput input, IReadOnlyList<DeclaredColumn> declared, Batch batch, FindingList notes)
    {
        (this.input, this.batch, this.notes, Problems) = (input, batch, notes, new(file));
        var index = 0;
        columns = [.. declared.Select(column => JsonCells.For(column, batch, column.IsLeftOut ? -1 : index++, notes))];
        plain = new(batch, columns);
    }

    /// <summary>The rows read so far.</summary>
    public long Count { get; private set; }

    /// <summary>What is wrong with them.</summary>
    public FileProblems Problems { get; }

    string Place => Count > 0 ? $"row {Count}" : "";

    /// <summary>Goes to the first row.</summary>
    /// <returns>Whether there may be one.</returns>
    public bool Find(IReadOnlyList<string> path) => Guarded((ref Utf8JsonReader reader) => Find(ref reader, path));

    /// <summary>Fills the batch with rows.</summary>
    /// <param name="bytes">After how many bytes of the file it takes no more.</param>
    /// <returns>Whether there may be more.</returns>
    public bool Fill(int bytes) => Guarded((ref Utf8JsonReader reader) => Fill(ref reader, bytes));

    /// <summary>Reads what comes after the last row: nothing, or attributes.</summary>
    public void End(JsonOutline outline) => Guarded((ref Utf8JsonReader reader) => End(ref reader, outline));

    delegate bool Step(ref Utf8JsonReader reader);

    bool Guarded(Step step)
    {
        var reader = input.Reader();
        try
        {
            return step(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw input.Damaged(e, Place);
        }
        finally
        {
            input.Leave(ref reader);
        }
    }

    bool Find(ref Utf8JsonReader reader, IReadOnlyList<string> path)
    {
        input.Next(ref reader);
        foreach (var name in path)
        {
            depth++;
            while (true)
            {
                input.Next(ref reader);
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    depth--;
                    // NDJSON closes its attributes and goes on with rows.
                    return path.Count == 1;
                }
                if (reader.ValueTextEquals(name))
                    break;
                input.Skip(ref reader);
            }
            input.Next(ref reader);
        }
        return reader.TokenType == JsonTokenType.StartArray ? true : throw input.Bad($"\"{path[^1]}\" is not an array of rows.");
    }

    bool Fill(ref Utf8JsonReader reader, int bytes)
    {
        var start = input.PlaceOf(ref reader);
        while (!batch.IsFull && input.PlaceOf(ref reader) - start < bytes && !Problems.Full)
        {
            // The first row of an array has no comma before it, and is left to the reader.
            if (!Problems.Any && (depth == 0 || reader.TokenType == JsonTokenType.EndArray))
            {
                var before = batch.Count;
                var left = bytes - (input.PlaceOf(ref reader) - start);
                input.Pass(ref reader, plain.Take(input.Ahead(ref reader), depth > 0, left));
                Count += batch.Count - before;
                if (batch.IsFull)
                    return true;
            }
            if (!input.Read(ref reader))
                return depth == 0 && input.IsAtEnd(ref reader)
                    ? false
                    : throw input.Bad($"is cut short: it ends after row {Count}.");
            if (reader.TokenType == JsonTokenType.EndArray)
                return false;
            Count++;
            if (reader.TokenType != JsonTokenType.StartArray)
                throw input.Bad($"row {Count} is not an array of values.");
            Take(ref reader);
        }
        return true;
    }

    void Take(ref Utf8JsonReader reader)
    {
        for (var index = 0; ; index++)
        {
            if (!input.Read(ref reader))
                throw input.Bad($"is cut short: it ends within row {Count}.");
            var type = reader.TokenType;
            if (type == JsonTokenType.EndArray)
            {
                if (index != columns.Length)
                    Problems.Add(
                        $"row {Count}: has {index} values where {columns.Length} columns are declared.",
                        "rows of another length"
                    );
                batch.Count++;
                return;
            }
            if (type is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                Problems.Add($"row {Count}, value {index + 1}: is no single value.", "cells that are no single value");
                input.Skip(ref reader);
            }
            else if (index < columns.Length && columns[index].Take(ref reader, batch.Count, Count) is { } problem)
                Problems.Add(
                    $"row {Count}, column {columns[index].Name}: {problem}.",
                    $"cells of {columns[index].Name} that cannot be read"
                );
        }
    }

    bool End(ref Utf8JsonReader reader, JsonOutline outline)
    {
        for (; depth > 0; depth--)
            while (input.Attribute(ref reader) is { } name)
            {
                if (depth == 1 && !outline.IsWhole)
                    Note(name, outline);
                input.Skip(ref reader);
            }
        return !input.Read(ref reader) && input.IsAtEnd(ref reader) ? false : throw input.Bad("goes on after its end.");
    }

    void Note(string name, JsonOutline outline)
    {
        if (name == outline.RowsAt[0] || outline.Attributes.Any(attribute => attribute.Key == name))
            throw input.Bad($"the data set: has the attribute {name} twice.");
        notes.Add($"late {name}", $"the attribute {name} stands after the rows and was not read", FindingWeight.Lost);
    }
}
