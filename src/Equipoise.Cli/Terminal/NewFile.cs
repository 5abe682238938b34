namespace Equipoise.Cli.Terminal;

/// <summary>A file that a verb is asked to write.</summary>
static class NewFile
{
    /// <summary>Why it cannot be written there; null when nothing is known against it.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="ending">How its name must end, such as ".svg".</param>
    public static string? Unwritable(string option, string path, string ending) =>
        !path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? $"{option} is '{path}'; name a file that ends in {ending}."
        : Directory.Exists(path) ? $"{path}: is a folder; name a file."
        : Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)
            ? $"{path}: there is no folder {folder}."
        : null;
}
