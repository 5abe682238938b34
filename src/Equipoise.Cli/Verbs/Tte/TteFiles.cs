namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The files that were asked for: all of them are written, or none.</summary>
sealed class TteFiles
{
    readonly List<(string Path, Action<string> Write)> files = [];

    /// <summary>Adds a file, unless it was not asked for.</summary>
    /// <param name="path">Its name; null when it was not asked for.</param>
    /// <param name="write">Writes it whole or not at all.</param>
    public void Add(string? path, Action<string> write)
    {
        if (path is not null)
            files.Add((path, write));
    }

    /// <summary>Writes them. Where one cannot be written those that were not there before are taken away again.</summary>
    public void Write()
    {
        var made = new List<string>();
        try
        {
            foreach (var (path, write) in files)
            {
                var isNew = !File.Exists(path);
                write(path);
                if (isNew)
                    made.Add(path);
            }
        }
        catch
        {
            made.ForEach(File.Delete);
            throw;
        }
    }
}
