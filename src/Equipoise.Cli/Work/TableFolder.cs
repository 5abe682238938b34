using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.DefineXml;
using Equipoise.Datasets.Xpt;
using Equipoise.Exchange.Sdtm;

namespace Equipoise.Cli.Work;

/// <summary>
/// A folder that receives tables, one file each: all of them or, when one breaks a rule of the format, none.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="format">"csv" or "xpt".</param>
/// <param name="clock">The clock that a transport file's header shows.</param>
sealed class TableFolder(string path, string format, TimeProvider clock)
{
    public string Path => path;

    /// <summary>
    /// The tables that belong together, of which some may have no rows and are not written: one that lies in the folder and
    /// is not written again is of an earlier export.
    /// </summary>
    public IReadOnlyList<string> Family { get; init; } = [];

    /// <summary>
    /// The study of which transport files are described by define.xml, and by define.html for people; null for none.
    /// </summary>
    public DefineStudy? Study { get; init; }

    /// <summary>Writes every table to a folder of its own within, then moves the files to their names.</summary>
    /// <returns>What was changed in texts that the format does not carry as they are.</returns>
    /// <exception cref="DataException">Tables break rules of the format; each breach is listed.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds a table of the same name in the other
    /// format.</exception>
    public IReadOnlyList<string> Write(IReadOnlyList<Table> given)
    {
        var (tables, changes) = format == "xpt" ? TransportTexts.Fitted(given) : TransportTexts.Plain(given);
        RefuseOtherFormat(tables);
        RefuseEarlier(tables);
        var staging = System.IO.Path.Combine(path, ".partial");
        Directory.CreateDirectory(staging);
        try
        {
            List<string> problems = [];
            foreach (var table in tables)
                problems.AddRange(Write(table, System.IO.Path.Combine(staging, FileOf(table))));
            if (problems.Count > 0)
                throw new DataException([
                    .. problems.Select(problem => problem.Replace(staging, path, StringComparison.Ordinal)),
                ]);
            string[] described = Study is not null && format == "xpt" ? Describe(Study, tables, staging) : [];
            foreach (var file in tables.Select(FileOf).Concat(described))
                File.Move(System.IO.Path.Combine(staging, file), System.IO.Path.Combine(path, file), overwrite: true);
            return changes;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    IReadOnlyList<string> Write(Table table, string file)
    {
        try
        {
            if (format == "xpt")
                XptFile.Write(table, file, clock.GetUtcNow(), allowsUtf8: true);
            else
                CsvFile.Write(table, file);
            return [];
        }
        catch (DataException e)
        {
            return e.Problems;
        }
    }

    static string[] Describe(DefineStudy study, IReadOnlyList<Table> tables, string folder)
    {
        var define = Define.Of(study, [.. tables.Select(table => table.AsDataset())]);
        DefineFile.Write(define, System.IO.Path.Combine(folder, "define.xml"));
        DefinePage.Write(define, System.IO.Path.Combine(folder, "define.html"));
        return ["define.xml", "define.html"];
    }

    /// <summary>Who reads the folder would take a table of an earlier export for one of this.</summary>
    void RefuseEarlier(IReadOnlyList<Table> tables)
    {
        var earlier = Family
            .Select(name => $"{name.ToLowerInvariant()}.{format}")
            .Except(tables.Select(FileOf))
            .Where(file => File.Exists(System.IO.Path.Combine(path, file)))
            .ToArray();
        if (earlier.Length > 0)
            throw new IOException(
                $"{path}: holds {string.Join(", ", earlier)} of an earlier export, of which this one has no rows; remove them, "
                    + "or name another folder."
            );
    }

    /// <summary>Who reads the folder would find two answers to one question, and might take the older.</summary>
    void RefuseOtherFormat(IReadOnlyList<Table> tables)
    {
        var formats = new[] { "csv", "csv.gz", "xpt" }.Where(other => other != format);
        var others = tables
            .SelectMany(table => formats.Select(other => $"{NameOf(table)}.{other}"))
            .Where(file => File.Exists(System.IO.Path.Combine(path, file)))
            .ToArray();
        if (others.Length > 0)
            throw new IOException(
                $"{path}: already holds {string.Join(", ", others)}; two formats of one table do not go into one folder."
            );
    }

    string FileOf(Table table) => $"{NameOf(table)}.{format}";

    static string NameOf(Table table) => table.Name.ToLowerInvariant();
}
