using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Equipoise.Conduct.Record;

/// <summary>What is recorded about one participant, each fact at its latest value, with who recorded it and when.</summary>
/// <remarks>
/// It names no use case: each brings its own accessor, as <c>participant.Death</c> comes with the file that records a death.
/// A published state never changes.
/// </remarks>
public sealed class ParticipantState
{
    readonly Dictionary<Type, FactsOfOneKind> facts;
    readonly ParticipantEvent?[] milestones;
    readonly Parts parts;
    readonly Fold fold;
    ImmutableList<TakenBack> takenBack = [];

    internal ParticipantState(string id, Fold fold)
    {
        (Id, Site, this.fold) = (id, "", fold);
        (facts, milestones, parts) = ([], new ParticipantEvent?[Enum.GetValues<Milestone>().Length], new());
    }

    ParticipantState(ParticipantState shared, Fold fold)
    {
        (Id, Site, BoundTo, this.fold) = (shared.Id, shared.Site, shared.BoundTo, fold);
        (facts, milestones, parts) = (new(shared.facts), [.. shared.milestones], new(shared.parts));
        (takenBack, Trail) = (shared.takenBack, shared.Trail);
    }

    /// <summary>The participant's identifier.</summary>
    public string Id { get; }

    /// <summary>The site that looks after the participant.</summary>
    public string Site { get; internal set; }

    /// <summary>SHA-256 of the version of the protocol that binds this participant.</summary>
    public string BoundTo { get; internal set; } = "";

    /// <summary>Every entry about the participant, also those that are no facts; null before the first.</summary>
    internal Trail? Trail { get; private set; }

    /// <summary>
    /// Every fact at its latest value, grouped by kind, each kind in the order in which its facts were first recorded.
    /// </summary>
    public IEnumerable<ParticipantEvent> Facts => Entries.Select(entry => (ParticipantEvent)entry.Event);

    /// <summary>The entries of these facts.</summary>
    public IEnumerable<Entry> Entries => facts.Values.SelectMany(ofOneKind => ofOneKind.Values);

    /// <summary>
    /// What was recorded and taken back as entered in error, in the order in which it was taken back. It counts no more, and is
    /// kept.
    /// </summary>
    public IReadOnlyList<TakenBack> TakenBack => takenBack;

    /// <summary>The facts of one kind at their latest value, in the order in which they were first recorded.</summary>
    public IEnumerable<T> All<T>()
        where T : ParticipantEvent => facts.TryGetValue(typeof(T), out var found) ? found.Events<T>() : [];

    /// <summary>Those of these facts that are about one thing, by its name and number.</summary>
    internal IEnumerable<T> All<T>(string name, int number)
        where T : ParticipantEvent => facts.TryGetValue(typeof(T), out var found) ? found.Events<T>(name, number) : [];

    /// <summary>A day after which no fact of this kind about that name lasts.</summary>
    internal DateOnly NoneLastsAfter<T>(string name)
        where T : ParticipantEvent => facts.TryGetValue(typeof(T), out var found) ? found.LatestDay(name) : DateOnly.MinValue;

    /// <summary>The entries of these facts.</summary>
    public IEnumerable<Entry> EntriesOf<T>()
        where T : ParticipantEvent => facts.TryGetValue(typeof(T), out var found) ? found.Values : [];

    /// <summary>The fact of a kind of which there can be one only; null when it is not recorded.</summary>
    public T? The<T>()
        where T : ParticipantEvent =>
        facts.TryGetValue(typeof(T), out var found) && found.Count > 0 ? (T)found.GetAt(found.Count - 1).Value.Event : null;

    /// <summary>The event by which a station was reached; null when it was not.</summary>
    internal ParticipantEvent? At(Milestone milestone) => milestones[(int)milestone];

    /// <summary>The latest entry about the same thing as this fact; null when there is none.</summary>
    internal Entry? EntryLike(ParticipantEvent fact) =>
        facts.TryGetValue(fact.GetType(), out var found) ? found.GetValueOrDefault(fact.Item) : null;

    internal ParticipantEvent? Recorded(ParticipantEvent fact) => (ParticipantEvent?)EntryLike(fact)?.Event;

    /// <summary>
    /// The entry of that row if it is the latest about its fact; null when it is none, or was replaced or taken back.
    /// </summary>
    internal Entry? Standing(long sequence) => Entries.FirstOrDefault(entry => entry.Sequence == sequence);

    internal T Part<T>()
        where T : Part, new() => parts.Get<T>();

    internal T Own<T>()
        where T : Part, new() => parts.Own<T>(fold);

    /// <summary>This participant, to be changed in that fold.</summary>
    internal ParticipantState In(Fold other) => fold == other ? this : new(this, other);

    internal void Follow(Entry entry) => Trail = new(entry, Trail);

    internal void Take(Entry entry, ParticipantEvent fact)
    {
        if (!facts.TryGetValue(fact.GetType(), out var ofOneKind))
            facts.Add(fact.GetType(), ofOneKind = new(fold));
        else if (ofOneKind.Owner != fold)
            facts[fact.GetType()] = ofOneKind = new(ofOneKind, fold);
        entry.Earlier = ofOneKind.GetValueOrDefault(fact.Item);
        ofOneKind.Take(fact, entry);
        if (fact.Reaches is { } milestone)
            milestones[(int)milestone] = fact;
    }

    /// <summary>Takes the fact whose latest entry is that row out of what is known, with all that it had replaced.</summary>
    /// <remarks>A row that is no such fact changes nothing; verification tells of it.</remarks>
    internal void TakeBack(long sequence, Entry mark)
    {
        if (Standing(sequence) is not { Event: ParticipantEvent { InsteadOfTakingBack: null } fact } entry)
            return;
        var ofOneKind = facts[fact.GetType()];
        if (ofOneKind.Owner != fold)
            facts[fact.GetType()] = ofOneKind = new(ofOneKind, fold);
        ofOneKind.Remove(fact.Item);
        if (fact.Reaches is { } milestone)
            milestones[(int)milestone] = null;
        takenBack = takenBack.Add(new(entry, mark));
    }

    sealed class FactsOfOneKind : OrderedDictionary<FactItem, Entry>
    {
        readonly Dictionary<string, DateOnly> latestDays = [];

        internal FactsOfOneKind(Fold owner) => Owner = owner;

        internal FactsOfOneKind(FactsOfOneKind shared, Fold owner)
            : base(shared) => (Owner, latestDays) = (owner, new(shared.latestDays));

        internal Fold Owner { get; }

        /// <summary>The last day of any fact about a name, also of those that were corrected or taken back since.</summary>
        internal DateOnly LatestDay(string name) => latestDays.GetValueOrDefault(name);

        internal void Take(ParticipantEvent fact, Entry entry)
        {
            var item = fact.Item;
            this[item] = entry;
            if (item.Name is { } name && fact.LastDay > LatestDay(name))
                latestDays[name] = fact.LastDay;
        }

        /// <summary>Those about one thing, found without a look into any other.</summary>
        internal IEnumerable<T> Events<T>(string name, int number)
            where T : ParticipantEvent
        {
            for (var place = 0; place < Count; place++)
                if (GetAt(place) is var (item, entry) && item.Number == number && item.Name == name)
                    yield return Unsafe.As<T>(entry.Event);
        }

        /// <summary>The facts themselves. They are kept by their type, so none is asked for it again: rules go through a
        /// participant's doses and laboratory values at every further one.</summary>
        internal IEnumerable<T> Events<T>()
            where T : ParticipantEvent
        {
            for (var place = 0; place < Count; place++)
                yield return Unsafe.As<T>(GetAt(place).Value.Event);
        }
    }
}
