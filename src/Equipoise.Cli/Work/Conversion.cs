using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Cli.Work;

/// <summary>Data sets written again in another format.</summary>
/// <param name="open">Opens the data sets of a file.</param>
/// <param name="options">What is written beside the data.</param>
/// <param name="mostBytes">The most bytes of a transport file; null for any number.</param>
/// <param name="told">Where it is said what was written and what was lost.</param>
sealed class Conversion(Func<string, IReadOnlyList<Dataset>> open, WriteOptions options, long? mostBytes, TextWriter told)
{
    /// <summary>One file into one.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public int OfFile(string from, string into, string? member, string? name, Said said)
    {
        var datasets = open(from);
        if (member is not null)
            datasets = [.. datasets.Where(one => one.Spec.Name.Equals(member, StringComparison.OrdinalIgnoreCase))];
        if (datasets.Count == 0)
            return said.Unusable(
                member is null
                    ? $"{from}: holds no data set."
                    : $"{from}: holds no data set {member}; 'equipoise inspect' lists them."
            );
        if (datasets.Count > 1 && !DatasetFile.Written(into).HoldsSeveral)
            return said.Unusable(
                $"{from}: holds {datasets.Count} data sets ({string.Join(", ", datasets.Select(one => one.Spec.Name))}). "
                    + "Name one with --member, or a folder for OUT and a format with --to."
            );
        try
        {
            if (name is not null && datasets.Count > 1)
                return said.Unusable(
                    $"{from}: holds {datasets.Count} data sets; choose with --member the one that --name names."
                );
            Write(into, datasets, name);
            return ExitStatus.Done;
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems);
        }
    }

    /// <summary>
    /// Every data set of a file or a folder into a file of its own. What cannot be converted is told, and the rest is done.
    /// </summary>
    /// <exception cref="DataException">There is no data set.</exception>
    public int OfAll(string from, string into, string ending, Said said)
    {
        string[] files = Directory.Exists(from)
            ? [.. DatasetFile.Names(from).Values.Select(same => Path.Combine(from, same[0]))]
            : [from];
        Directory.CreateDirectory(into);
        List<string> problems = [];
        foreach (var file in files)
            try
            {
                foreach (var dataset in open(file))
                    Write(Path.Combine(into, $"{dataset.Spec.Name.ToLowerInvariant()}.{ending}"), [dataset]);
            }
            catch (DataException e)
            {
                problems.AddRange(e.Problems);
            }
        return problems.Count == 0 ? ExitStatus.Done : said.Problems(problems);
    }

    void Write(string path, IReadOnlyList<Dataset> datasets, string? name = null)
    {
        var capitals = path.EndsWith(".xpt", StringComparison.OrdinalIgnoreCase) && options.TransportVersion == 5;
        Counted[] counted = [.. datasets.Select(dataset => new Counted(dataset, capitals, name))];
        var lost = mostBytes is { } most ? InParts(path, counted, most) : DatasetFile.Write(path, counted, options);
        foreach (var dataset in counted)
            told.WriteLine(
                $"{path}: {(counted.Length > 1 ? $"{dataset.Spec.Name}, " : "")}"
                    + $"{dataset.Rows} rows, {dataset.Spec.Columns.Count} columns."
            );
        foreach (var finding in datasets.SelectMany(dataset => dataset.Findings).Concat(lost))
            told.WriteLine(finding.Weight == FindingWeight.Lost ? $"Lost: {finding}" : $"Note: {finding}");
    }

    IReadOnlyList<Finding> InParts(string path, Counted[] counted, long most)
    {
        if (!path.EndsWith(".xpt", StringComparison.OrdinalIgnoreCase) || counted.Length != 1)
            throw new DataException($"{path}: --split is of one data set as a transport file.");
        var (files, lost) = XptFile.WriteParts(counted[0], path, most, options);
        if (files.Count > 1)
            told.WriteLine($"{path}: in {files.Count} parts, {Path.GetFileName(files[0])} to {Path.GetFileName(files[^1])}.");
        return lost;
    }

    /// <summary>
    /// A data set whose rows are counted as they pass, under names in capitals where the format has no others: SAS does not tell
    /// names apart by case.
    /// </summary>
    sealed class Counted(Dataset inner, bool capitals, string? name) : Dataset
    {
        public long Rows { get; private set; }

        public override DatasetSpec Spec { get; } =
            !capitals
                ? inner.Spec with { Name = name ?? inner.Spec.Name }
                : inner.Spec with
                {
                    Name = (name ?? inner.Spec.Name).ToUpperInvariant(),
                    Columns = [.. inner.Spec.Columns.Select(column => column with { Name = column.Name.ToUpperInvariant() })],
                };

        public override long? RowCount => inner.RowCount;

        public override IReadOnlyList<Finding> Findings => inner.Findings;

        public override IEnumerable<Batch> Batches()
        {
            Rows = 0;
            foreach (var batch in inner.Batches())
            {
                Rows += batch.Count;
                yield return batch;
            }
        }
    }
}
