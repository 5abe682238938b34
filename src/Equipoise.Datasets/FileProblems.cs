namespace Equipoise.Datasets;

/// <summary>Collects what is wrong with one file, so that its owner learns everything at once.</summary>
/// <param name="file">The file's name, as each problem begins.</param>
sealed class FileProblems(string file)
{
    // A file of another kind can be wrong in every cell; a list that nobody can read helps nobody.
    const int Listed = 100;

    readonly List<string> problems = [];
    int more;

    public bool Any => problems.Count > 0;

    public bool Full => more > 0;

    public void Add(string problem)
    {
        if (problems.Count < Listed)
            problems.Add($"{file}: {problem}");
        else
            more++;
    }

    public void ThrowIfAny()
    {
        if (problems.Count == 0)
            return;
        if (Full)
            problems.Add($"{file}: more problems follow; the first {Listed} are listed.");
        throw new DataException(problems);
    }
}
