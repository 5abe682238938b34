using System.Text.Unicode;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Rows as nearly every program writes them, taken straight from their bytes.</summary>
/// <remarks>
/// A JSON reader that goes from token to token takes twice as long as these rows need. A row of which anything is out of the
/// ordinary (an escape, a cell of another type, a value too many) is left to it as a whole, so that it alone decides what is
/// wrong with a row, and says it.
/// </remarks>
sealed class PlainRows(Batch batch, JsonCells[] columns)
{
    /// <summary>Takes rows into the batch until one is not plain or not whole.</summary>
    /// <param name="view">The bytes from the end of the last row on.</param>
    /// <param name="areInArray">Whether they stand in an array, where a comma parts them.</param>
    /// <param name="most">After how many bytes it takes no more.</param>
    /// <returns>The bytes of the rows taken.</returns>
    public int Take(ReadOnlySpan<byte> view, bool areInArray, long most)
    {
        var taken = 0;
        while (!batch.IsFull && taken < most)
        {
            var start = taken + Blanks(view[taken..]);
            if (areInArray)
            {
                if (start >= view.Length || view[start] != ',')
                    break;
                start++;
                start += Blanks(view[start..]);
            }
            var length = Row(view[start..]);
            if (length == 0)
            {
                // Some of its cells may have been taken.
                foreach (var texts in batch.Columns.OfType<TextCells>())
                    texts.Keep(batch.Count);
                break;
            }
            batch.Count++;
            taken = start + length;
        }
        return taken;
    }

    /// <summary>Takes the cells of a row.</summary>
    /// <returns>Its length in bytes; 0 when it is not plain or not whole.</returns>
    int Row(ReadOnlySpan<byte> view)
    {
        if (view is not [(byte)'[', ..] || columns.Length == 0)
            return 0;
        var at = 1;
        var last = columns[^1];
        foreach (var column in columns)
        {
            at += Blanks(view[at..]);
            var length = column.TakePlain(view[at..], batch.Count);
            if (length == 0)
                return 0;
            at += length;
            at += Blanks(view[at..]);
            if (at >= view.Length || view[at] != (column == last ? (byte)']' : (byte)','))
                return 0;
            at++;
        }
        return Utf8.IsValid(view[..at]) ? at : 0;
    }

    static int Blanks(ReadOnlySpan<byte> view)
    {
        var count = 0;
        while (count < view.Length && view[count] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            count++;
        return count;
    }
}
