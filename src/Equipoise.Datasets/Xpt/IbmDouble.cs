using System.Buffers.Binary;

namespace Equipoise.Datasets.Xpt;

/// <summary>Numbers as IBM System/360 mainframes stored them, the only numbers of a transport file.</summary>
/// <remarks>
/// One sign bit, a 7-bit power of 16 in excess of 64, a 56-bit fraction F: (-1)^s * F/2^56 * 16^(e-64). The files may cut
/// numbers to 3 bytes; the bytes cut are zero. A zero fraction under a first byte '.', '_' or 'A' to 'Z' is a missing value.
/// Source: SAS Technical Support TS-140, "Record layout of a SAS version 5 or 6 data set in SAS transport format".
/// </remarks>
static class IbmDouble
{
    const ulong FractionBits = 0x00FF_FFFF_FFFF_FFFF;

    // 2^(4e - 256 - 56) for each exponent e, doubles without error.
    static readonly double[] powers = [.. Enumerable.Range(0, 128).Select(power => Math.ScaleB(1, (4 * (power - 64)) - 56))];

    /// <summary>The double nearest to the number in 2 to 8 bytes.</summary>
    /// <remarks>
    /// Up to three of the 56 bits do not fit a double. SAS itself and R's foreign round; ReadStat, and so haven, cut: of real
    /// numbers with 54 to 56 bits the rounded ones equal the decimals that stood beside them, the cut ones end in ...9999997.
    /// </remarks>
    public static double Read(ReadOnlySpan<byte> bytes)
    {
        ulong whole;
        if (bytes.Length == 8)
            whole = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        else
        {
            Span<byte> padded = stackalloc byte[8];
            padded.Clear();
            bytes.CopyTo(padded);
            whole = BinaryPrimitives.ReadUInt64BigEndian(padded);
        }
        var first = (byte)(whole >> 56);
        var fraction = whole & FractionBits;
        if (fraction == 0)
            return first is (byte)'.' or (byte)'_' or (>= (byte)'A' and <= (byte)'Z') ? MissingValue.Of((char)first) : 0;
        // The conversion rounds to the nearest, and a power of two keeps it exact.
        var magnitude = (double)fraction * powers[first & 0x7F];
        return (first & 0x80) == 0 ? magnitude : -magnitude;
    }

    /// <summary>Writes a number, exactly; null when done, else why it cannot be done.</summary>
    public static string? Write(double value, Span<byte> bytes)
    {
        bytes.Clear();
        if (double.IsNaN(value))
        {
            bytes[0] = (byte)MissingValue.CodeOf(value);
            return null;
        }
        if (value == 0)
            return null;
        if (double.IsInfinity(value))
            return "is infinite";

        // value = mantissa * 2^(power - 56) with a mantissa of exactly 53 bits, unless subnormal, which is out of range anyway.
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var mantissa = (bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000;
        var power = (int)((bits >> 52) & 0x7FF) - 1075 + 56;
        var hexPower = power >> 2;
        if (hexPower is < -64 or > 63)
            return $"is outside the range of XPT numbers, {(value < 0 ? "-" : "")}{(hexPower < 0 ? "5.4e-79" : "7.2e75")}";

        Span<byte> whole = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(whole, mantissa << (power & 3));
        whole[0] = (byte)((value < 0 ? 0x80 : 0) | (hexPower + 64));
        if (whole[bytes.Length..].ContainsAnyExcept((byte)0))
            return $"does not fit into the {bytes.Length} bytes of its column";
        whole[..bytes.Length].CopyTo(bytes);
        return null;
    }
}
