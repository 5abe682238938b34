namespace Equipoise.Protocol.Laboratory;

/// <summary>A table of this folder, as data that a laboratory can check: remarks, a line of names, then rows.</summary>
static class LaboratoryTable
{
    internal static IEnumerable<IReadOnlyList<string>> Rows(string file)
    {
        using var stream =
            typeof(LaboratoryTable).Assembly.GetManifestResourceStream($"laboratory-{file}")
            ?? throw new InvalidOperationException($"The table {file} is not part of this program.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Skip(1)
                .Select(line => line.Split(',')),
        ];
    }
}
