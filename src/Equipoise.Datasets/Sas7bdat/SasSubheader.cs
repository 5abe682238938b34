namespace Equipoise.Datasets.Sas7bdat;

/// <summary>What a subheader describes.</summary>
enum SasSubheader
{
    /// <summary>Nothing: it is a row.</summary>
    None,

    RowSize,
    ColumnCount,
    Text,
    Names,
    Attributes,
    FormatAndLabel,

    /// <summary>Something of which nothing is needed.</summary>
    Other,
}

/// <summary>Subheaders are told apart by their first bytes.</summary>
static class SasSignature
{
    public static SasSubheader Of(SasLayout layout, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < layout.Word)
            return SasSubheader.None;
        var signature = layout.U32(bytes);
        if (layout is { Is64: true, IsBigEndian: true } && signature == 0xFFFF_FFFF)
            signature = layout.U32(bytes[4..]);
        return signature switch
        {
            0xF7F7_F7F7 => SasSubheader.RowSize,
            0xF6F6_F6F6 => SasSubheader.ColumnCount,
            0xFFFF_FFFD => SasSubheader.Text,
            0xFFFF_FFFF => SasSubheader.Names,
            0xFFFF_FFFC => SasSubheader.Attributes,
            0xFFFF_FBFE => SasSubheader.FormatAndLabel,
            0xFFFF_FC00 or >= 0xFFFF_FFF8 => SasSubheader.Other,
            _ => SasSubheader.None,
        };
    }
}
