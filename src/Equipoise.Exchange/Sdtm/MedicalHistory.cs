using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>MH: one row for each disease that a form of the protocol asks for and names MHTERM.</summary>
/// <remarks>
/// Whether it goes on is told relative to the day on which the form was filled in (SDTMIG 3.4, 4.4.7): ONGOING, or BEFORE.
/// </remarks>
static class MedicalHistory
{
    /// <summary>A disease: the answers of one repetition of a group of questions.</summary>
    sealed record Disease(FormAnswer Term, IReadOnlyDictionary<string, FormAnswer> Answers)
    {
        internal DateOnly On => Term.Recorded.On;

        internal string? Date(string variable) => Answers.GetValueOrDefault(variable)?.Original;

        internal DateOnly? Day(string variable) =>
            Date(variable) is { } date ? Protocol.Values.PartialDate.Read(date)?.Day : null;

        internal string? GoesOn =>
            Answers.GetValueOrDefault("MHENRTPT")?.Original switch
            {
                "Y" => "ONGOING",
                "N" => "BEFORE",
                _ => null,
            };
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, FormAnswers answers) =>
        new Domain<Disease>("MH", "Medical History")
            .Text("MHTERM", disease => disease.Term.Original)
            .Permissible("MHCAT", disease => disease.Term.Form.Category)
            .Day("MHDTC", disease => disease.On)
            .Text("MHSTDTC", disease => disease.Date("MHSTDTC"))
            .Permissible("MHENDTC", disease => disease.Date("MHENDTC"))
            .StudyDay("MHDY", disease => disease.On)
            .StudyDay("MHSTDY", disease => disease.Day("MHSTDTC"))
            .StudyDay("MHENDY", disease => disease.Day("MHENDTC"))
            .Permissible("MHENRTPT", disease => disease.GoesOn)
            .Permissible("MHENTPT", disease => disease.GoesOn is null ? null : Domain<Disease>.Iso(disease.On))
            .Of(subjects, subject => Diseases(subject, answers));

    static IEnumerable<Disease> Diseases(Subject subject, FormAnswers answers)
    {
        var all = answers.Of(subject, "MH").ToList();
        return all.Where(answer => answer.Target.Code == "MHTERM")
            .Select(term => new Disease(
                term,
                all.Where(answer => SameDisease(answer, term)).ToDictionary(answer => answer.Target.Code)
            ));
    }

    static bool SameDisease(FormAnswer one, FormAnswer other) =>
        one.Visit == other.Visit
        && one.Form.Id == other.Form.Id
        && one.Recorded.Repeat == other.Recorded.Repeat
        && one.Form.GroupOf(one.Item.Id)?.Id == other.Form.GroupOf(other.Item.Id)?.Id;
}
