using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>QS and VS: one row for each answer of a form that the protocol sends there.</summary>
static class FormFindings
{
    internal static Table Of(IReadOnlyList<Subject> subjects, FormAnswers answers, string code, string label)
    {
        var (original, standard) = code == "QS" ? ("Finding", "Finding") : ("Result or Finding", "Result/Finding");
        var domain = new Domain<FormAnswer>(code, label)
            .Text($"{code}GRPID", "Group ID", answer => answer.Group)
            .Text($"{code}TESTCD", $"{Kind(code)} Short Name", answer => answer.Target.Code)
            .Text($"{code}TEST", $"{Kind(code)} Name", answer => answer.Target.Name);
        if (code == "QS")
            domain.Text("QSCAT", "Category of Question", answer => answer.Form.Category);
        return domain
            .Text($"{code}ORRES", $"{original} in Original Units", answer => answer.Original)
            .Text($"{code}ORRESU", "Original Units", answer => answer.Item.Unit)
            .Text($"{code}STRESC", "Character Result/Finding in Std Format", answer => answer.Standard)
            .Number($"{code}STRESN", $"Numeric {standard} in Standard Units", answer => answer.Number)
            .Text($"{code}STRESU", "Standard Units", answer => answer.Item.Unit)
            .Number("VISITNUM", "Visit Number", answer => answer.VisitNumber)
            .Text("VISIT", "Visit Name", answer => answer.Visit)
            .Day($"{code}DTC", code == "QS" ? "Date/Time of Finding" : "Date/Time of Measurements", answer => answer.Recorded.On)
            .Of(subjects, subject => answers.Of(subject, code));
    }

    static string Kind(string code) => code == "QS" ? "Question" : "Vital Signs Test";
}
