namespace Equipoise.Datasets.Comparison;

/// <summary>The order of rows by their keys, for rows of one data set or of two: numbers by size after the missing ones, texts
/// by their UTF-8.</summary>
sealed class KeyOrder
{
    readonly (string Name, bool IsNumber)[] keys;
    readonly int[] places;

    KeyOrder((string, bool)[] keys, int[] places) => (this.keys, this.places) = (keys, places);

    /// <summary>The order of a data set's rows.</summary>
    /// <exception cref="DataException">It has not all the keys.</exception>
    public static KeyOrder Of(DatasetSpec spec, IReadOnlyList<string> keys)
    {
        int[] found = [.. keys.Select(spec.IndexOf)];
        string[] missing = [.. keys.Where((_, index) => found[index] < 0)];
        return missing.Length == 0
            ? new([.. found.Select(place => (spec.Columns[place].Name, spec.Columns[place].IsNumber))], found)
            : throw new DataException(
                $"{spec.Name}: has no column {string.Join(", ", missing)}, by which rows are to be told apart."
            );
    }

    /// <summary>The keys that are numbers here and texts there.</summary>
    public IEnumerable<string> Unlike(KeyOrder other) =>
        keys.Zip(other.keys).Where(pair => pair.First.IsNumber != pair.Second.IsNumber).Select(pair => pair.First.Name);

    /// <summary>The order of two rows, the second of which may be of another data set.</summary>
    public int Compare(RowPlace one, RowPlace other, KeyOrder ofOther)
    {
        for (var key = 0; key < places.Length; key++)
        {
            var (cells, others) = (one.Batch.Columns[places[key]], other.Batch.Columns[ofOther.places[key]]);
            var order = keys[key].IsNumber
                ? Compare(CellText.Number(cells, one.At), CellText.Number(others, other.At))
                : CellText.Text(cells, one.At).SequenceCompareTo(CellText.Text(others, other.At));
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>A row's keys in words: "USUBJID=01, AESEQ=2".</summary>
    public string Words(RowPlace row) =>
        string.Join(", ", keys.Select((key, index) => $"{key.Name}={CellText.Of(row.Batch.Columns[places[index]], row.At)}"));

    static int Compare(double one, double other) =>
        double.IsNaN(one) && double.IsNaN(other)
            ? MissingValue.CodeOf(one).CompareTo(MissingValue.CodeOf(other))
            : one.CompareTo(other);
}
