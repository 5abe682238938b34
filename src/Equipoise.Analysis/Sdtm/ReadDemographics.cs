using Equipoise.Analysis.Reading;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>DM: who was screened, and for which arm.</summary>
static class ReadDemographics
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("DM", "every analysis") is not { } dm)
            return;
        var (id, subject, site, sex) = (
            dm.Text("USUBJID"),
            dm.TextOrBlank("SUBJID"),
            dm.TextOrBlank("SITEID"),
            dm.TextOrBlank("SEX")
        );
        var (study, age) = (dm.TextOrBlank("STUDYID"), dm.NumberOrMissing("AGE"));
        var planned = ArmMatch.Of(sdtm.Protocol, dm, "ARM", "ARMCD");
        var actual = ArmMatch.Of(sdtm.Protocol, dm, "ACTARM", "ACTARMCD");
        var (consent, dead) = (sdtm.DateAsKnown("DM", "RFICDTC"), dm.Flag("DTHFL"));
        var dated = sdtm.Protocol.Data.RandomizationDate;
        if (dated is not null)
            dm.Demand(dated);
        var randomized = dated is null ? null : sdtm.Day(dm, "DM", dated, Dated.Start);
        for (var row = 0; row < dm.Count; row++)
        {
            var facts = new ParticipantFacts(id(row))
            {
                Demographics = new(
                    subject(row),
                    site(row),
                    age(row),
                    sex(row),
                    planned(row),
                    actual(row),
                    row,
                    dead(row) is true
                ),
            };
            var consented = consent(row);
            if (sdtm.Cutoff is { } cutoff && consented?.IsAfter(cutoff) is true)
            {
                sdtm.LeaveOut(facts.Id);
                continue;
            }
            facts.SeenAlive(consented?.First);
            if (row == 0 && study(row).Length > 0)
                sdtm.Facts.StudyId = study(row);
            if (facts.Id.Length == 0)
                dm.Report("USUBJID", row, "the participant has no identifier.");
            else if (!sdtm.TryAdd(facts))
                dm.Report("USUBJID", row, $"'{facts.Id}' appears twice.");
            else if (facts.Demographics.Planned is not null && randomized?.Invoke(row, facts) is { } day)
                facts.Disposition.Randomize(day, sdtm.ByCutoff(day.Day));
        }
    }
}

/// <summary>A row of DM.</summary>
/// <param name="SubjectId">The identifier within the site.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Age">The age in years; NaN where missing.</param>
/// <param name="Sex">F or M, as DM has it.</param>
/// <param name="Planned">The arm allocated; null for those who were not randomized.</param>
/// <param name="Actual">The arm whose treatment was given; null where DM names none.</param>
/// <param name="Row">The row, from 0.</param>
/// <param name="FlaggedDead">Whether DM says that the participant died, whatever it says of the day.</param>
sealed record Demographics(
    string SubjectId,
    string SiteId,
    double Age,
    string Sex,
    Arm? Planned,
    Arm? Actual,
    int Row,
    bool FlaggedDead
);

partial class ParticipantFacts
{
    public required Demographics Demographics { get; init; }

    /// <summary>The arm allocated; null for those who were not randomized by the cutoff.</summary>
    public Arm? Planned => Disposition.RandomizedAfterCutoff ? null : Demographics.Planned;

    /// <summary>The arm whose treatment was received; null for those who were not treated.</summary>
    public Arm? TreatmentReceived => IsRandomized && Exposure.First is not null ? Actual ?? Planned : null;

    Arm? Actual => Disposition.RandomizedAfterCutoff ? null : Demographics.Actual;
}
