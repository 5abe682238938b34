using Equipoise.Datasets;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;
using Table = Equipoise.Datasets.Table;

namespace Equipoise.Reporting.Paper;

/// <summary>Listings of single participants, as they are in the analysis data sets.</summary>
/// <remarks>They stand on paper alone: a report goes to more readers than rows of people should.</remarks>
static class ParticipantListings
{
    /// <summary>Serious adverse events and deaths; none where the plan looks at no harms.</summary>
    /// <param name="m">The document.</param>
    /// <param name="datasets">The analysis data sets.</param>
    public static IEnumerable<Listing> Of(Manuscript m, IReadOnlyList<Table> datasets)
    {
        if (m.Protocol.Analysis.Safety is null)
            yield break;
        if (Named(datasets, "ADAE") is { } events && events.Has("AESER"))
            yield return SeriousEvents(m, events);
        if (Named(datasets, "ADSL") is { } participants && participants.Has("DTHFL"))
            yield return Deaths(m, participants);
    }

    static Listing SeriousEvents(Manuscript m, Table adae) =>
        Of(
            "serious-events-listing",
            m.Say("Serious adverse events"),
            adae,
            "AESER",
            m.Say("Every row of ADAE that is marked as serious, by treatment, participant and first day."),
            ("Treatment", ["TRTA", "TRT01A"]),
            ("Participant", ["USUBJID"]),
            ("Began", ["ASTDT", "ASTDTC", "AESTDTC"]),
            ("Ended", ["AENDT", "AENDTC", "AEENDTC"]),
            ("Preferred term", ["AEDECOD", "AETERM"]),
            ("Grade", ["AETOXGR", "ATOXGR", "AESEV"]),
            ("Relation", ["AREL", "AEREL"]),
            ("Action taken", ["AEACN"]),
            ("Outcome", ["AEOUT"])
        );

    static Listing Deaths(Manuscript m, Table adsl) =>
        Of(
            "deaths-listing",
            m.Say("Deaths"),
            adsl,
            "DTHFL",
            m.Say("Every participant of ADSL who is marked as dead, by treatment and participant."),
            ("Treatment", ["TRT01A", "TRT01P", "ARM"]),
            ("Participant", ["USUBJID"]),
            ("Age", ["AGE"]),
            ("Sex", ["SEX"]),
            ("First dose", ["TRTSDT"]),
            ("Last dose", ["TRTEDT"]),
            ("Died", ["DTHDT"]),
            ("Cause", ["DTHCAUS"])
        );

    /// <summary>The rows that are marked, ordered by the first three columns, with those columns that the data set has.</summary>
    static Listing Of(
        string id,
        BoundText title,
        Table data,
        string flag,
        BoundText notes,
        params (string Head, string[] Variables)[] wanted
    )
    {
        var marked = (TextColumn)data.Find(flag)!;
        (string Head, Column Column)[] columns =
        [
            .. wanted
                .Select(one => (one.Head, Column: one.Variables.Select(data.Find).FirstOrDefault(column => column is not null)))
                .Where(one => one.Column is not null)
                .Select(one => (one.Head, one.Column!)),
        ];
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => marked[row] == "Y")];
        Array.Sort(rows, Compare);
        return new(
            id,
            title,
            [.. columns.Select(column => column.Head)],
            rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Text(column.Column, row))]),
            notes
        )
        {
            Sources = [data.Name],
        };

        int Compare(int one, int other)
        {
            foreach (var (_, column) in columns.Take(3))
                if (string.CompareOrdinal(Text(column, one), Text(column, other)) is not 0 and var order)
                    return order;
            return one.CompareTo(other);
        }
    }

    static Table? Named(IReadOnlyList<Table> datasets, string name) =>
        datasets.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static string Text(Column column, int row) =>
        column switch
        {
            TextColumn text => text[row],
            NumberColumn { Format: ['D', 'A', 'T', 'E', ..] } date => $"{SasDate.FromNumber(date[row]):yyyy-MM-dd}",
            NumberColumn number when double.IsNaN(number[row]) => "",
            NumberColumn number => Analysis.Results.Format.Exact(number[row]),
            _ => "",
        };
}
