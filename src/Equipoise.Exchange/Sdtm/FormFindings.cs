using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>QS and VS: one row for each answer of a form that the protocol sends there.</summary>
static class FormFindings
{
    internal static Table Of(IReadOnlyList<Subject> subjects, FormAnswers answers, string code, string label)
    {
        var domain = new Domain<FormAnswer>(code, label)
            .Text($"{code}GRPID", answer => answer.Group)
            .Text($"{code}TESTCD", answer => answer.Target.Code)
            .Text($"{code}TEST", answer => answer.Target.Name);
        if (code == "QS")
            domain.Text("QSCAT", answer => answer.Form.Category);
        return domain
            .Text($"{code}ORRES", answer => answer.Original)
            .Text($"{code}ORRESU", answer => answer.Item.Unit)
            .Text($"{code}STRESC", answer => answer.Standard)
            .Number($"{code}STRESN", answer => answer.Number)
            .Text($"{code}STRESU", answer => answer.Item.Unit)
            .LastBeforeExposure(answer => answer.Target.Code, answer => answer.Recorded.On)
            .Visit((_, answer) => answer.Visit)
            .Collected(answer => answer.Recorded.On)
            .Of(subjects, subject => answers.Of(subject, code));
    }
}
