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
            .Text("SUBJID", row => row.Subject.Facts.Id)
            .Day("RFSTDTC", row => row.Received?.First)
            .Day("RFENDTC", row => row.Received?.Last)
            .Day("RFICDTC", row => row.Subject.Facts.Consent?.On)
            .Day("DTHDTC", row => row.Subject.Facts.Death?.On)
            .Text("DTHFL", row => row.Subject.Facts.Death is null ? null : "Y")
            .Text("SITEID", row => row.Subject.Facts.Screened.Site)
            .Number("AGE", row => row.Subject.Facts.Screened.Age)
            .Text("AGEU", _ => "YEARS")
            .Text("SEX", row => Code(row.Subject.Facts.Screened.Sex))
            .Text("ARMCD", row => row.Arms.Planned?.Id.ToUpperInvariant())
            .Text("ARM", row => row.Arms.Planned?.Label)
            .Text("ACTARMCD", row => row.Arms.Actual?.Id.ToUpperInvariant())
            .Text("ACTARM", row => row.Arms.Actual?.Label)
            .Text("ARMNRS", row => row.Arms.ReasonForNone)
            .Text("ACTARMUD", row => row.Arms.Unplanned)
            .Day("DMDTC", row => row.Subject.Facts.Screened.On)
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
