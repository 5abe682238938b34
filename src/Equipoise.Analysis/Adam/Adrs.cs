using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>
/// Derives ADRS: the overall responses as they were recorded (OVR), and of each randomized participant the best of them (CBOR
/// where responses are confirmed, else BOR), whether and when there was a response (CRSP or RSP), and whether there was clinical
/// benefit (CCB or CB).
/// </summary>
static class Adrs
{
    sealed record Row(ParticipantFacts Who, string Code, string Label, string Value, DayOf? On);

    /// <summary>Null where the protocol has no analysis of responses.</summary>
    public static Table? Derive(TrialProtocol protocol, TrialFacts facts)
    {
        if (protocol.Analysis.Response is not { } plan)
            return null;
        var rows = facts.Participants.Where(who => who.Planned is not null).SelectMany(who => RowsOf(plan, who)).ToList();
        Func<Row, DayOf?> date = row => row.On;
        IReadOnlyList<ColumnOf<Row>> columns =
        [
            ColumnOf<Row>.Text("STUDYID", _ => facts.StudyId),
            ColumnOf<Row>.Text("USUBJID", row => row.Who.Id),
            ColumnOf<Row>.Text("TRTP", row => row.Who.Planned?.Label),
            ColumnOf<Row>.Text("TRTA", row => row.Who.TreatmentReceived?.Label),
            ColumnOf<Row>.Text("PARAMCD", row => row.Code),
            ColumnOf<Row>.Text("PARAM", row => row.Label),
            ColumnOf<Row>.Text("AVALC", row => row.Value),
            .. DateColumns.Of(rows, "ADT", date),
        ];
        return Table.Of("ADRS", "Tumor Response Analysis Dataset", rows, columns);
    }

    static IEnumerable<Row> RowsOf(ResponsePlan plan, ParticipantFacts who)
    {
        if (who.Disposition.Randomized is not { } start)
            yield break;
        foreach (var seen in who.Assessments)
            yield return new(who, "OVR", "Overall Response", seen.Response, seen.On);
        // What is seen after another therapy began is its doing.
        var best = BestResponse.Of(
            plan,
            start.Day,
            [.. who.Assessments.Where(seen => who.NewTherapy is not { } therapy || seen.Date <= therapy.Day)]
        );
        yield return new(
            who,
            plan.Parameter,
            plan.Confirmed ? "Best Confirmed Overall Response" : "Best Overall Response",
            best.Category,
            best.On
        );
        yield return new(
            who,
            plan.ResponseParameter,
            plan.Confirmed ? "Confirmed Response" : "Response",
            best.RespondedOn is null ? "N" : "Y",
            best.RespondedOn
        );
        if (plan.BenefitFor is not null)
            yield return new(who, plan.BenefitParameter, "Clinical Benefit", best.HasBenefit ? "Y" : "N", null);
    }
}
