using System.Buffers.Binary;
using System.Text;

namespace Equipoise.Conduct.Allocation;

/// <summary>The names of the keyed streams. No two allocations that may be made ever share one.</summary>
/// <remarks>
/// A name is the method in ASCII, a line feed, and what the stream is for: the stratum, or the number of the allocation in eight
/// bytes, big-endian. When arms are closed the method is followed by " of open arms", and the line feed by how many are open and
/// their ids, so that what comes then is no remainder of a list that somebody may have come to know.
/// </remarks>
static class StreamLabel
{
    internal static byte[] Of(string method, IReadOnlyList<string>? open, Stratum stratum) =>
        Of(method, open, stratum.Canonical());

    internal static byte[] Of(string method, IReadOnlyList<string>? open, int number)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Of(method, open, bytes);
    }

    static byte[] Of(string method, IReadOnlyList<string>? open, byte[] purpose) =>
        open is null
            ? [.. Encoding.ASCII.GetBytes($"{method}\n"), .. purpose]
            :
            [
                .. Encoding.ASCII.GetBytes($"{method} of open arms\n"),
                .. Length(open.Count),
                .. open.SelectMany(WithLength),
                .. purpose,
            ];

    static byte[] WithLength(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        return [.. Length(encoded.Length), .. encoded];
    }

    static byte[] Length(int length)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
