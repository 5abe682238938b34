using System.Buffers.Binary;

namespace Equipoise.Datasets.Sas7bdat;

/// <summary>How a file lays out its numbers, which follows the machine that wrote it.</summary>
/// <param name="Is64">Whether a word has 8 bytes, else 4.</param>
/// <param name="IsBigEndian">Whether the first byte of a number is its largest, else its last.</param>
readonly record struct SasLayout(bool Is64, bool IsBigEndian)
{
    public int Word => Is64 ? 8 : 4;

    public int PageHeader => Is64 ? 40 : 24;

    public int Pointer => 3 * Word;

    public ushort U16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public uint U32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public ulong U64(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>An unsigned number of one word.</summary>
    public ulong U(ReadOnlySpan<byte> bytes) => Is64 ? U64(bytes) : U32(bytes);

    public double Double(ReadOnlySpan<byte> bytes) => BitConverter.UInt64BitsToDouble(U64(bytes));
}
