namespace Equipoise.Datasets.Xpt;

/// <summary>What an XPT v5 file for a regulator may hold; every breach is told at once.</summary>
static class XptRules
{
    const int NameLength = 8;
    const int LabelLength = 40;
    const int TextLength = 200;
    const int MostColumns = 9999;

    /// <summary>The columns as they will stand in the file.</summary>
    /// <exception cref="DataException">The table breaks a rule.</exception>
    public static Namestr[] Apply(Table table, string file, DateTimeOffset created, XptEncoding encoding)
    {
        var problems = new FileProblems(file);
        CheckName(table.Name, "data set", problems);
        CheckLabel(table.Label, "data set", problems);
        // Its two digits mean 1960 to 2059.
        if (created.Year is < 1960 or > 2059)
            problems.Add($"the year {created.Year} cannot be written with the two digits of the format.");
        if (table.Columns.Count is 0 or > MostColumns)
            problems.Add($"{table.Columns.Count} columns; XPT v5 has 1 to {MostColumns}.");
        var position = 0;
        var columns = new Namestr[table.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = table.Columns[i] switch
            {
                TextColumn text => Apply(text, position, encoding, problems),
                NumberColumn number => Apply(number, position, problems),
                _ => throw new ArgumentException(
                    $"Column {table.Columns[i].Name} holds neither text nor numbers.",
                    nameof(table)
                ),
            };
            CheckName(columns[i].Name, $"column {i + 1}", problems);
            CheckLabel(columns[i].Label, $"column {columns[i].Name}", problems);
            position += columns[i].Width;
        }
        CheckLastRow(table, position, problems);
        problems.ThrowIfAny();
        return columns;
    }

    static Namestr Apply(TextColumn column, int position, XptEncoding encoding, FileProblems problems)
    {
        var longest = 1;
        var foreign = 0;
        for (var row = 0; row < column.Count; row++)
        {
            longest = Math.Max(longest, XptText.Width(column[row]));
            if (XptText.Problem(column[row], encoding) is { } problem && ++foreign == 1)
                problems.Add($"row {row + 1}, column {column.Name}: \"{column[row]}\" {problem}.");
        }
        if (foreign > 1)
            problems.Add(
                $"column {column.Name}: {foreign} values "
                    + $"{(encoding == XptEncoding.Ascii ? "are not ASCII" : "cannot be written")}; "
                    + "the first is in the row named above."
            );
        var width = Math.Max(longest, column.Width);
        if (width > TextLength)
            problems.Add($"column {column.Name}: is {width} bytes wide; XPT v5 has at most {TextLength}.");
        return new(true, width, column.Name, column.Label, Format(column.Format, column, problems), Format(column.Informat, column, problems), column.IsRightJustified, position);
    }

    static Namestr Apply(NumberColumn column, int position, FileProblems problems)
    {
        var width = column.Width == 0 ? 8 : column.Width;
        if (width is < 2 or > 8)
            problems.Add($"column {column.Name}: numbers are 2 to 8 bytes wide, not {width}.");
        else
        {
            Span<byte> scratch = stackalloc byte[width];
            for (var row = 0; row < column.Count; row++)
                if (IbmDouble.Write(column[row], scratch) is { } problem)
                    problems.Add($"row {row + 1}, column {column.Name}: {column[row]} {problem}.");
        }
        return new(false, width, column.Name, column.Label, Format(column.Format, column, problems), Format(column.Informat, column, problems), column.IsRightJustified, position);
    }

    static SasFormat Format(string format, Column column, FileProblems problems)
    {
        if (SasFormat.Parse(format, Namestr.NameLength) is { } parsed)
            return parsed;
        problems.Add($"column {column.Name}: \"{format}\" is not a SAS format such as DATE9. or 8.2.");
        return SasFormat.None;
    }

    static void CheckName(string name, string owner, FileProblems problems)
    {
        var valid =
            name.Length is >= 1 and <= NameLength
            && !char.IsAsciiDigit(name[0])
            && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
        if (!valid)
            problems.Add(
                $"{owner}: \"{name}\" is not a name of at most {NameLength} characters A-Z, 0-9 and _, the first no digit."
            );
    }

    static void CheckLabel(string label, string owner, FileProblems problems)
    {
        if (!XptText.IsPlain(label))
            problems.Add($"{owner}: the label \"{label}\" is not ASCII.");
        else if (label.Length > LabelLength)
            problems.Add($"{owner}: the label has {label.Length} characters; XPT v5 has at most {LabelLength}: \"{label}\".");
    }

    // The number of rows is not in the file, so a reader takes blank rows at the end for padding.
    static void CheckLastRow(Table table, int length, FileProblems problems)
    {
        if (length is 0 or >= XptHeader.Size || table.RowCount == 0 || !table.Columns.All(column => column is TextColumn))
            return;
        var rows = table.RowCount;
        var needed = (((long)rows * length) + XptHeader.Size - 1) / XptHeader.Size;
        var fewest = (int)(((needed - 1) * XptHeader.Size) / length) + 1;
        while (rows > fewest && table.Columns.All(column => ((TextColumn)column)[rows - 1].AsSpan().Trim(' ').IsEmpty))
            rows--;
        if (rows < table.RowCount)
            problems.Add(
                $"rows {rows + 1} to {table.RowCount} are blank and would be lost: XPT v5 does not store the number of rows."
            );
    }
}
