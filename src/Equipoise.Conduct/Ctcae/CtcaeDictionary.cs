using System.Collections.Frozen;
using Equipoise.Protocol;
using Equipoise.Protocol.Laboratory;

namespace Equipoise.Conduct.Ctcae;

/// <summary>
/// The laboratory terms of one version of the Common Terminology Criteria for Adverse Events, read from its table.
/// </summary>
/// <remarks>
/// The tables are the files <c>Ctcae/Tables/*.csv</c>: limits as data, a file for each version, with the NCI's publication in
/// its first line. Versions differ where it matters: version 6 moved neutropenia down a grade (0.7 x 10^9/L is grade 3 in
/// 4.03 and 5, grade 2 in 6).
/// </remarks>
/// <param name="Name">The version as a protocol names it, such as "CTCAE 4.03".</param>
/// <param name="Publication">What the table was taken from.</param>
/// <param name="Terms">Every term that a measured value can grade, once for each system of units.</param>
public sealed record CtcaeDictionary(string Name, string Publication, IReadOnlyList<CtcaeTerm> Terms)
{
    static readonly FrozenDictionary<string, Lazy<CtcaeDictionary>> versions = CtcaeVersions.Names.ToFrozenDictionary(
        name => name,
        name => new Lazy<CtcaeDictionary>(() => Read(name))
    );

    /// <summary>The dictionary of that version; null when there is no table of it.</summary>
    /// <param name="name">Such as "CTCAE 4.03"; see <see cref="CtcaeVersions"/>.</param>
    public static CtcaeDictionary? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return versions.TryGetValue(name, out var found) ? found.Value : null;
    }

    /// <summary>The terms that a test in that unit is graded by: none, one, or one for each direction.</summary>
    /// <remarks>
    /// Limits that are stated in the unit itself come first, then those of the same quantity, then those that a molar mass or a
    /// charge converts: the NCI rounds the limits of each system of units by itself.
    /// </remarks>
    /// <param name="code">The CDISC code of the test, such as NEUT.</param>
    /// <param name="unit">Its unit, such as 10^9/L or cells/uL.</param>
    public IReadOnlyList<CtcaeTerm> Of(string code, string unit) =>
        [
            .. Terms
                .Where(term => term.Code.Length > 0 && term.Code == code)
                .GroupBy(term => (term.Name, term.Direction))
                .Select(systems => In(unit, [.. systems]))
                .OfType<CtcaeTerm>(),
        ];

    /// <summary>The term of that name for values in that unit; null when the version has none.</summary>
    public CtcaeTerm? Term(string name, string unit) => In(unit, [.. Terms.Where(term => term.Name == name)]);

    static CtcaeTerm? In(string unit, IReadOnlyList<CtcaeTerm> systems)
    {
        if (systems.FirstOrDefault(term => term.IsIn(unit)) is { } itself)
            return itself;
        return
            systems is [{ Code: var code }, ..]
            && GradedTest.Find(code) is { } test
            && systems
                .OrderByDescending(term => test.IsSameQuantity(unit, term.Units[0]))
                .FirstOrDefault(term => test.Factor(unit, term.Units[0]) is not null)
                is { } other
            ? other with
            {
                Factor = test.Factor(unit, other.Units[0])!.Value,
            }
            : null;
    }

    static CtcaeDictionary Read(string name)
    {
        var file = $"{name.ToLowerInvariant().Replace(' ', '-')}.csv";
        using var stream =
            typeof(CtcaeDictionary).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The table {file} is not part of this program.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows = lines.Where(line => line[0] != '#').Skip(1);
        return new(name, lines[0].TrimStart('#', ' '), [.. rows.Select(Row)]);
    }

    static CtcaeTerm Row(string line) =>
        line.Split(',') is [var name, var code, var direction, var units, _, _, _, _, var not, var note] cells
            ? new(
                name,
                code,
                direction == "low" ? Direction.Low : Direction.High,
                units == "any" ? [] : units.Split(" or "),
                cells[4..8],
                not,
                note
            )
            : throw new FormatException($"A row of a CTCAE table has ten cells, not as here: {line}");
}
