namespace Equipoise.Conduct.Ctcae;

/// <summary>What the grades of a term mean, for whoever has to choose one.</summary>
/// <remarks>
/// For a term that a value grades, the limits of the version; for any other the general description of the grades, in the words
/// of the National Cancer Institute (CTCAE 4.03 and 5.0, page 1, "Grades"; a work of the United States government).
/// </remarks>
/// <param name="Term">The term, as the version has it; null where it is not one that a value grades.</param>
/// <param name="Texts">The texts of grades 1 to 5.</param>
public sealed record GradeTexts(string? Term, IReadOnlyList<string> Texts)
{
    static readonly string[] general =
    [
        "Mild; asymptomatic or mild symptoms; clinical or diagnostic observations only; intervention not indicated",
        "Moderate; minimal, local or noninvasive intervention indicated; limiting age-appropriate instrumental activities of "
            + "daily living",
        "Severe or medically significant but not immediately life-threatening; hospitalization or prolongation of "
            + "hospitalization indicated; disabling; limiting self care",
        "Life-threatening consequences; urgent intervention indicated",
        "Death",
    ];

    /// <summary>
    /// The texts for a term of a version, in any case; its limits in the first of these units in which it has any.
    /// </summary>
    /// <param name="dictionary">The version; null for none.</param>
    /// <param name="term">What was observed, as it was typed.</param>
    /// <param name="units">The units in which the trial states values.</param>
    public static GradeTexts Of(CtcaeDictionary? dictionary, string term, IReadOnlyList<string> units)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(units);
        List<CtcaeTerm> found =
        [
            .. dictionary?.Terms.Where(one => one.Name.Equals(term.Trim(), StringComparison.OrdinalIgnoreCase)) ?? [],
        ];
        if (found.Find(one => one.Units.Intersect(units).Any()) is not { } known && (known = found.FirstOrDefault()) is null)
            return new(null, general);
        var unit = known.Units.Count > 0 ? $" {known.Units[0]}" : "";
        return new(
            known.Name,
            [
                .. Enumerable
                    .Range(0, 5)
                    .Select(grade =>
                        grade < known.Limits.Count && known.Limits[grade] is { Length: > 0 } limit
                            ? limit.Replace(";", ", or", StringComparison.Ordinal) + unit
                            : general[grade]
                    ),
            ]
        );
    }
}
