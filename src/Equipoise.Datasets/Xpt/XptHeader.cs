using System.Text;

namespace Equipoise.Datasets.Xpt;

/// <summary>The 80-byte records that separate the parts of a transport file.</summary>
static class XptHeader
{
    public const int Size = 80;

    public const string Library = "LIBRARY ";
    public const string Member = "MEMBER  ";
    public const string Descriptor = "DSCRPTR ";
    public const string Names = "NAMESTR ";
    public const string Observations = "OBS     ";

    public const string Library8 = "LIBV8   ";
    public const string Member8 = "MEMBV8  ";
    public const string Descriptor8 = "DSCPTV8 ";
    public const string Names8 = "NAMSTV8 ";
    public const string Labels8 = "LABELV8 ";
    public const string Labels9 = "LABELV9 ";
    public const string Observations8 = "OBSV8   ";

    const int KindAt = 20;
    const int FieldsAt = 48;

    public static ReadOnlySpan<byte> Prefix => "HEADER RECORD*******"u8;

    /// <summary>What part a record opens; null when it opens none.</summary>
    public static string? KindOf(ReadOnlySpan<byte> record) =>
        record.StartsWith(Prefix) && record[(KindAt + 8)..FieldsAt].SequenceEqual("HEADER RECORD!!!!!!!"u8)
            ? Encoding.Latin1.GetString(record[KindAt..(KindAt + 8)])
            : null;

    /// <summary>Whether a record opens a member.</summary>
    public static bool IsMember(ReadOnlySpan<byte> record) => KindOf(record) is Member or Member8;

    /// <summary>The 30 characters, mostly zeros, in which some headers carry counts.</summary>
    public static ReadOnlySpan<byte> FieldsOf(ReadOnlySpan<byte> record) => record[FieldsAt..(FieldsAt + 30)];

    /// <summary>A header record of that kind.</summary>
    public static byte[] Record(string kind, string fields = "000000000000000000000000000000") =>
        Encoding.ASCII.GetBytes($"HEADER RECORD*******{kind}HEADER RECORD!!!!!!!{fields}  ");
}
