using System.Buffers.Binary;

namespace Equipoise.Datasets.Xpt;

/// <summary>The 140 bytes that describe one column: TS-140's "struct NAMESTR".</summary>
/// <param name="IsText">Whether it holds text.</param>
/// <param name="Width">Bytes of each value.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its label.</param>
/// <param name="Format">Its display format.</param>
/// <param name="Informat">The format by which SAS reads it.</param>
/// <param name="IsRightJustified">Whether SAS shows it at the right.</param>
/// <param name="Position">
/// Where the writer says that its value begins. Rows are in the order of the columns whatever it says: SAS's own %LOC2XPT gives
/// the place in the data set that it came from (https://github.com/WizardMac/ReadStat/issues/208).
/// </param>
sealed record Namestr(
    bool IsText,
    int Width,
    string Name,
    string Label,
    SasFormat Format,
    SasFormat Informat,
    bool IsRightJustified,
    int Position
)
{
    public const int Size = 140;

    // VAX/VMS wrote 136 bytes: the last four of the unused tail are not there.
    public const int SizeOnVax = 136;

    public const int NameLength = 8;
    public const int LabelLength = 40;
    public const int NameLength8 = 32;

    const int LongNameAt = 88;

    public static Namestr Read(ReadOnlySpan<byte> bytes, bool version8)
    {
        var longName = version8 ? XptText.Read(bytes.Slice(LongNameAt, NameLength8)) : "";
        return new(
            BinaryPrimitives.ReadInt16BigEndian(bytes) == 2,
            BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
            longName.Length > 0 ? longName : XptText.Read(bytes.Slice(8, NameLength)),
            XptText.Read(bytes.Slice(16, LabelLength)),
            FormatAt(bytes[56..]),
            FormatAt(bytes[72..]),
            BinaryPrimitives.ReadInt16BigEndian(bytes[68..]) == 1,
            BinaryPrimitives.ReadInt32BigEndian(bytes[84..])
        );
    }

    /// <summary>
    /// Writes it, with its name and label cut to what fits; version 8 has the whole name here and the whole label apart.
    /// </summary>
    public void Write(Span<byte> bytes, int number, bool version8)
    {
        bytes.Clear();
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)(IsText ? 2 : 1));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)Width);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)number);
        XptText.WriteStart(Name, bytes.Slice(8, NameLength));
        XptText.WriteStart(Label, bytes.Slice(16, LabelLength));
        WriteFormat(Format, bytes[56..]);
        BinaryPrimitives.WriteInt16BigEndian(bytes[68..], (short)(IsRightJustified ? 1 : 0));
        WriteFormat(Informat, bytes[72..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[84..], Position);
        if (!version8)
            return;
        XptText.Write(Name, bytes.Slice(LongNameAt, NameLength8));
        BinaryPrimitives.WriteInt16BigEndian(bytes[(LongNameAt + NameLength8)..], (short)XptText.Width(Label));
    }

    /// <summary>Whether version 8 must say more of it than fits here.</summary>
    public bool IsLong => XptText.Width(Label) > LabelLength || HasLongFormat;

    public bool HasLongFormat => Format.Name.Length > NameLength || Informat.Name.Length > NameLength;

    public ColumnSpec Spec() =>
        (IsText ? ColumnSpec.OfText(Name, Label) : ColumnSpec.OfNumber(Name, Label, Format.ToString())) with
        {
            Length = Width,
            Format = Format.ToString(),
            Informat = Informat.ToString(),
            IsRightJustified = IsRightJustified,
        };

    static SasFormat FormatAt(ReadOnlySpan<byte> bytes) =>
        new(
            XptText.Read(bytes[..NameLength]),
            BinaryPrimitives.ReadInt16BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt16BigEndian(bytes[10..])
        );

    static void WriteFormat(SasFormat format, Span<byte> bytes)
    {
        XptText.WriteStart(format.Name, bytes[..NameLength]);
        BinaryPrimitives.WriteInt16BigEndian(bytes[8..], (short)format.Width);
        BinaryPrimitives.WriteInt16BigEndian(bytes[10..], (short)format.Decimals);
    }
}
