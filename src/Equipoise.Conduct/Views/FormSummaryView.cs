using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Views;

/// <summary>How a form of a participant stands.</summary>
/// <param name="Place">Which form.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Progress">How far it is filled in.</param>
/// <param name="Missing">The required questions that are asked and have no answer, in words.</param>
/// <param name="Queries">How many queries about it are not closed.</param>
/// <param name="IsFrozen">Whether values may not be changed for now.</param>
/// <param name="IsLocked">Whether nothing at all may be done with it.</param>
/// <param name="Signed">The signature in force: the printed name on it, and when; null without.</param>
/// <param name="SignatureEndedOf">The printed name on a signature that a change ended; null when none did.</param>
/// <param name="Values">How many questions have a value.</param>
/// <param name="Verified">How many of these were compared with the source.</param>
public sealed record FormSummaryView(
    FormPlace Place,
    string Label,
    FormProgress Progress,
    IReadOnlyList<string> Missing,
    int Queries,
    bool IsFrozen,
    bool IsLocked,
    SaidView? Signed,
    string? SignatureEndedOf,
    int Values,
    int Verified
)
{
    internal static FormSummaryView Of(ParticipantState who, FormDefinition form, FormPlace place)
    {
        var queries = who.Forms.Unclosed(place).Count();
        if (who.Forms.Find(place) is not { } state)
            return new(place, form.Label, FormProgress.Empty, [], queries, false, false, null, null, 0, 0);
        List<string> missing =
        [
            .. ItemChecks
                .Missing(form, state)
                .Select(item => form.Find(item.Item)!.Ask + (item.Repeat > 1 ? $" ({item.Repeat})" : "")),
        ];
        return new(
            place,
            form.Label,
            missing.Count > 0 ? FormProgress.Incomplete : FormProgress.Complete,
            missing,
            queries,
            state.IsFrozen,
            state.IsLocked,
            state.SignatureEntry is { } signed
                ? new(null, state.Signature!.Signature.Name, signed.Stamp.RecordedAt)
                : null,
            state.SignatureLapsed?.Signer,
            state.Items.Count(item => item.Value.Value is not null),
            state.Items.Count(item => item.Value is { Value: not null, Verified: not null })
        );
    }
}

/// <summary>How far a form is filled in.</summary>
public enum FormProgress
{
    /// <summary>Nothing is recorded.</summary>
    Empty,

    /// <summary>Something required is missing.</summary>
    Incomplete,

    /// <summary>Everything required is there.</summary>
    Complete,
}

/// <summary>The forms of a participant for whoever signs them.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Ready">The forms that can be signed as they stand.</param>
/// <param name="NotReady">The unsigned forms that are begun and cannot be signed, each with why.</param>
public sealed record FormsToSignView(
    string Participant,
    IReadOnlyList<FormView> Ready,
    IReadOnlyList<FormNotReadyView> NotReady
)
{
    internal static FormsToSignView Of(Viewer viewer, ParticipantState who)
    {
        var now = new Situation(viewer.Trial, who, viewer.RulesOf(who), new Stamp(viewer.Now, ""));
        List<FormView> ready = [];
        List<FormNotReadyView> notReady = [];
        foreach (var form in who.Forms.All.Where(form => form is { IsLocked: false, Signature: null }))
            if (FormView.Of(viewer, who, form.Place) is { } seen)
                if (SignForm.AgainstSigning(now, form.Place).Select(refusal => refusal.Words).ToList() is { Count: > 0 } against)
                    notReady.Add(new(seen.Standing, seen.VisitLabel, against));
                else
                    ready.Add(seen);
        return new(who.Id, ready, notReady);
    }
}

/// <summary>A form that cannot be signed as it stands.</summary>
/// <param name="Form">The form.</param>
/// <param name="VisitLabel">The printed name of the visit.</param>
/// <param name="Against">Why not, in sentences.</param>
public sealed record FormNotReadyView(FormSummaryView Form, string VisitLabel, IReadOnlyList<string> Against);

/// <summary>A page of what is to be compared with the source documents, at the sites where somebody verifies.</summary>
/// <param name="Values">How many values are not verified.</param>
/// <param name="Forms">The forms that have such values, the latest recorded first.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="HasMore">Whether there are more after it.</param>
public sealed record VerificationListView(int Values, IReadOnlyList<FormToVerifyView> Forms, int Page, bool HasMore)
{
    /// <summary>How many stand on a page.</summary>
    public const int Size = 50;

    static readonly FoundOnce<string, Unverified[]> ofSite = new();

    internal static VerificationListView Of(Viewer viewer, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        List<Unverified[]> sites =
        [
            .. viewer
                .SitesSeen(null)
                .Where(site => viewer.May(Act.Verify, site))
                .Select(site =>
                    ofSite.Of(viewer.Trial, site, at => [.. LatestFirst(viewer.Trial.At(at).SelectMany(Unverified.Of))])
                ),
        ];
        var after = (int)Math.Min(((long)page - 1) * Size, int.MaxValue - Size - 1);
        List<Unverified> found =
        [
            .. LatestFirst(sites.SelectMany(site => site.Take(after + Size + 1))).Skip(after).Take(Size + 1),
        ];
        return new(
            sites.Sum(site => site.Sum(one => one.Left)),
            [.. found.Take(Size).Select(one => FormToVerifyView.Of(viewer, one))],
            page,
            found.Count > Size
        );

        static IEnumerable<Unverified> LatestFirst(IEnumerable<Unverified> forms) =>
            forms.OrderByDescending(one => one.Form.Version);
    }
}

/// <summary>A form with values that are not verified.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Form">The printed name of the form and of the visit.</param>
/// <param name="Left">How many values are not verified.</param>
/// <param name="Values">How many there are.</param>
/// <param name="Ended">How many of them were verified before they were changed.</param>
public sealed record FormToVerifyView(string Participant, FormPlace Place, string Form, int Left, int Values, int Ended)
{
    internal static FormToVerifyView Of(Viewer viewer, Unverified one)
    {
        var (who, form, left) = one;
        var protocol = viewer.RulesOf(who).Protocol;
        var label = protocol.Forms.FirstOrDefault(one => one.Id == form.Place.Form)?.Label ?? form.Place.Form;
        return new(
            who.Id,
            form.Place,
            $"{label}, {VisitsView.Name(protocol, form.Place.Visit, form.Place.Occurrence)}",
            left,
            form.Items.Count(item => item.Value.Value is not null),
            form.Items.Count(item => item.Value is { Value: not null, VerificationLapsed: not null })
        );
    }
}
