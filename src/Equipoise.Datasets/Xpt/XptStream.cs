namespace Equipoise.Datasets.Xpt;

/// <summary>The bytes of a transport file in order, with a view ahead.</summary>
sealed class XptStream(string file) : IDisposable
{
    readonly Stream stream = PackedFile.Open(file);
    byte[] buffer = new byte[XptHeader.Size << 10];
    int start;
    int end;

    /// <summary>The bytes gone by.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes from here on, that many or, where the file ends before, as many as there are.</summary>
    public ReadOnlySpan<byte> Ahead(int count)
    {
        if (end - start < count)
        {
            var left = buffer.AsSpan(start..end);
            if (buffer.Length < count)
                Array.Resize(ref buffer, count);
            left.CopyTo(buffer);
            (start, end) = (0, left.Length);
            end += Read(buffer.AsSpan(end));
        }
        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    /// <summary>Goes on by bytes that were ahead.</summary>
    public void Advance(int count)
    {
        start += count;
        Position += count;
    }

    /// <summary>As many bytes, which are gone by then; they stay until more are asked for.</summary>
    /// <exception cref="DataException">The file ends within them.</exception>
    public ReadOnlySpan<byte> Take(int length, string what)
    {
        var bytes = Ahead(length);
        if (bytes.Length < length)
            throw Bad($"is cut short: it ends within {what}.");
        Advance(length);
        return bytes;
    }

    /// <summary>Goes on to a place further on.</summary>
    public void SkipTo(long position)
    {
        if (stream.CanSeek)
        {
            stream.Position = Position = position;
            (start, end) = (0, 0);
        }
        while (Position < position && Ahead((int)Math.Min(buffer.Length, position - Position)) is { Length: > 0 and var there })
            Advance(there);
    }

    public DataException Bad(string problem) => new($"{file}: {problem}");

    public void Dispose() => stream.Dispose();

    int Read(Span<byte> into)
    {
        try
        {
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{file}: cannot be read. {e.Message}", e);
        }
    }
}
