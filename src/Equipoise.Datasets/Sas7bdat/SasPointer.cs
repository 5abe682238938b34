namespace Equipoise.Datasets.Sas7bdat;

/// <summary>What a page says of one of its subheaders.</summary>
/// <param name="Offset">Where in the page it begins.</param>
/// <param name="Length">Its bytes; 0 where there is none.</param>
/// <param name="Compression">How they are packed.</param>
/// <param name="Kind">0 for descriptions of fixed size, 1 for others and for rows.</param>
readonly record struct SasPointer(int Offset, int Length, byte Compression, byte Kind)
{
    const byte Cut = 1;
    const byte Row = 4;

    public bool IsPlain => Compression == 0;

    public bool IsCompressedRow => Compression == Row;

    public bool IsDeletedRow => Compression == (Cut | Row);

    /// <summary>Whether what it points to counts no longer.</summary>
    public static bool IsFree(byte compression) => (compression & Cut) != 0;
}
