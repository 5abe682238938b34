namespace Equipoise.Datasets.Xpt;

/// <summary>
/// What a transport file may hold: version 5 as regulators take it, or version 8; every breach is told at once.
/// </summary>
static class XptRules
{
    const int MostColumns = 9999;
    const int MostLabel8 = 256;

    /// <summary>The columns as they will stand in the file, and the number of rows; all rows are read for it.</summary>
    /// <exception cref="DataException">The data set breaks a rule.</exception>
    public static XptPlan Apply(Dataset dataset, string file, WriteOptions options, FindingList lost)
    {
        var spec = dataset.Spec;
        var problems = new FileProblems(file);
        var isStrict = options.TransportVersion == 5;
        CheckName(spec.Name, "data set", isStrict, problems);
        CheckLabel(spec.Label, "data set", isStrict, options, problems, Namestr.LabelLength);
        // Its two digits mean 1960 to 2059.
        if (options.Created.Year is < 1960 or > 2059)
            problems.Add($"the year {options.Created.Year} cannot be written with the two digits of the format.");
        if (spec.Columns.Count is 0 or > MostColumns)
            problems.Add($"{spec.Columns.Count} columns; a transport file has 1 to {MostColumns}.");
        XptField[] fields = [.. spec.Columns.Select(column => XptField.For(column, options))];
        var (rows, notBlank) = Look(dataset, fields, problems, lost);
        var columns = new Namestr[fields.Length];
        var position = 0;
        for (var index = 0; index < fields.Length; index++)
        {
            var column = fields[index].Spec;
            CheckName(column.Name, $"column {index + 1}", isStrict, problems);
            var mostLabel = isStrict ? Namestr.LabelLength : MostLabel8;
            CheckLabel(column.Label, $"column {column.Name}", isStrict, options, problems, mostLabel);
            fields[index].Conclude(problems);
            columns[index] = new(
                fields[index] is { Spec: { IsNumber: false, Type: not DataType.Decimal } },
                fields[index].Width,
                column.Name,
                column.Label,
                Format(column.Format, column, isStrict, problems),
                Format(column.Informat, column, isStrict, problems),
                column.IsRightJustified,
                position
            );
            position += fields[index].Width;
        }
        if (isStrict && columns.All(column => column.IsText))
            CheckLastRows(rows, notBlank, position, problems);
        problems.ThrowIfAny();
        TellLost(spec, lost);
        return new(spec, columns, fields, rows);
    }

    static (long Rows, long NotBlank) Look(Dataset dataset, XptField[] fields, FileProblems problems, FindingList lost)
    {
        var (rows, notBlank) = (0L, 0L);
        foreach (var batch in dataset.Batches())
        {
            for (var index = 0; index < fields.Length; index++)
                fields[index].Look(batch.Columns[index], batch.Count, rows, problems, lost);
            for (var row = batch.Count - 1; row >= 0; row--)
                if (!fields.Index().All(field => field.Item.IsBlank(batch.Columns[field.Index], row)))
                {
                    notBlank = rows + row + 1;
                    break;
                }
            rows += batch.Count;
        }
        return (rows, notBlank);
    }

    static SasFormat Format(string format, ColumnSpec column, bool isStrict, FileProblems problems)
    {
        if (SasFormat.Parse(format, isStrict ? Namestr.NameLength : Namestr.NameLength8) is { } parsed)
            return parsed;
        problems.Add($"column {column.Name}: \"{format}\" is not a SAS format such as DATE9. or 8.2.");
        return SasFormat.None;
    }

    static void CheckName(string name, string owner, bool isStrict, FileProblems problems)
    {
        var most = isStrict ? Namestr.NameLength : Namestr.NameLength8;
        var valid =
            name.Length >= 1
            && name.Length <= most
            && !char.IsAsciiDigit(name[0])
            && name.All(letter =>
                (isStrict ? char.IsAsciiLetterUpper(letter) : char.IsAsciiLetter(letter))
                || char.IsAsciiDigit(letter)
                || letter == '_'
            );
        if (!valid)
            problems.Add(
                $"{owner}: \"{name}\" is not a name of at most {most} characters A-Z, 0-9 and _, the first no digit."
                    + (isStrict && name.Length <= Namestr.NameLength8 ? " Version 8 takes up to 32, of both cases." : "")
            );
    }

    static void CheckLabel(string label, string owner, bool isStrict, WriteOptions options, FileProblems problems, int most)
    {
        if (!XptText.IsPlain(label) && (isStrict || !options.AllowsUtf8))
            problems.Add($"{owner}: the label \"{label}\" is not ASCII.");
        else if (XptText.Width(label) > most)
            problems.Add(
                $"{owner}: the label has {label.Length} characters; "
                    + $"version {options.TransportVersion} has at most {most}: \"{label}\"."
            );
    }

    static bool EndsBlank(string label) => label.EndsWith(' ');

    // The number of rows is not in the file, so a reader takes blank rows at the end for padding.
    static void CheckLastRows(long rows, long notBlank, long width, FileProblems problems)
    {
        if (width is 0 or >= XptHeader.Size || rows == 0)
            return;
        var needed = ((rows * width) + XptHeader.Size - 1) / XptHeader.Size;
        var fewest = ((needed - 1) * XptHeader.Size / width) + 1;
        if (Math.Max(notBlank, fewest) is var last && last < rows)
            problems.Add(
                $"rows {last + 1} to {rows} are blank and would be lost: XPT v5 does not store the number of rows."
            );
    }

    static void TellLost(DatasetSpec spec, FindingList lost)
    {
        DescriptionLoss.Tell(
            lost,
            spec,
            "a transport file",
            Described.Types | Described.Keys | Described.Oids | Described.Attributes
        );
        if (spec.Modified is { } modified && (modified.Year is < 1960 or > 2059 || modified.Ticks % TimeSpan.TicksPerSecond != 0))
            lost.Add(
                "modified",
                $"a time of the last change has whole seconds from 1960 to 2059, unlike {modified:yyyy-MM-dd HH:mm:ss.FFFFFFF}",
                FindingWeight.Lost
            );
        string[] padded = [.. spec.Columns.Where(column => EndsBlank(column.Label)).Select(column => column.Name)];
        if (EndsBlank(spec.Label) || padded.Length > 0)
            lost.Add(
                "blanks of labels",
                $"blanks at the end of labels are padding in the format: {DescriptionLoss.Names([spec.Name, .. padded])}",
                FindingWeight.Lost
            );
    }
}

/// <summary>How a data set will stand in a transport file.</summary>
/// <param name="Spec">What it is.</param>
/// <param name="Columns">The descriptions of its columns.</param>
/// <param name="Fields">Their writers.</param>
/// <param name="Rows">The number of its rows.</param>
sealed record XptPlan(DatasetSpec Spec, Namestr[] Columns, XptField[] Fields, long Rows)
{
    /// <summary>The bytes of a row.</summary>
    public int Width => Columns.Sum(column => column.Width);
}
