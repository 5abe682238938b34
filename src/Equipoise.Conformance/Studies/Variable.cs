using Equipoise.Datasets;

namespace Equipoise.Conformance.Studies;

/// <summary>A variable of a frame: its distinct values once, and for each row the number of its value.</summary>
/// <remarks>
/// Clinical data repeat themselves: a test is asked once of each distinct value and spread over the rows, and groups are made of
/// whole numbers instead of texts.
/// </remarks>
public sealed class Variable
{
    readonly int[]? codes;
    readonly Cell[] values;

    Variable(int[]? codes, Cell[] values)
    {
        this.codes = codes;
        this.values = values;
    }

    /// <summary>The values, each once; some may be of no row.</summary>
    public ReadOnlySpan<Cell> Values => values;

    /// <summary>Whether every row has the same value.</summary>
    public bool IsConstant => codes is null;

    /// <summary>The value of a row.</summary>
    public Cell this[int row] => values[codes is null ? 0 : codes[row]];

    /// <summary>Which of <see cref="Values"/> a row has.</summary>
    public int CodeOf(int row) => codes is null ? 0 : codes[row];

    /// <summary>One value for all rows.</summary>
    public static Variable Constant(Cell value) => new(null, [value]);

    /// <summary>A value for each row.</summary>
    public static Variable Of(IEnumerable<Cell> rows)
    {
        var byText = new Dictionary<(bool, string), int>();
        List<Cell> distinct = [];
        List<int> ofRows = [];
        foreach (var cell in rows)
        {
            // A list and a text may read alike; a number and a text that read alike compare alike.
            var key = (cell.Words is not null, cell.Text);
            if (!byText.TryGetValue(key, out var code))
            {
                byText.Add(key, code = distinct.Count);
                distinct.Add(cell);
            }
            ofRows.Add(code);
        }
        return new([.. ofRows], [.. distinct]);
    }

    /// <summary>The variable of a column.</summary>
    public static Variable Of(Column column) =>
        column switch
        {
            TextColumn text => Of(text.Values, Cell.Of),
            NumberColumn number => Of(number.Values, Cell.Of),
            _ => throw new ArgumentException($"The column {column} is neither text nor number.", nameof(column)),
        };

    static Variable Of<T>(T[] rows, Func<T, Cell> cellOf)
        where T : notnull
    {
        var known = new Dictionary<T, int>();
        List<Cell> distinct = [];
        var ofRows = new int[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            // Records are mostly sorted: the value above is a likely one.
            if (row > 0 && rows[row].Equals(rows[row - 1]))
            {
                ofRows[row] = ofRows[row - 1];
                continue;
            }
            if (!known.TryGetValue(rows[row], out var code))
            {
                known.Add(rows[row], code = distinct.Count);
                distinct.Add(cellOf(rows[row]));
            }
            ofRows[row] = code;
        }
        return new(ofRows, [.. distinct]);
    }

    /// <summary>The same variable over other rows; row -1 has no value.</summary>
    public Variable Take(int[] rows)
    {
        if (!rows.Contains(-1))
            return codes is null ? this : new([.. rows.Select(row => codes[row])], values);
        var missing = Array.FindIndex(values, value => value.IsMissing && value.Words is null);
        Cell[] all = missing < 0 ? [.. values, Cell.Missing] : values;
        return new([.. rows.Select(row => row >= 0 ? CodeOf(row) : missing < 0 ? values.Length : missing)], all);
    }
}
