using System.Globalization;
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
/// one. Values that answered a criterion at screening come with them, under the name of the criterion (LBSPID). A test that
/// was not done has its reason, and the day on which it should have been. The unit of record is the protocol's, so original
/// and standard results agree.
/// </summary>
/// <remarks>
/// LBNRIND and LBTOXGR are judged by the limits of the laboratory that measured the value, the protocol's where it stated
/// none. A bound such as "&lt;0.1" is a result in characters, and LBSTRESN is blank: SDTM never makes the number of it (SDTMIG
/// 3.4, 6.3, on --STRESN). LBTOXGR is the worst grade of LBTOX; 0 says that no limit of CTCAE was passed. Both are blank where
/// there is no grade by value alone.
/// </remarks>
static class Laboratory
{
    /// <summary>A value, or that there is none and why.</summary>
    /// <param name="Code">LBTESTCD.</param>
    /// <param name="Name">LBTEST.</param>
    /// <param name="Category">LBCAT.</param>
    /// <param name="On">The day of the sample.</param>
    sealed record Row(string Code, string Name, string? Category, DateOnly On)
    {
        internal MeasuredResult? Result { get; init; }

        /// <summary>The criterion that it answered, by its variable; null for a value of the follow-up.</summary>
        internal string? Criterion { get; init; }

        internal string? NotDone { get; init; }
    }

    /// <param name="Value">As it was measured.</param>
    /// <param name="Unit">Its unit.</param>
    /// <param name="Reading">The value with its limits of normal; null where no test of the follow-up has them.</param>
    /// <param name="Worst">Its worst grade; null for none.</param>
    /// <param name="Sample">Which sample of the day, from 2.</param>
    sealed record MeasuredResult(
        Protocol.Values.MeasuredValue Value,
        string? Unit,
        LaboratoryReading? Reading,
        CtcaeGrade.Graded? Worst,
        int? Sample
    )
    {
        internal static MeasuredResult Of(GradedLaboratoryValue graded) =>
            new(graded.Value.Result, graded.Value.Unit, graded.Value.Reading(graded.Test), graded.Worst, graded.Value.Sample);
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var names = CriterionVariables.Of(protocol);
        return new Domain<Row>("LB", "Laboratory Test Results")
            .Permissible("LBREFID", row => row.Result?.Sample is { } sample ? $"{sample}" : null)
            .Permissible("LBSPID", row => row.Criterion)
            .Text("LBTESTCD", row => row.Code)
            .Text("LBTEST", row => row.Name)
            .Text("LBCAT", row => row.Category?.ToUpperInvariant())
            .Text("LBORRES", row => $"{row.Result?.Value}")
            .Text("LBORRESU", row => row.Result?.Unit)
            .Text("LBORNRLO", row => Text(row.Result?.Reading?.LowerLimit))
            .Text("LBORNRHI", row => Text(row.Result?.Reading?.UpperLimit))
            .Text("LBSTRESC", row => $"{row.Result?.Value}")
            .Number("LBSTRESN", row => row.Result is { Value: { IsBound: false } value } ? value.Number : null)
            .Text("LBSTRESU", row => row.Result?.Unit)
            .Number("LBSTNRLO", row => row.Result?.Reading?.LowerLimit)
            .Number("LBSTNRHI", row => row.Result?.Reading?.UpperLimit)
            .Text("LBNRIND", row => row.Result?.Reading?.Indicator())
            .Permissible("LBSTAT", row => row.NotDone is null ? null : Terms.NotDone)
            .Permissible("LBREASND", row => row.NotDone)
            .LastBeforeExposure(row => row.Code, row => row.Result is null ? null : row.On)
            .Text("LBTOX", row => row.Result?.Worst?.Term.Name)
            .Text("LBTOXGR", row => row.Result?.Worst is { } worst ? $"{worst.Grade}" : null)
            .Visit(
                (subject, row) =>
                    row.Criterion is null ? subject.Visits.Sample(row.On) : subject.Visits.Of(FormVisits.Screening, 1)
            )
            .Collected(row => row.On)
            .Of(subjects, subject => Rows(subject, protocol, names));
    }

    // The sort is stable: the values of a day are in their order already, those of screening before the others.
    static IEnumerable<Row> Rows(Subject subject, TrialProtocol protocol, IReadOnlyDictionary<string, string> names) =>
        Screening(subject, protocol, names)
            .Concat(
                GradedLaboratory
                    .Of(subject.Facts, protocol)
                    .Select(graded => Of(graded.Test, graded.Value.On) with { Result = MeasuredResult.Of(graded) })
            )
            .Concat(
                from left in subject.Facts.NotDone
                where left.Planned == PlannedAct.LaboratorySample
                let test = protocol.FollowUp!.Laboratory.First(test => test.Id == left.Name)
                select Of(test, left.On) with { NotDone = left.Reason }
            )
            .OrderBy(row => row.On);

    static Row Of(LaboratoryTest test, DateOnly on) => new(test.Code, test.Name, test.Category, on);

    /// <summary>
    /// What answered a criterion. A value in the unit of the same test of the follow-up is graded as that would be.
    /// </summary>
    static IEnumerable<Row> Screening(Subject subject, TrialProtocol protocol, IReadOnlyDictionary<string, string> names)
    {
        foreach (var (criterion, answered) in BaselineAnswers.Of(subject.Facts, protocol))
        {
            if (criterion.Sdtm is not { Domain: "LB" } target || answered.Answer is not Answer.Number { Value: var number })
                continue;
            var test = protocol.FollowUp?.Laboratory.FirstOrDefault(test => test.Code == target.Code);
            var graded =
                test?.Unit == criterion.Unit && test is not null
                    ? GradedLaboratory.WouldBe(
                        subject.Facts,
                        protocol,
                        new(subject.Facts.Id, test.Id, number, test.Unit, answered.On)
                    )
                    : null;
            yield return new(target.Code, test?.Name ?? target.Name, test?.Category, answered.On)
            {
                Criterion = names[criterion.Id],
                Result = graded is null ? new(number, criterion.Unit, null, null, null) : MeasuredResult.Of(graded),
            };
        }
    }

    static string? Text(double? limit) => limit?.ToString(CultureInfo.InvariantCulture);
}
