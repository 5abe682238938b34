using System.Buffers.Binary;
using System.Text;

namespace Equipoise.Conduct.Allocation;

/// <summary>One level of each stratification factor. Two strata are equal when they say the same in the same order.</summary>
/// <param name="Values">The level of each factor, in the order of the protocol; empty when nothing is stratified.</param>
public sealed record Stratum(IReadOnlyList<StratumValue> Values)
{
    /// <inheritdoc/>
    public bool Equals(Stratum? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);

    /// <summary>As a person reads it: "pertuzumab yes, response stable".</summary>
    public override string ToString() =>
        Values.Count == 0 ? "all participants" : string.Join(", ", Values.Select(value => $"{value.Factor} {value.Level}"));

    /// <summary>
    /// Bytes that differ for any two strata: each text in UTF-8 after its length, so that no two can run together.
    /// </summary>
    internal byte[] Canonical()
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var text in Values.SelectMany(value => new[] { value.Factor, value.Level }))
        {
            var encoded = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, encoded.Length);
            bytes.Write(length);
            bytes.Write(encoded);
        }
        return bytes.ToArray();
    }
}

/// <summary>The level of one stratification factor.</summary>
/// <param name="Factor">The id of the factor.</param>
/// <param name="Level">The name of the level.</param>
public sealed record StratumValue(string Factor, string Level);
