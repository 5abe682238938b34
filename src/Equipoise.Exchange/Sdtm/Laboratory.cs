using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// LB: one row for each laboratory value, so two for a test that was measured in two samples of a day: LBREFID tells the later
/// one. A test that was not done has its reason, and the day on which it should have been. The unit of record is the
/// protocol's, so original and standard results agree.
/// </summary>
/// <remarks>
/// LBNRIND and LBTOXGR are judged by the limits of the laboratory that measured the value, the protocol's where it stated
/// none. A bound such as "&lt;0.1" is a result in characters, and LBSTRESN is blank: SDTM never makes the number of it (SDTMIG
/// 3.4, 6.3, on --STRESN). LBTOXGR is the worst grade; 0 says that no limit of CTCAE
/// was passed, blank that there is no grade by value alone.
/// </remarks>
static class Laboratory
{
    /// <summary>A value, or that there is none and why.</summary>
    sealed record Row(LaboratoryTest Test, DateOnly On, GradedLaboratoryValue? Graded, PlannedItemNotDone? NotDone)
    {
        internal LabValueRecorded? Value => Graded?.Value;

        internal LaboratoryReading? Reading => Value?.Reading(Test);
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<Row>("LB", "Laboratory Test Results")
            .Permissible("LBREFID", row => row.Value?.Sample is { } sample ? $"{sample}" : null)
            .Text("LBTESTCD", row => row.Test.Code)
            .Text("LBTEST", row => $"{char.ToUpperInvariant(row.Test.Id[0])}{row.Test.Id[1..]}")
            .Text("LBORRES", row => Text(row.Value))
            .Text("LBORRESU", row => row.Value?.Unit)
            .Text("LBSTRESC", row => Text(row.Value))
            .Number("LBSTRESN", row => Number(row.Value))
            .Text("LBSTRESU", row => row.Value?.Unit)
            .Number("LBSTNRLO", row => row.Reading?.LowerLimit)
            .Number("LBSTNRHI", row => row.Reading?.UpperLimit)
            .Text("LBNRIND", row => row.Reading?.Indicator())
            .Permissible("LBSTAT", row => row.NotDone is null ? null : Terms.NotDone)
            .Permissible("LBREASND", row => row.NotDone?.Reason)
            .Text("LBTOX", row => row.Graded?.Worst is { Grade: > 0 } worst ? worst.Term.Name : null)
            .Text("LBTOXGR", row => row.Graded?.Worst is { } worst ? $"{worst.Grade}" : null)
            .Day("LBDTC", row => row.On)
            .Of(subjects, subject => Rows(subject.Facts, protocol));

    // The sort is stable: the values of a day are in their order already.
    static IEnumerable<Row> Rows(ParticipantState participant, TrialProtocol protocol) =>
        GradedLaboratory
            .Of(participant, protocol)
            .Select(graded => new Row(graded.Test, graded.Value.On, graded, null))
            .Concat(
                from left in participant.NotDone
                where left.Planned == PlannedAct.LaboratorySample
                select new Row(protocol.FollowUp!.Laboratory.First(test => test.Id == left.Name), left.On, null, left)
            )
            .OrderBy(row => row.On);

    static double? Number(LabValueRecorded? value) => value is { Result.IsBound: false } ? value.Value : null;

    static string? Text(LabValueRecorded? value) => value?.Result.ToString();
}
