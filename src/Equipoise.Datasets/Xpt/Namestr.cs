using System.Buffers.Binary;

namespace Equipoise.Datasets.Xpt;

/// <summary>The 140 bytes that describe one column: TS-140's "struct NAMESTR".</summary>
/// <param name="IsText">Whether it holds text.</param>
/// <param name="Width">Bytes of each value.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its label.</param>
/// <param name="Format">Its display format, such as "DATE9."; "" for none.</param>
/// <param name="Position">Where in a row its value begins.</param>
sealed record Namestr(bool IsText, int Width, string Name, string Label, XptFormat Format, int Position)
{
    public const int Size = 140;

    // VAX/VMS wrote 136 bytes: the last four of the unused tail are not there.
    public const int SizeOnVax = 136;

    const int LongNameAt = 88;

    public static Namestr Read(ReadOnlySpan<byte> bytes, bool version8)
    {
        var longName = version8 ? XptText.Read(bytes.Slice(LongNameAt, 32)) : "";
        return new(
            BinaryPrimitives.ReadInt16BigEndian(bytes) == 2,
            BinaryPrimitives.ReadInt16BigEndian(bytes[4..]),
            longName.Length > 0 ? longName : XptText.Read(bytes.Slice(8, 8)),
            XptText.Read(bytes.Slice(16, 40)),
            new(
                XptText.Read(bytes.Slice(56, 8)),
                BinaryPrimitives.ReadInt16BigEndian(bytes[64..]),
                BinaryPrimitives.ReadInt16BigEndian(bytes[66..])
            ),
            BinaryPrimitives.ReadInt32BigEndian(bytes[84..])
        );
    }

    public void Write(Span<byte> bytes, int number)
    {
        bytes.Clear();
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)(IsText ? 2 : 1));
        BinaryPrimitives.WriteInt16BigEndian(bytes[4..], (short)Width);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)number);
        XptText.Write(Name, bytes.Slice(8, 8));
        XptText.Write(Label, bytes.Slice(16, 40));
        XptText.Write(Format.Name, bytes.Slice(56, 8));
        BinaryPrimitives.WriteInt16BigEndian(bytes[64..], (short)Format.Width);
        BinaryPrimitives.WriteInt16BigEndian(bytes[66..], (short)Format.Decimals);
        bytes.Slice(72, 8).Fill((byte)' ');
        BinaryPrimitives.WriteInt32BigEndian(bytes[84..], Position);
    }
}
