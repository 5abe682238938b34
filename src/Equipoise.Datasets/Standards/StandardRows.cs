using System.Reflection;

namespace Equipoise.Datasets.Standards;

/// <summary>Tables of the standards that lie in an assembly.</summary>
public static class StandardRows
{
    internal static IReadOnlyList<string[]> Of(string resource, int cells) => Of(typeof(StandardRows).Assembly, resource, cells);

    /// <summary>The rows of a table, each as so many cells; the last cell may hold commas.</summary>
    /// <param name="assembly">Where it lies.</param>
    /// <param name="resource">What it is called there.</param>
    /// <param name="cells">How many cells a row has.</param>
    public static IReadOnlyList<string[]> Of(Assembly assembly, string resource, int cells)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resource)!;
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
