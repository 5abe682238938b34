using Equipoise.Datasets.Standards;

namespace Equipoise.Datasets;

/// <summary>A data set as the field exchanges it: a name, a label and columns of equal length. Immutable by convention.</summary>
/// <remarks>
/// Stored by column, because analysis reads columns and files are written once. A missing text is "", a missing number is
/// <see cref="double.NaN"/> (the SAS special codes .A to .Z and ._ travel inside the NaN, see <see cref="MissingValue"/>).
/// </remarks>
public sealed class Table
{
    readonly Dictionary<string, Column> byName;

    /// <summary>A table of these columns.</summary>
    /// <param name="name">Its name, such as "ADSL".</param>
    /// <param name="label">Its description, such as "Subject-Level Analysis Dataset".</param>
    /// <param name="columns">Its columns, all of one length, names unique ignoring case.</param>
    /// <exception cref="ArgumentException">Columns differ in length, or two have one name.</exception>
    public Table(string name, string label, IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Name = name;
        Label = label;
        Columns = columns;
        byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            if (!byName.TryAdd(column.Name, column))
                throw new ArgumentException($"Table {name} has two columns named {column.Name}.", nameof(columns));
            if (column.Count != columns[0].Count)
                throw new ArgumentException(
                    $"Column {column.Name} of table {name} has {column.Count} rows, {columns[0].Name} has {columns[0].Count}.",
                    nameof(columns)
                );
        }
    }

    /// <summary>The name, such as "ADSL".</summary>
    public string Name { get; }

    /// <summary>The description, such as "Subject-Level Analysis Dataset".</summary>
    public string Label { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>Whether there is a column of that name, ignoring case.</summary>
    public bool Has(string column) => byName.ContainsKey(column);

    /// <summary>The column of that name, ignoring case; null when there is none.</summary>
    public Column? Find(string column) => byName.GetValueOrDefault(column);

    /// <summary>All rows of a data set at once, in memory.</summary>
    /// <exception cref="DataException">The data set is damaged, or has more rows than fit.</exception>
    public static Table Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var spec = dataset.Spec;
        if (dataset.RowCount > Array.MaxLength)
            throw new DataException($"{spec.Name}: {dataset.RowCount:#,0} rows are too many to be held in memory.");
        GatheredColumn[] columns = [.. spec.Columns.Select(column => GatheredColumn.For(column, dataset.RowCount))];
        foreach (var batch in dataset.Batches())
            for (var index = 0; index < columns.Length; index++)
                columns[index].Add(batch.Columns[index], batch.Count);
        return new(spec.Name, spec.Label, [.. columns.Select(column => column.Done())]);
    }

    /// <summary>The table as a data set in batches, as writers and checks take it.</summary>
    public Dataset AsDataset() => new TableDataset(this);

    /// <summary>A table with one row per item, in the items' order.</summary>
    public static Table Of<T>(string name, string label, IReadOnlyList<T> items, params IReadOnlyList<ColumnOf<T>> columns) =>
        new(name, label, [.. columns.Select(column => column.Fill(items))]);
}

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its variable name, at most 8 characters of A-Z, 0-9 and _ where an XPT v5 file is wanted.</param>
/// <param name="Label">Its description, at most 40 characters where an XPT v5 file is wanted.</param>
public abstract record Column(string Name, string Label)
{
    /// <summary>
    /// The width in bytes that a file declared for each value; 0 when none did. Written again to XPT, ignored elsewhere.
    /// </summary>
    public int Width { get; init; }

    /// <summary>How SAS reads values; "" for none.</summary>
    public string Informat { get; init; } = "";

    /// <summary>Whether SAS shows values at the right.</summary>
    public bool IsRightJustified { get; init; }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }
}

/// <summary>A column of text; "" is missing.</summary>
/// <param name="Name">Its variable name.</param>
/// <param name="Label">Its description.</param>
/// <param name="Values">Its values.</param>
public sealed record TextColumn(string Name, string Label, string[] Values) : Column(Name, Label)
{
    /// <summary>How SAS shows values, such as "$20."; "" for none.</summary>
    public string Format { get; init; } = "";

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <summary>The value in that row.</summary>
    public string this[int row] => Values[row];
}

/// <summary>A column of numbers; NaN is missing.</summary>
/// <param name="Name">Its variable name.</param>
/// <param name="Label">Its description.</param>
/// <param name="Values">Its values; dates are days since 1960-01-01.</param>
/// <param name="Format">The SAS display format, such as "DATE9."; "" for none.</param>
public sealed record NumberColumn(string Name, string Label, double[] Values, string Format = "") : Column(Name, Label)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <summary>The value in that row.</summary>
    public double this[int row] => Values[row];
}

/// <summary>How a column is filled from items of one type.</summary>
/// <typeparam name="T">The type of item, one per row.</typeparam>
public sealed class ColumnOf<T>
{
    readonly Func<IReadOnlyList<T>, Column> fill;

    ColumnOf(Func<IReadOnlyList<T>, Column> fill) => this.fill = fill;

    internal Column Fill(IReadOnlyList<T> items) => fill(items);

    /// <summary>A text column with the label of the standard; null becomes "".</summary>
    public static ColumnOf<T> Text(string name, Func<T, string?> value) => Text(name, LabelOf(name, StandardType.Text), value);

    /// <summary>A number column with the label of the standard; null becomes missing.</summary>
    public static ColumnOf<T> Number(string name, Func<T, double?> value) =>
        Number(name, LabelOf(name, StandardType.Number), value);

    /// <summary>A date with the label of the standard, as a SAS number with the format DATE9.; null becomes missing.</summary>
    public static ColumnOf<T> Date(string name, Func<T, DateOnly?> value) => Date(name, LabelOf(name, StandardType.Date), value);

    static string LabelOf(string name, StandardType type) =>
        StandardVariable.Of(name) is var variable && variable.Type == type
            ? variable.Label
            : throw new ArgumentException($"The standard has {name} as {variable.Type}, not as {type}.", nameof(name));

    /// <summary>A text column; null becomes "".</summary>
    public static ColumnOf<T> Text(string name, string label, Func<T, string?> value) =>
        new(items => new TextColumn(name, label, [.. items.Select(item => value(item) ?? "")]));

    /// <summary>A number column; null becomes missing.</summary>
    public static ColumnOf<T> Number(string name, string label, Func<T, double?> value, string format = "") =>
        new(items => new NumberColumn(name, label, [.. items.Select(item => value(item) ?? double.NaN)], format));

    /// <summary>A date as a SAS number with the format DATE9.; null becomes missing.</summary>
    public static ColumnOf<T> Date(string name, string label, Func<T, DateOnly?> value) =>
        Number(name, label, item => value(item) is { } date ? SasDate.ToNumber(date) : null, "DATE9.");
}

/// <summary>Dates as SAS counts them: days since 1960-01-01.</summary>
public static class SasDate
{
    static readonly int Epoch = new DateOnly(1960, 1, 1).DayNumber;

    /// <summary>Days since 1960-01-01.</summary>
    public static double ToNumber(DateOnly date) => date.DayNumber - Epoch;

    /// <summary>The date of that many days since 1960-01-01, a part of a day left out; null when missing.</summary>
    /// <remarks>Null also outside the years 1 to 9999, which no trial reaches and a date cannot hold.</remarks>
    public static DateOnly? FromNumber(double days) =>
        Math.Floor(days) + Epoch is >= 0 and var day && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : null;
}
