using Equipoise.Datasets;
using Equipoise.Datasets.DefineXml;
using Equipoise.Datasets.Files;

namespace Equipoise.Conformance.Studies;

/// <summary>The data sets that are looked at together.</summary>
public sealed class Study
{
    readonly Dictionary<string, Frame> frames = [];

    /// <summary>A study of these data sets.</summary>
    public Study(IReadOnlyList<StudyDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        Datasets = datasets;
        Wholes = [.. datasets.GroupBy(dataset => dataset.WholeName).Select(parts => new WholeDataset(parts.Key, [.. parts]))];
    }

    /// <summary>The controlled terminology that its data follow; null when none is given.</summary>
    public Terminology? Terminology { get; init; }

    /// <summary>What a Define-XML document says of the data sets, in its order; none when none is given.</summary>
    public IReadOnlyList<DescribedDataset> Described { get; init; } = [];

    /// <summary>What the document says of a data set; null when it says nothing.</summary>
    public DescribedDataset? DescriptionOf(StudyDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Described.FirstOrDefault(one => one.Group.Name.Equals(dataset.Name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The data sets, one a file.</summary>
    public IReadOnlyList<StudyDataset> Datasets { get; }

    /// <summary>The data sets, those of one domain that are split over files put together.</summary>
    public IReadOnlyList<WholeDataset> Wholes { get; }

    /// <summary>Reads every data set of a folder.</summary>
    /// <exception cref="DataException">Some cannot be read; the problems of all are listed.</exception>
    /// <param name="folder">The folder.</param>
    /// <param name="terminology">The controlled terminology that the data follow; null when none is given.</param>
    /// <param name="define">The Define-XML document of the data; null when none is given.</param>
    public static Study Open(string folder, Terminology? terminology = null, Define? define = null)
    {
        var opened = DatasetFile.Open(folder);
        return new([
            .. opened.Tables.Select(table => new StudyDataset(
                table.Key,
                opened.Files[table.Key],
                new FileInfo(Path.Combine(folder, opened.Files[table.Key])).Length,
                table.Value
            )),
        ])
        {
            Terminology = terminology,
            Described = define is null ? [] : DescribedDataset.Of(define),
        };
    }

    /// <summary>The data set of that name or domain, put together; null when there is none.</summary>
    public WholeDataset? Find(string name) =>
        Wholes.FirstOrDefault(whole => whole.Name == name)
        ?? Wholes.FirstOrDefault(whole => whole.Parts.Any(part => part.Name == name || part.Domain == name));

    /// <summary>The records of a data set with their variables; made once.</summary>
    public Frame FrameOf(WholeDataset whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        lock (frames)
            return frames.TryGetValue(whole.Name, out var frame) ? frame : frames[whole.Name] = Build(whole);
    }

    static Frame Build(WholeDataset whole)
    {
        if (whole.Parts is [var only])
            return new Frame(only.Table.RowCount, row => new(only.Name, row + 1)).With(
                only.Table.Columns.Select(column => (column.Name, only.LazilyOf(column)))
            );
        var starts = new int[whole.Parts.Count + 1];
        for (var part = 0; part < whole.Parts.Count; part++)
            starts[part + 1] = starts[part] + whole.Parts[part].Table.RowCount;
        var names = whole.Parts.SelectMany(part => part.Table.Columns).Select(column => column.Name).Distinct();
        return new Frame(starts[^1], PlaceOf).With(names.Select(name => (name, new Lazy<Variable>(() => Joined(whole, name)))));

        Place PlaceOf(int row)
        {
            var part = Array.FindLastIndex(starts, start => start <= row);
            // Parts without records start where the next one does.
            return new(whole.Parts[part].Name, row - starts[part] + 1);
        }
    }

    static Variable Joined(WholeDataset whole, string name) =>
        Variable.Of(
            whole.Parts.SelectMany(part =>
                part.Table.Find(name) is { } column
                    ? part.LazilyOf(column).Value is var variable
                        ? Enumerable.Range(0, part.Table.RowCount).Select(row => variable[row])
                        : []
                    : Enumerable.Repeat(Cell.Missing, part.Table.RowCount)
            )
        );
}

/// <summary>A data set, put together from its parts where it is split over files.</summary>
/// <param name="Name">Its name, such as "QS".</param>
/// <param name="Parts">Its parts, such as "QSPH" and "QSCG"; at least one.</param>
public sealed record WholeDataset(string Name, IReadOnlyList<StudyDataset> Parts)
{
    /// <summary>The part that says what it is.</summary>
    public StudyDataset First => Parts[0];
}
