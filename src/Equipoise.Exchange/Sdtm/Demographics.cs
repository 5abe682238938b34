using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Screening;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>DM: one row for everyone who was screened, screening failures included.</summary>
static class Demographics
{
    sealed record Row(Subject Subject, TreatmentReceived? Received, AssignedArms Arms);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<Row>("DM", "Demographics", sequenced: false)
            .Text("SUBJID", "Subject Identifier for the Study", row => row.Subject.Facts.Id)
            .Day("RFSTDTC", "Subject Reference Start Date/Time", row => row.Received?.First)
            .Day("RFENDTC", "Subject Reference End Date/Time", row => row.Received?.Last)
            .Day("RFICDTC", "Date/Time of Informed Consent", row => row.Subject.Facts.Consent?.On)
            .Day("DTHDTC", "Date/Time of Death", row => row.Subject.Facts.Death?.On)
            .Text("DTHFL", "Subject Death Flag", row => row.Subject.Facts.Death is null ? null : "Y")
            .Text("SITEID", "Study Site Identifier", row => row.Subject.Facts.Screened.Site)
            .Number("AGE", "Age", row => row.Subject.Facts.Screened.Age)
            .Text("AGEU", "Age Units", _ => "YEARS")
            .Text("SEX", "Sex", row => Code(row.Subject.Facts.Screened.Sex))
            .Text("ARMCD", "Planned Arm Code", row => row.Arms.Planned?.Id.ToUpperInvariant())
            .Text("ARM", "Description of Planned Arm", row => row.Arms.Planned?.Label)
            .Text("ACTARMCD", "Actual Arm Code", row => row.Arms.Actual?.Id.ToUpperInvariant())
            .Text("ACTARM", "Description of Actual Arm", row => row.Arms.Actual?.Label)
            .Text("ARMNRS", "Reason Arm and/or Actual Arm is Null", row => row.Arms.ReasonForNone)
            .Text("ACTARMUD", "Description of Unplanned Actual Arm", row => row.Arms.Unplanned)
            .Day("DMDTC", "Date/Time of Collection", row => row.Subject.Facts.Screened.On)
            .Of(subjects, subject => [RowOf(subject, protocol)]);

    static Row RowOf(Subject subject, TrialProtocol protocol)
    {
        var received = TreatmentReceived.By(subject.Facts);
        return new(subject, received, AssignedArms.Of(subject.Facts, received, protocol));
    }

    static string Code(Sex sex) =>
        sex switch
        {
            Sex.Female => "F",
            Sex.Male => "M",
            _ => "U",
        };
}
