using System.Collections.Immutable;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>What is recorded so far: the fold of the log. Only entries change it.</summary>
/// <remarks>
/// <para>It names no use case: each brings its own accessor, as <c>trial.DataCutoff</c> comes with the file that cuts the
/// data off.</para>
/// <para>
/// A published state never changes, so that any number of readers may keep it and look while the trial goes on. Applying an
/// entry takes constant time: a log of a million entries opens in seconds.
/// </para>
/// </remarks>
public sealed class TrialState
{
    readonly Parts parts;
    Fold? fold;
    ImmutableDictionary<string, int> places;
    ImmutableDictionary<string, string> whateverCase;
    ImmutableDictionary<string, ImmutableSortedSet<int>> bySite;
    ImmutableList<ParticipantState> participants;

    /// <summary>Nothing recorded yet, to be changed.</summary>
    internal TrialState()
    {
        (parts, fold) = (new(), new());
        (places, participants) = (ImmutableDictionary<string, int>.Empty, []);
        whateverCase = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
        bySite = ImmutableDictionary<string, ImmutableSortedSet<int>>.Empty;
    }

    TrialState(TrialState shared, Fold? fold)
    {
        (parts, this.fold) = (new(shared.parts), fold);
        (places, whateverCase, bySite) = (shared.places, shared.whateverCase, shared.bySite);
        (participants, Head, Trail, Chapter) = (shared.participants, shared.Head, shared.Trail, shared.Chapter);
    }

    /// <summary>The state after these rows.</summary>
    /// <param name="rows">The rows in the order of the log.</param>
    /// <exception cref="System.Text.Json.JsonException">A row cannot be understood.</exception>
    public static TrialState Of(IEnumerable<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var state = new TrialState();
        foreach (var row in rows)
            state.Apply(row);
        return state;
    }

    /// <summary>The end of the log that this is the state of.</summary>
    public LogHead Head { get; private set; } = LogHead.Empty;

    /// <summary>Every entry; null before the first.</summary>
    internal Trail? Trail { get; private set; }

    /// <summary>The last complete chapter of these entries; null before there is one.</summary>
    internal Chapter? Chapter { get; private set; }

    /// <summary>Everyone who was screened, in order of screening.</summary>
    public IReadOnlyList<ParticipantState> Participants => participants;

    /// <summary>The participant with that identifier; null when none was screened.</summary>
    public ParticipantState? Find(string participant) =>
        places.TryGetValue(participant, out var place) ? participants[place] : null;

    /// <summary>Those whom a site looks after, in order of screening; found without a look at any other.</summary>
    /// <param name="site">The site.</param>
    public IEnumerable<ParticipantState> At(string site) => PlacesAt(site).Select(place => participants[place]);

    /// <summary>Their places in the order of screening.</summary>
    internal ImmutableSortedSet<int> PlacesAt(string site) => bySite.GetValueOrDefault(site) ?? [];

    /// <summary>The first identifier of a participant that is this one if case does not count; null for none.</summary>
    internal string? InWhateverCase(string participant) => whateverCase.GetValueOrDefault(participant);

    internal T Part<T>()
        where T : Part, new() => parts.Get<T>();

    internal T Own<T>()
        where T : Part, new() => parts.Own<T>(ThisFold);

    /// <summary>A state that never changes, to be handed to anybody. This one goes on, and changes nothing of it.</summary>
    internal TrialState Published()
    {
        var published = new TrialState(this, fold: null);
        // What this made so far belongs to the published one too: from now on it is copied before it is changed.
        if (fold is not null)
            fold = new();
        return published;
    }

    /// <summary>Whether it never changes.</summary>
    internal bool IsPublished => fold is null;

    /// <summary>A state that starts from this one and can be changed.</summary>
    internal TrialState Continued() => new(this, new());

    internal void Apply(LogRow row) => Apply(Entry.Of(row), LogHead.Of(row));

    internal void Apply(Entry entry, LogHead head)
    {
        if (entry.Event.Request is { } request)
            Own<Answers>().Add(request, entry.Event);
        if (entry.Texts.Count > 0)
            Own<RecordedTexts>().Add(entry.Sequence, entry.Texts);
        entry.Event.Apply(this, entry);
        Trail = new(entry, Trail);
        if (entry.Sequence % Chapter.Length == 0)
            Chapter = new(Trail, Chapter);
        if (entry.Event.Concerns is { } participant && places.ContainsKey(participant))
            Change(entry, participant).Follow(entry);
        Head = head;
    }

    /// <summary>A new participant; the one there is when somebody of that identifier was screened already.</summary>
    internal ParticipantState Add(string participant)
    {
        if (!places.ContainsKey(participant))
        {
            places = places.Add(participant, participants.Count);
            participants = participants.Add(new(participant, ThisFold));
            if (!whateverCase.ContainsKey(participant))
                whateverCase = whateverCase.Add(participant, participant);
        }
        return Change(null, participant);
    }

    /// <summary>Puts a participant, whom this fold may change, under the care of a site.</summary>
    internal void Place(ParticipantState who, string site)
    {
        var place = places[who.Id];
        if (bySite.TryGetValue(who.Site, out var left))
            bySite = bySite.SetItem(who.Site, left.Remove(place));
        bySite = bySite.SetItem(site, PlacesAt(site).Add(place));
        who.Site = site;
    }

    /// <summary>The participant whom an entry is about, to be changed.</summary>
    /// <exception cref="InvalidOperationException">Nobody of that identifier was screened.</exception>
    internal ParticipantState Change(Entry? entry, string participant)
    {
        if (!places.TryGetValue(participant, out var place))
            throw new InvalidOperationException(
                $"The log has a {entry?.Event.GetType().Name} of {participant}, who was never screened."
            );
        var shared = participants[place];
        var own = shared.In(ThisFold);
        if (own != shared)
            participants = participants.SetItem(place, own);
        return own;
    }

    Fold ThisFold => fold ?? throw new InvalidOperationException("A published state never changes.");
}
