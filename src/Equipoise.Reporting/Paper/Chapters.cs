namespace Equipoise.Reporting.Paper;

/// <summary>The sections of a clinical study report in which outputs stand.</summary>
/// <remarks>Source: ICH E3 (1995), sections 14 and 16.2.</remarks>
static class Chapters
{
    /// <summary>Who took part: demographic data, disposition, the plan.</summary>
    public const string Participants = "14.1";

    /// <summary>Efficacy, and what participants said of themselves.</summary>
    public const string Efficacy = "14.2";

    /// <summary>Safety: exposure, adverse events, deaths, laboratory values.</summary>
    public const string Safety = "14.3";

    /// <summary>Rows of single participants.</summary>
    public const string Listings = "16.2";

    static readonly (string Chapter, string[] Analyses)[] known =
    [
        (Participants, ["Design", "Disposition", "Recruitment", "Baseline."]),
        (Safety, ["AE.", "Dosing.", "Exposure.", "Laboratory."]),
    ];

    /// <summary>Where the results of an analysis stand, by the beginning of its id.</summary>
    public static string Of(string analysis) =>
        known
            .FirstOrDefault(one => one.Analyses.Any(id => analysis.StartsWith(id, StringComparison.Ordinal)))
            .Chapter ?? Efficacy;
}
