namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Numbers in a row: doubles, of which the last bytes may be cut off.</summary>
static class SasNumber
{
    /// <summary>The numbers of one column.</summary>
    /// <param name="layout">How numbers are laid out.</param>
    /// <param name="rows">The rows, one behind the other.</param>
    /// <param name="width">The bytes of a row.</param>
    /// <param name="column">The column.</param>
    /// <param name="values">Receives one number a row.</param>
    public static void Read(SasLayout layout, ReadOnlySpan<byte> rows, int width, SasColumn column, Span<double> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var bytes = rows.Slice((row * width) + column.At, column.Width);
            var value = BitConverter.UInt64BitsToDouble(bytes.Length == 8 ? layout.U64(bytes) : Cut(layout, bytes));
            values[row] = double.IsNaN(value) ? Missing(BitConverter.DoubleToUInt64Bits(value)) : value;
        }
    }

    // The bytes kept are the larger ones, whichever end they stand at.
    static ulong Cut(SasLayout layout, ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[8];
        whole.Clear();
        bytes.CopyTo(layout.IsBigEndian ? whole : whole[(8 - bytes.Length)..]);
        return layout.U64(whole);
    }

    // The complement of the byte after FF FF is the code, as a letter or as its place in "_.ABC"; both occur, also in one file.
    static double Missing(ulong bits) =>
        (byte)~(bits >> 40) switch
        {
            0x00 or (byte)'_' => MissingValue.Of('_'),
            >= 0x02 and <= 0x1B and var place => MissingValue.Of((char)('A' + place - 0x02)),
            >= (byte)'A' and <= (byte)'Z' and var letter => MissingValue.Of((char)letter),
            _ => double.NaN,
        };
}
