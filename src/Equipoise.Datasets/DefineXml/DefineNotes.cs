namespace Equipoise.Datasets.DefineXml;

/// <summary>What is odd about a document, each with its line.</summary>
/// <param name="file">The document.</param>
sealed class DefineNotes(string file)
{
    const int Most = 1000;

    readonly List<Finding> findings = [];
    int more;

    public IReadOnlyList<Finding> All =>
        more == 0
            ? findings
            : [.. findings, new(file, "more", $"{more} more findings; the first {Most} are listed") { Count = more }];

    public void Broken(string rule, int line, string message) => Add(rule, line, message, FindingWeight.Broken);

    public void Lost(string rule, int line, string message) => Add(rule, line, message, FindingWeight.Lost);

    public void Note(string rule, int line, string message) => Add(rule, line, message, FindingWeight.Note);

    void Add(string rule, int line, string message, FindingWeight weight)
    {
        if (findings.Count < Most)
            findings.Add(new(file, rule, line > 0 ? $"line {line}: {message}" : message) { Weight = weight });
        else
            more++;
    }
}
