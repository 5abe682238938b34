namespace Equipoise.Server.Endpoints;

/// <summary>
/// What stands in the forms of a page that has several: what was sent with this request in the one from which it came, and in
/// each other one what its draft kept.
/// </summary>
/// <remarks>
/// A form of such a page is named by its place among the pages of the participant and its id, such as
/// <c>disease#form-lesion</c>: there its draft is found again.
/// </remarks>
public sealed class TypedInto
{
    readonly Drafts drafts;
    readonly Visitor visitor;
    readonly string participant;
    readonly Dictionary<string, Draft?> found = [];

    internal TypedInto(Drafts drafts, Visitor visitor, string participant, Typed sent) =>
        (this.drafts, this.visitor, this.participant, Sent) = (drafts, visitor, participant, sent);

    /// <summary>What was sent with this request.</summary>
    internal Typed Sent { get; }

    /// <summary>What stands in a form.</summary>
    /// <param name="form">Its name.</param>
    /// <param name="mark">A field that no other form of the page has.</param>
    internal Typed Of(string form, string mark) => Sent.Has(mark) ? Sent : Draft(form)?.Typed ?? Typed.Nothing;

    /// <summary>What is said of the draft that stands in a form; null where none does.</summary>
    internal string? Kept(string form, string mark) => Sent.Has(mark) ? null : Draft(form)?.Words(visitor.Now);

    /// <summary>The address that keeps what is typed into a form.</summary>
    internal string Address(string form) => $"/p/{participant}/draft/{Uri.EscapeDataString(form)}";

    Draft? Draft(string form)
    {
        if (!found.TryGetValue(form, out var draft))
            found[form] = draft = drafts.Of(visitor.Person.Id, Drafts.Place(participant, form));
        return draft;
    }
}
