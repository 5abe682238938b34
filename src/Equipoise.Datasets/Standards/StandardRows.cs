namespace Equipoise.Datasets.Standards;

/// <summary>Tables of the standards that lie in this assembly.</summary>
static class StandardRows
{
    /// <summary>The rows of a table, each as so many cells; the last cell may hold commas.</summary>
    public static IEnumerable<string[]> Of(string resource, int cells)
    {
        using var stream = typeof(StandardRows).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        // Remarks, a line of names, then rows.
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Skip(1)
                .Select(line => line.Split(',', cells)),
        ];
    }
}
