using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>Derives ADTTE: one row per randomized participant and endpoint.</summary>
static class Adtte
{
    sealed record Row(ParticipantFacts Who, Endpoint Endpoint, TimeToEvent Time);

    /// <summary>Notes what the protocol asks for that SDTM cannot give.</summary>
    public static void Check(TrialProtocol protocol, List<DataProblem> problems)
    {
        foreach (var endpoint in protocol.Endpoints)
        {
            if (endpoint.Censoring.Count == 0 && !endpoint.Events.OfType<EndpointEvent.Named>().Any())
                Report("without 'censor' no time can be derived from SDTM; write it, or give ADSL and ADTTE.");
            foreach (var named in endpoint.Events.OfType<EndpointEvent.Named>())
                Report($"the event '{named.Name}' cannot be derived from SDTM; give ADSL and ADTTE.");
            foreach (var rule in endpoint.Censoring.Where(rule => rule.When == CensoringReason.TwoMissedAssessments))
            {
                if (protocol.FollowUp?.TumorAssessment is null)
                    Report("missed assessments cannot be told without 'follow up: tumor assessment'.");
                if (rule.At != CensoringDate.LastAdequateAssessment)
                    Report("after missed assessments a time is censored at the last adequate one.");
            }

            void Report(string message) => problems.Add(new("protocol", null, null, $"{endpoint.Id}: {message}"));
        }
    }

    public static Table Derive(TrialProtocol protocol, TrialFacts facts)
    {
        var rows = (
            from endpoint in protocol.Endpoints
            let rule = new TimeToEventRule(endpoint, protocol.FollowUp?.TumorAssessment)
            from who in facts.Participants
            let time = rule.Apply(who)
            where time is not null
            select new Row(who, endpoint, time)
        ).ToList();
        Func<Row, DayOf?> start = row => row.Time.Start;
        Func<Row, DayOf?> date = row => row.Time.Date;
        IReadOnlyList<ColumnOf<Row>> columns =
        [
            ColumnOf<Row>.Text("STUDYID", _ => facts.StudyId),
            ColumnOf<Row>.Text("USUBJID", row => row.Who.Id),
            ColumnOf<Row>.Text("TRTP", row => row.Who.Planned?.Label),
            ColumnOf<Row>.Text("TRTA", row => row.Who.TreatmentReceived?.Label),
            ColumnOf<Row>.Text("PARAMCD", row => row.Endpoint.Id),
            ColumnOf<Row>.Text("PARAM", row => row.Endpoint.Label),
            ColumnOf<Row>.Number("AVAL", row => row.Time.Days / row.Endpoint.Unit.Days()),
            ColumnOf<Row>.Text("AVALU", row => $"{row.Endpoint.Unit}S".ToUpperInvariant()),
            ColumnOf<Row>.Number("ADY", row => row.Time.Days),
            .. DateColumns.Of(rows, "STARTDT", start),
            .. DateColumns.Of(rows, "ADT", date),
            ColumnOf<Row>.Number("CNSR", row => row.Time.IsEvent ? 0 : 1),
            ColumnOf<Row>.Text("EVNTDESC", row => row.Time.Description),
            ColumnOf<Row>.Text("CNSDTDSC", row => row.Time.DateDescription),
        ];
        return Table.Of("ADTTE", "Time-to-Event Analysis Dataset", rows, columns);
    }
}
