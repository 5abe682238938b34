namespace Equipoise.Datasets;

/// <summary>Collects what is wrong with one file, so that its owner learns everything at once.</summary>
/// <remarks>
/// A file of another kind can be wrong in every cell, and a list that nobody can read helps nobody: of what has one cause,
/// such as
/// words in a column of numbers, the first places are listed and the others counted.
/// </remarks>
/// <param name="file">The file's name, as each problem begins.</param>
sealed class FileProblems(string file)
{
    const int Listed = 100;
    const int ListedOfACause = 3;

    readonly List<string> problems = [];
    readonly Dictionary<string, int> causes = [];
    int more;

    public bool Any => problems.Count > 0;

    public bool Full => more > 0;

    /// <param name="problem">Where and what.</param>
    /// <param name="cause">What others of its kind share, such as "cells of AVAL that are not numbers"; null when it is
    /// alone.</param>
    public void Add(string problem, string? cause = null)
    {
        if (cause is not null && (causes[cause] = causes.GetValueOrDefault(cause) + 1) > ListedOfACause)
            return;
        if (problems.Count < Listed)
            problems.Add($"{file}: {problem}");
        else
            more++;
    }

    public void ThrowIfAny()
    {
        if (problems.Count == 0)
            return;
        foreach (var (cause, count) in causes.Where(cause => cause.Value > ListedOfACause))
            problems.Add($"{file}: {count - ListedOfACause} more {cause}.");
        if (Full)
            problems.Add($"{file}: more problems follow; the first {Listed} are listed.");
        throw new DataException(problems);
    }
}
