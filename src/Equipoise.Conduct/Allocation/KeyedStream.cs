using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// Random numbers that only the key's holder can compute: HMAC-SHA256(key, label || counter) for counter 0, 1, 2, ...
/// </summary>
/// <remarks>
/// The counter is 8 bytes, big-endian; each digest gives eight 32-bit words, big-endian. HMAC: RFC 2104, vectors: RFC 4231.
/// </remarks>
sealed class KeyedStream
{
    readonly byte[] key;
    readonly byte[] message;
    readonly byte[] digest = new byte[HMACSHA256.HashSizeInBytes];
    ulong counter;
    int used = HMACSHA256.HashSizeInBytes;

    internal KeyedStream(ReadOnlySpan<byte> key, ReadOnlySpan<byte> label)
    {
        this.key = key.ToArray();
        message = [.. label, .. new byte[sizeof(ulong)]];
    }

    /// <summary>The next 32 bits.</summary>
    internal uint Next()
    {
        if (used == digest.Length)
        {
            BinaryPrimitives.WriteUInt64BigEndian(message.AsSpan(^sizeof(ulong)), counter++);
            HMACSHA256.HashData(key, message, digest);
            used = 0;
        }
        var word = BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(used));
        used += sizeof(uint);
        return word;
    }

    /// <summary>
    /// A number from 0 to below the bound, each equally likely: the lowest bits that hold it, drawn again when too large.
    /// </summary>
    internal int Below(int bound)
    {
        var mask = (uint)(BitOperations.RoundUpToPowerOf2((uint)bound) - 1);
        uint drawn;
        do drawn = Next() & mask;
        while (drawn >= bound);
        return (int)drawn;
    }
}
