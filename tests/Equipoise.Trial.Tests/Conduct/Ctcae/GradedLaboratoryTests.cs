using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>Recorded values are graded by the protocol's dictionary, with the limits of the laboratory that measured them.</summary>
public sealed class GradedLaboratoryTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly start = PatinaTrial.Randomization;
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    /// <summary>1.8 is grade 1 below the protocol's limit of 2.0, and normal where the laboratory's own limit is 1.7.</summary>
    [Fact]
    public void The_limits_of_the_laboratory_come_before_those_of_the_protocol()
    {
        trial.With(
            new RecordLabValue(Id, "neutrophils", 1.8, start.AddDays(14)),
            new RecordLabValue(Id, "neutrophils", 1.8, start.AddDays(28), LowerLimit: 1.7)
        );
        Graded().ShouldBe(["neutrophils 1.8 LOW 1", "neutrophils 1.8 NORMAL 0"]);
        trial.Rows[^1].Payload.ShouldContain("\"on\":\"2018-04-05\",\"lowerLimit\":1.7");
    }

    [Fact]
    public void Limits_that_cannot_be_are_refused()
    {
        var value = new RecordLabValue(Id, "neutrophils", 1.8, start);
        trial.RefusalsOf(value with { LowerLimit = 8 }).ShouldBe(["bad-limits"], "the protocol's upper limit is 7.5");
        trial.RefusalsOf(value with { UpperLimit = 1.9 }).ShouldBe(["bad-limits"], "the protocol's lower limit is 2.0");
        trial.RefusalsOf(value with { LowerLimit = -1 }).ShouldBe(["bad-limits"]);
        trial.RefusalsOf(value with { UpperLimit = double.NaN }).ShouldBe(["bad-limits"]);
        trial.With(value, new RecordLabValue(Id, "platelets", 90, start) { LowerLimit = 100, UpperLimit = 300 });
    }

    /// <summary>
    /// Hemoglobin above the upper limit of 15.5: by version 4.03 its rise is counted from the baseline where that was above it too. Grade 2 is more than 2 g/dL
    /// above.
    /// </summary>
    [Fact]
    public void The_baseline_is_the_last_value_up_to_the_first_dose()
    {
        trial.With(
            new RecordLabValue(Id, "hemoglobin", 19.5, start.AddDays(-3)),
            new RecordLabValue(Id, "hemoglobin", 16.5, start),
            new RecordLabValue(Id, "hemoglobin", 18.4, start.AddDays(28)),
            new RecordLabValue(Id, "hemoglobin", 18.6, start.AddDays(56)),
            new GiveDose(Id, "endocrine", 1, null, start, start)
        );
        // Before treatment there is no baseline, so the limit counts: 19.5 is exactly 4 above it, 16.5 is 1 above.
        Graded().ShouldBe(["hemoglobin 19.5 HIGH 2", "hemoglobin 16.5 HIGH 1", "hemoglobin 18.4 HIGH 1", "hemoglobin 18.6 HIGH 2"]);
    }

    [Fact]
    public void The_worst_direction_counts_and_an_unknown_one_is_not_grade_0()
    {
        var protocol = Examples.PatinaProtocol;
        trial.With(new RecordLabValue(Id, "hemoglobin", 9.9, start), new RecordLabValue(Id, "hemoglobin", 13, start.AddDays(1)));
        var followUp = protocol.FollowUp!;
        var unlimited = followUp.Laboratory.Select(test => test with { UpperLimitOfNormal = null }).ToList();
        var values = GradedLaboratory.Of(trial.Participant(), protocol with { FollowUp = followUp with { Laboratory = unlimited } });
        values.Select(value => value.Worst?.Grade).ShouldBe([2, null], "13 is no anemia, but might be above the unknown limit");
        values[1].Grades.OfType<CtcaeGrade.NotGradable>().Single().Term.Name.ShouldBe("Hemoglobin increased");
    }

    [Fact]
    public void The_version_is_the_protocols()
    {
        trial.With(new RecordLabValue(Id, "neutrophils", 0.7, start));
        var followUp = Examples.PatinaProtocol.FollowUp!;
        CtcaeVersions
            .Names.Select(version =>
                Examples.PatinaProtocol with
                {
                    FollowUp = followUp with { AdverseEvents = followUp.AdverseEvents! with { Dictionary = version } },
                }
            )
            .Select(protocol => GradedLaboratory.Of(trial.Participant(), protocol).Single().Worst!.Grade)
            .ShouldBe([3, 3, 2]);
        GradedLaboratory
            .Of(trial.Participant(), Examples.PatinaProtocol with { FollowUp = followUp with { AdverseEvents = null } })
            .Single()
            .Worst.ShouldBeNull("the protocol names no dictionary");
    }

    string[] Graded() =>
        [
            .. GradedLaboratory
                .Of(trial.Participant(), Examples.PatinaProtocol)
                .Select(value =>
                    FormattableString.Invariant(
                        $"{value.Value.Test} {value.Value.Value} {value.Value.Reading(value.Test).Indicator()} {value.Worst?.Grade}"
                    )
                ),
        ];
}
