using System.Globalization;

namespace Equipoise.Validation;

/// <summary>
/// Answers of other software, kept beside the script that made them: <c>Expected/topic.csv</c> by <c>R/topic.R</c>. The first line says
/// what software, "# R 4.2.2, survival 3.5-3"; then come lines of case,quantity,value with NA for not estimable.
/// </summary>
sealed class Expected
{
    readonly Dictionary<(string Case, string Quantity), double?> values = [];

    Expected(string software) => Software = software;

    /// <summary>The software and its versions.</summary>
    public string Software { get; }

    /// <summary>The source of these values: that call of the software.</summary>
    public Source Call(string call) => new Source.R(call, Software);

    /// <summary>The expected value; null for NA.</summary>
    public double? this[string name, string quantity] =>
        values.TryGetValue((name, quantity), out var value)
            ? value
            : throw new KeyNotFoundException($"No expected value for {quantity} of {name}.");

    /// <summary>What there are answers for, in the order of the file.</summary>
    public IEnumerable<string> Cases => values.Keys.Select(key => key.Case).Distinct();

    /// <summary>Whether there is an answer.</summary>
    public bool Has(string name, string quantity) => values.ContainsKey((name, quantity));

    /// <summary>Reads the answers of a topic; refuses them without provenance.</summary>
    public static Expected Read(string topic)
    {
        var lines = File.ReadAllLines(Repository.At("tests", "Equipoise.Validation", "Expected", topic + ".csv"));
        if (Provenance(lines) is not { } software)
            throw new InvalidDataException($"{topic}.csv does not say what software made it.");
        var expected = new Expected(software);
        foreach (var line in lines.Skip(2))
        {
            var cells = line.Split(',');
            expected.values.Add(
                (cells[0], cells[1]),
                cells[2] == "NA" ? null : double.Parse(cells[2], CultureInfo.InvariantCulture)
            );
        }
        return expected;
    }

    /// <summary>What the first line says: the software with a version; null when it says nothing of the kind.</summary>
    public static string? Provenance(IReadOnlyList<string> lines) =>
        lines.Count > 2
        && lines[0].StartsWith("# ", StringComparison.Ordinal)
        && lines[0].Any(char.IsDigit)
        && lines[1] == "case,quantity,value"
            ? lines[0][2..]
            : null;
}
