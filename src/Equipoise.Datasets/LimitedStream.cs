namespace Equipoise.Datasets;

/// <summary>A stream that may be read once, and up to a number of bytes.</summary>
class LimitedStream(Stream inner, long limit) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>The bytes given so far.</summary>
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Position += read;
        return Position <= limit
            ? read
            : throw new InvalidDataException(
                $"It unpacks to more than {limit / 1_000_000:#,0} MB, more than 500 times its size, as no data set does."
            );
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
