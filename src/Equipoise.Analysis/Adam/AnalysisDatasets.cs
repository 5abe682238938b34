using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>The analysis data sets, as given or as derived.</summary>
/// <param name="Adsl">Participants.</param>
/// <param name="Adtte">Times to events.</param>
/// <param name="Adae">Adverse events; null when there are none to analyze.</param>
/// <param name="From">What they were derived from, here; null when they were given.</param>
sealed record AnalysisDatasets(Table Adsl, Table Adtte, Table? Adae, TrialFacts? From)
{
    /// <summary>Tumor responses; null when there are none to analyze.</summary>
    public Table? Adrs { get; init; }

    /// <summary>Measurements of tumors; null where there are none to analyze, and where data sets are derived.</summary>
    public Table? Adtr { get; init; }

    /// <summary>Laboratory values; null when there are none to analyze.</summary>
    public Table? Adlb { get; init; }

    /// <summary>Scores of questionnaires; null when there are none to analyze.</summary>
    public Table? Adqs { get; init; }

    /// <summary>Whether they were derived here from SDTM.</summary>
    public bool Derived => From is not null;

    /// <summary>Times to adverse events, where they were given.</summary>
    public Table? Adaette { get; init; }

    /// <summary>All of them, in the order in which they are written.</summary>
    public IReadOnlyList<Table> All => [Adsl, Adtte, .. new[] { Adae, Adrs, Adtr, Adlb, Adqs }.OfType<Table>()];

    /// <summary>What the protocol asks for and the data do not have.</summary>
    public IEnumerable<DataProblem> Lacking(TrialProtocol protocol)
    {
        if (protocol.Analysis.Laboratory.Count > 0 && Adlb is null)
            yield return new(
                Derived ? "LB" : "ADLB",
                null,
                null,
                "is missing; the laboratory tests that the protocol names are not analyzed."
            );
        if (protocol.Analysis.Questionnaires.Count > 0 && Adqs is null)
            yield return new(
                Derived ? "QS" : "ADQS",
                null,
                null,
                "is missing; the questionnaires that the protocol names are not analyzed."
            );
    }

    static readonly string[] given = ["ADSL", "ADTTE"];

    /// <summary>Whether ADaM is used as it is: ADSL and ADTTE are there.</summary>
    public static bool AreGiven(IEnumerable<string> names) => given.All(names.Contains);

    /// <summary>Of these data sets those that may be read.</summary>
    public static IReadOnlyList<string> Reads(IReadOnlyCollection<string> names) =>
        [
            .. names.Intersect(
                AreGiven(names)
                    ? [.. given, "ADAE", "ADAETTE", "ADEX", "ADLB", "ADQS", "ADRS", "ADTR", "EC", "EX", "TS"]
                    : [.. given, .. ReadSdtm.Domains, "TS"]
            ),
        ];

    /// <summary>
    /// ADaM as it is when ADSL and ADTTE are there, otherwise derived from SDTM; null, with problems, when neither can be.
    /// </summary>
    public static AnalysisDatasets? Of(
        TrialProtocol protocol,
        IReadOnlyDictionary<string, Table> data,
        List<DataProblem> problems
    )
    {
        if (AreGiven(data.Keys))
            return new(data["ADSL"], data["ADTTE"], data.GetValueOrDefault("ADAE"), From: null)
            {
                Adrs = protocol.Analysis.Response is null ? null : data.GetValueOrDefault("ADRS"),
                Adtr = protocol.Analysis.Response is null ? null : data.GetValueOrDefault("ADTR"),
                Adaette = data.GetValueOrDefault("ADAETTE"),
                Adlb = protocol.Analysis.Laboratory.Count > 0 ? data.GetValueOrDefault("ADLB") : null,
                Adqs = protocol.Analysis.Questionnaires.Count > 0 ? data.GetValueOrDefault("ADQS") : null,
            };
        if (!data.ContainsKey("DM"))
        {
            var missing = string.Join(" and ", new[] { "ADSL", "ADTTE" }.Where(name => !data.ContainsKey(name)));
            problems.Add(new(missing, null, null, "missing, and there is no DM from which to derive analysis data sets."));
            return null;
        }
        var facts = ReadSdtm.From(protocol, data, problems);
        Adam.Adtte.Check(protocol, problems);
        if (problems.Count > 0)
            return null;
        return new(
            Adam.Adsl.Derive(protocol, facts),
            Adam.Adtte.Derive(protocol, facts),
            Adam.Adae.Derive(protocol, facts),
            facts
        )
        {
            Adrs = Adam.Adrs.Derive(protocol, facts),
            Adlb = Adam.Adlb.Derive(protocol, facts),
            Adqs = Adam.Adqs.Derive(facts),
        };
    }
}
