using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Equipoise.Datasets;

/// <summary>The texts of one column, so that a million cells of a dozen levels are a dozen strings.</summary>
/// <remarks>A cache of fixed size, where a text takes the place of any other with its hash: a column of names costs no
/// memory.</remarks>
/// <param name="missing">Texts that mean missing; null for none.</param>
sealed class TextPool(IReadOnlySet<string>? missing = null)
{
    const int Bits = 8;

    readonly string?[] cells = new string?[1 << Bits];
    readonly string[] texts = new string[1 << Bits];

    /// <summary>A cell in UTF-8 as text; "" when it means missing.</summary>
    public string this[ReadOnlySpan<byte> cell]
    {
        get
        {
            if (cell.IsEmpty)
                return "";
            var slot = SlotOf(cell);
            if (cells[slot] is { } known && Ascii.Equals(cell, known))
                return texts[slot];
            var text = Encoding.UTF8.GetString(cell);
            cells[slot] = text;
            return texts[slot] = missing?.Contains(text) == true ? "" : text;
        }
    }

    // The length, both ends and the middle tell levels apart; 0x9E37... is 2^64 divided by the golden ratio (Knuth, volume 3,
    // 6.4).
    static int SlotOf(ReadOnlySpan<byte> cell)
    {
        ulong key;
        if (cell.Length >= sizeof(ulong))
            key =
                MemoryMarshal.Read<ulong>(cell) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(cell[^sizeof(ulong)..]), 23);
        else if (cell.Length >= sizeof(uint))
            key = MemoryMarshal.Read<uint>(cell) | (ulong)MemoryMarshal.Read<uint>(cell[^sizeof(uint)..]) << 32;
        else
            key = cell[0] | (ulong)cell[cell.Length >> 1] << 8 | (ulong)cell[^1] << 16;
        return (int)((key + (ulong)cell.Length) * 0x9E37_79B9_7F4A_7C15 >> (64 - Bits));
    }
}
