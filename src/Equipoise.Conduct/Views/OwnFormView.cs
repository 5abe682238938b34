using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A form as the participant who answers it sees it: its questions, and nothing that is recorded.</summary>
/// <remarks>
/// Whoever holds the code is no viewer of the trial: there is no member for a value, a name, an arm or another form.
/// </remarks>
/// <param name="Participant">The identifier, for the command; no page shows it.</param>
/// <param name="Place">Which form.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Code">The number of the code.</param>
/// <param name="Ends">The moment from which the code counts no more, UTC.</param>
/// <param name="Today">The day at the site.</param>
/// <param name="Questions">The questions.</param>
public sealed record OwnFormView(
    string Participant,
    FormPlace Place,
    string Label,
    int Code,
    DateTimeOffset Ends,
    DateOnly Today,
    IReadOnlyList<FormItemView> Questions
)
{
    /// <summary>
    /// The form for which a participant was given that code; null when there is none, or the code was used, has ended or was
    /// replaced by a later one.
    /// </summary>
    /// <param name="trial">What is recorded.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="code">The number of the code.</param>
    /// <param name="now">The moment.</param>
    public static OwnFormView? Of(TrialState trial, TrialRules rules, string participant, int code, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(rules);
        if (trial.Find(participant) is not { } who || who.Forms.Codes.ElementAtOrDefault(code - 1) is not { } given)
            return null;
        var place = given.Given.Place;
        if (given.IsUsed || now >= given.Ends || who.Forms.CodeFor(place) != given)
            return null;
        var protocol = rules.Under(who.BoundTo, trial).Protocol;
        return protocol.Forms.FirstOrDefault(form => form.Id == place.Form) is { IsParticipantsOwn: true } form
            ? new(
                who.Id,
                place,
                form.Label,
                code,
                given.Ends,
                SiteClock.Today(trial, who.Site, now),
                [.. form.Items.Select(item => FormItemView.Blank(item, form))]
            )
            : null;
    }

    /// <summary>The question that a refusal is about; null for the form as a whole.</summary>
    /// <param name="refusal">The refusal.</param>
    public FormItemView? About(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.About is { } about ? Questions.FirstOrDefault(item => $"{item.Place}" == about) : null;
    }
}

/// <summary>A code that was given to a participant, as the people of the trial see it: without its letters.</summary>
/// <param name="Number">Which code of the participant.</param>
/// <param name="By">The printed name of who gave it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Ends">From when it counts no more, UTC.</param>
/// <param name="IsUsed">Whether the participant has answered with it.</param>
public sealed record AnswerCodeView(int Number, string By, DateTimeOffset At, DateTimeOffset Ends, bool IsUsed)
{
    internal static AnswerCodeView Of(AnswerCodeState code, Viewer viewer) =>
        new(
            code.Given.Code,
            viewer.NameOf(code.Entry.Stamp.By) ?? code.Entry.Stamp.By,
            code.Entry.Stamp.RecordedAt,
            code.Ends,
            code.IsUsed
        );
}
