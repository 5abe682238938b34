using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// What follows from values just recorded: queries about unusual ones, and the end of verifications and of the signature.
/// </summary>
static class FormConsequences
{
    internal static IEnumerable<TrialEvent> Of(
        FormDefinition form,
        ParticipantForms forms,
        IReadOnlyList<FormItemRecorded> recorded
    )
    {
        var next = forms.Queries.Count + 1;
        var state = forms.Find(recorded[0].Place);
        foreach (var one in recorded)
        {
            if (state?.Find(one.ItemPlace) is { Verified: not null })
                yield return new ItemVerificationLapsed(
                    one.Participant,
                    one.Visit,
                    one.Occurrence,
                    one.Form,
                    one.ItemId,
                    one.Repeat
                );
            var item = form.Find(one.ItemId)!;
            var asked = forms
                .Unclosed(one.Place)
                .FirstOrDefault(query => query.Opened.Automatic && query.Opened.ItemPlace == one.ItemPlace);
            var isUnusual = one.Value is not null && item.Usual?.Holds(one.Value) == false;
            if (isUnusual && asked is null)
                yield return new QueryOpened(
                    one.Participant,
                    next++,
                    one.Visit,
                    one.Occurrence,
                    one.Form,
                    one.ItemId,
                    one.Repeat,
                    $"{one.Value} is unusual: usual is {item.Usual}. Please check.",
                    Automatic: true
                );
            else if (!isUnusual && asked is not null)
                yield return new QueryClosed(
                    one.Participant,
                    asked.Opened.Query,
                    one.Value is null ? "The value was cleared." : $"The value is now {one.Value}, which is usual.",
                    Automatic: true
                );
        }
        if (state?.Signature is { } signed)
            yield return new FormSignatureLapsed(
                signed.Participant,
                signed.Visit,
                signed.Occurrence,
                signed.Form,
                signed.Signature.Name
            );
    }
}
