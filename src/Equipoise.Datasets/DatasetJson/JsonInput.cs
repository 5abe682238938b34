using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>The tokens of a JSON file, in memory of a fixed size: a view of some thousand bytes that goes along the
/// file.</summary>
/// <remarks>
/// A <see cref="Utf8JsonReader"/> lives on the stack and sees one view, so it is handed along; <see cref="Read"/> gives it the
/// next view where this one ends. Several values may follow each other, as the lines of NDJSON do.
/// </remarks>
sealed class JsonInput : IDisposable
{
    // What must lie in the view at once is one text, or one attribute that is no row; no data set has larger ones.
    const int MostBytes = 1 << 26;

    readonly string file;
    readonly Stream stream;
    byte[] buffer = new byte[1 << 16];
    int start;
    int end;
    long gone;
    bool hasPassed;
    JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true });

    /// <exception cref="DataException">The file cannot be opened, or is no text in UTF-8.</exception>
    public JsonInput(string file)
    {
        this.file = file;
        stream = PackedFile.Open(file);
        try
        {
            More();
            var first = buffer.AsSpan(..end);
            if (first is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
                throw Bad("is UTF-16 or UTF-32; Dataset-JSON is UTF-8. Save it as UTF-8.");
            start = first.StartsWith("\uFEFF"u8) ? 3 : 0;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A reader that goes on where the last one was left.</summary>
    public Utf8JsonReader Reader() => new(buffer.AsSpan(start..end), isFinalBlock: false, state);

    /// <summary>Leaves a reader; what it gave last is gone.</summary>
    public void Leave(ref Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    /// <summary>What lies before a reader in its view.</summary>
    public ReadOnlySpan<byte> Ahead(ref Utf8JsonReader reader) => buffer.AsSpan((start + (int)reader.BytesConsumed)..end);

    /// <summary>Passes over whole values that somebody else has read, to where the next may follow.</summary>
    public void Pass(ref Utf8JsonReader reader, int bytes)
    {
        if (bytes == 0)
            return;
        Leave(ref reader);
        start += bytes;
        reader = Reader();
        hasPassed = true;
    }

    /// <summary>The place of a reader in the file, unpacked, in bytes.</summary>
    public long PlaceOf(ref Utf8JsonReader reader) => gone + start + reader.BytesConsumed;

    /// <summary>The next token; false where the file ends.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="DataException">It cannot be read.</exception>
    public bool Read(ref Utf8JsonReader reader)
    {
        while (!reader.Read())
            if (!More(ref reader))
                return false;
        return true;
    }

    /// <summary>The next token, where there must be one.</summary>
    public void Next(ref Utf8JsonReader reader)
    {
        if (!Read(ref reader))
            throw CutShort();
    }

    /// <summary>The name of the next attribute of an object; null at the object's end.</summary>
    public string? Attribute(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
    }

    /// <summary>The next value, whole.</summary>
    public JsonElement Value(ref Utf8JsonReader reader)
    {
        JsonDocument? value;
        while (!JsonDocument.TryParseValue(ref reader, out value))
            if (!More(ref reader))
                throw CutShort();
        using (value)
            return value.RootElement.Clone();
    }

    /// <summary>Goes to the end of the value that begins here, or of the attribute named here.</summary>
    public void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
            Next(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return;
        var depth = reader.CurrentDepth;
        do
            Next(ref reader);
        while (reader.CurrentDepth > depth);
    }

    /// <summary>Whether nothing but blanks is left once <see cref="Read"/> gave nothing.</summary>
    public bool IsAtEnd(ref Utf8JsonReader reader) =>
        reader.CurrentDepth == 0 && buffer.AsSpan(start..end)[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;

    public DataException Bad(string problem) => new($"{file}: {problem}");

    DataException CutShort() => Bad("is cut short: it ends before all is closed that was opened.");

    /// <summary>What a failure in the midst of reading means.</summary>
    /// <param name="failure">A <see cref="JsonException"/>, or the <see cref="InvalidOperationException"/> of <see
    /// cref="HalfCharacter"/>.</param>
    /// <param name="place">Where, such as "row 7"; "" for the attributes.</param>
    public DataException Damaged(Exception failure, string place)
    {
        if (failure is not JsonException json)
            return HalfCharacter(file, place.Length > 0 ? place : "the attributes", failure);
        // A reader counts the lines that it saw itself.
        json = hasPassed ? SeenByItself() ?? json : json;
        var where = $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}{(place.Length > 0 ? $", {place}" : "")}";
        return new($"{file}: {where}: is not JSON. {Words(json)}", json);
    }

    JsonException? SeenByItself()
    {
        using var again = new JsonInput(file);
        var reader = again.Reader();
        try
        {
            while (again.Read(ref reader)) { }
            return null;
        }
        catch (JsonException e)
        {
            return e;
        }
    }

    /// <summary>What it means that a text is not given: an escape such as \ud83d without the other half.</summary>
    public static DataException HalfCharacter(string file, string place, Exception failure) =>
        new($"{file}: {place}: a text holds half a character. {failure.Message}", failure);

    // The exception says the place a second time, counted from 0.
    static string Words(JsonException json) => json.Message.Split(" LineNumber:")[0];

    public void Dispose() => stream.Dispose();

    bool More(ref Utf8JsonReader reader)
    {
        Leave(ref reader);
        var more = More();
        reader = Reader();
        return more;
    }

    bool More()
    {
        var left = buffer.AsSpan(start..end);
        if (left.Length > buffer.Length / 2)
        {
            if (buffer.Length >= MostBytes)
                throw Bad($"holds a text or an attribute of more than {MostBytes / 2_000_000} MB, as no data set does.");
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        left.CopyTo(buffer);
        gone += start;
        (start, end) = (0, left.Length);
        try
        {
            var read = stream.ReadAtLeast(buffer.AsSpan(end), buffer.Length - end, throwOnEndOfStream: false);
            end += read;
            return read > 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{file}: cannot be read. {e.Message}", e);
        }
    }
}
