using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Screening;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>DM: one row for everyone who was screened, screening failures included.</summary>
/// <remarks>
/// RACE and ETHNIC are there and blank where no form of the protocol asks for them: the guide expects RACE. COUNTRY is that
/// of the site at screening, as the site was registered.
/// </remarks>
static class Demographics
{
    internal static Table Of(
        IReadOnlyList<Subject> subjects,
        FormAnswers answers,
        IReadOnlyDictionary<string, SiteRegistered> sites
    ) =>
        new Domain<Subject>("DM", "Demographics", sequenced: false)
            .Text("SUBJID", subject => subject.Facts.Id)
            .Day("RFSTDTC", subject => subject.ReferenceStart)
            .Day("RFENDTC", subject => subject.ReferenceEnd)
            .Day("RFXSTDTC", subject => subject.Received?.First)
            .Day("RFXENDTC", subject => subject.Received?.Last)
            .Day("RFICDTC", subject => subject.Facts.Consent?.On)
            .Day("RFPENDTC", subject => subject.ParticipationEnd)
            .Day("DTHDTC", subject => subject.Facts.Death?.On)
            .Text("DTHFL", subject => subject.Facts.Death is null ? null : "Y")
            .Text("SITEID", subject => subject.Facts.Screened.Site)
            .Number("AGE", subject => subject.Facts.Screened.Age)
            .Text("AGEU", _ => "YEARS")
            .Text("SEX", subject => Code(subject.Facts.Screened.Sex))
            .Text("RACE", subject => Answer(subject, answers, "RACE"))
            .Text("ETHNIC", subject => Answer(subject, answers, "ETHNIC"))
            .Text("ARMCD", subject => subject.Arms.Planned?.Id.ToUpperInvariant())
            .Text("ARM", subject => subject.Arms.Planned?.Label)
            .Text("ACTARMCD", subject => subject.Arms.Actual?.Id.ToUpperInvariant())
            .Text("ACTARM", subject => subject.Arms.Actual?.Label)
            .Text("ARMNRS", subject => subject.Arms.ReasonForNone)
            .Text("ACTARMUD", subject => subject.Arms.Unplanned)
            .Text("COUNTRY", subject => sites.GetValueOrDefault(subject.Facts.Screened.Site)?.Country)
            .Day("DMDTC", subject => subject.Facts.Screened.On)
            .StudyDay("DMDY", subject => subject.Facts.Screened.On)
            .Of(subjects, subject => [subject]);

    /// <summary>
    /// The answer in CDISC's words, which are the words of the code list in capitals: its reader made sure of it.
    /// </summary>
    static string? Answer(Subject subject, FormAnswers answers, string variable) =>
        answers.Of(subject, "DM").LastOrDefault(answer => answer.Target.Code == variable)?.Original.ToUpperInvariant();

    static string Code(Sex sex) =>
        sex switch
        {
            Sex.Female => "F",
            Sex.Male => "M",
            _ => "U",
        };
}
