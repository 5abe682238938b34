using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// Runs a whole trial with virtual participants through the real Conduct: each is screened, randomized, treated and followed by
/// the commands that a site would give, in calendar order, until the data cutoff that the protocol names, or to a day before it.
/// </summary>
/// <remarks>
/// The same protocol, scenario and seed give the same log, byte for byte, on any machine: every person draws from streams of
/// their own (Philox4x32-10), and the clock is the calendar of the trial. A command that Conduct refuses is a defect of the
/// rehearsal and stops it: a virtual site makes no mistakes.
/// </remarks>
public sealed class TrialRehearsal
{
    // Long enough for any event count that can be reached at all; the cutoff ends the rehearsal earlier.
    const int LongestFollowUpYears = 8;

    readonly Rehearsed world;
    readonly TrialConduct conduct;
    readonly PriorityQueue<Due, (DateOnly Day, long Order)> calendar = new();
    readonly FormWork forms;
    readonly EventCount events;
    readonly DateOnly horizon;
    RehearsedCutoff? cutoff;
    long order;
    int lives;

    TrialRehearsal(Rehearsed world, TrialConduct conduct)
    {
        (this.world, this.conduct) = (world, conduct);
        forms = new(world);
        events = new(world.Protocol.Endpoint(world.Protocol.Design!.Primary));
        horizon = world.Protocol.Design.Cutoff is DataCutoff.On fixedDay
            ? fixedDay.Date
            : Opens.AddDays(world.Scenario.AccrualOver.WholeDays).AddYears(LongestFollowUpYears);
    }

    DateOnly Opens => world.Protocol.Trial.Calendar!.Opens;

    /// <summary>Rehearses the trial, cuts off its data and locks it, which reveals the key of its allocation.</summary>
    /// <remarks>
    /// Until a day, the trial stays open: its log is then the beginning of the log of the whole rehearsal, byte for byte, with
    /// all that is recorded up to the end of that day. The data cutoff comes when it comes: one before that day ends the trial.
    /// </remarks>
    /// <param name="protocol">The protocol; it must say how to randomize, follow up, size the trial, and when it opens.</param>
    /// <param name="scenario">The world, read against that protocol.</param>
    /// <param name="conduct">A trial whose log is still empty.</param>
    /// <param name="protocolText">The text of the protocol file, which the log keeps.</param>
    /// <param name="seed">Names the luck.</param>
    /// <param name="until">The last day; null for the whole trial.</param>
    /// <param name="progress">Told about once a simulated month; null for nobody.</param>
    /// <param name="cancellation">Stops between two months; what was rehearsed stays in the log.</param>
    /// <exception cref="ArgumentException">The protocol lacks a part; the message lists them all.</exception>
    public static RehearsalSummary Run(
        TrialProtocol protocol,
        Scenario scenario,
        TrialConduct conduct,
        string protocolText,
        ulong seed,
        DateOnly? until = null,
        IProgress<RehearsalProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(conduct);
        if (Lacks(protocol) is { Count: > 0 } lacks)
            throw new ArgumentException(
                $"The protocol cannot be rehearsed without {string.Join(", ", lacks)}.",
                nameof(protocol)
            );
        if (until < protocol.Trial.Calendar!.Opens)
            throw new ArgumentOutOfRangeException(nameof(until), until, "The trial opens later than that.");
        return new TrialRehearsal(new(protocol, scenario, seed), conduct).Run(protocolText, until, progress, cancellation);
    }

    /// <summary>The parts that a protocol must have to be rehearsed and this one has not.</summary>
    public static IReadOnlyList<string> Lacks(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        List<string> lacks = [];
        if (protocol.Randomization is null)
            lacks.Add("'randomize'");
        if (protocol.ConcealsBlockSizes)
            lacks.Add("its block sizes, which the sponsor's file has and this one conceals");
        if (protocol.FollowUp is null)
            lacks.Add("'follow up'");
        if (protocol.Design is null)
            lacks.Add("'design'");
        if (protocol.Trial.Calendar is null)
            lacks.Add("'trial: calendar'");
        if (protocol.Eligibility.Count == 0)
            lacks.Add("'eligibility'");
        if (protocol.Design?.Cutoff is DataCutoff.AtPlannedEvents && protocol.Comparison is null)
            lacks.Add("either a single experimental arm or a cutoff at a number of events or on a day");
        else if (
            protocol.Design?.Cutoff is DataCutoff.AtPlannedEvents
            && TrialPlanning.Plan(protocol) is DesignOutcome.Refused refused
        )
            lacks.Add($"a design that is possible ({string.Join(" ", refused.Reasons)})");
        return lacks;
    }

    RehearsalSummary Run(
        string protocolText,
        DateOnly? until,
        IProgress<RehearsalProgress>? progress,
        CancellationToken cancellation
    )
    {
        List<VirtualPerson> people = [.. Accrual.Of(world)];
        var target = world.Protocol.Design!.Cutoff switch
        {
            DataCutoff.On => int.MaxValue,
            DataCutoff.AtEvents named => named.Events,
            _ => ((DesignOutcome.Planned)TrialPlanning.Plan(world.Protocol)).Design.Events,
        };
        Open(protocolText, people);
        foreach (var person in people)
            foreach (var (day, step) in person.Steps)
                Schedule(step, day, person);

        cutoff = new(world.Protocol, target, people);
        var (today, end) = (Opens, (DateOnly?)null);
        while (end is null && !(today > until))
        {
            cancellation.ThrowIfCancellationRequested();
            // A month is one write to disk. A real site has one for every entry.
            using var month = conduct.Begin();
            var next = today.AddMonths(1);
            if (next > until)
                next = until.Value.AddDays(1);
            while (calendar.TryPeek(out _, out var at) && at.Day < next && at.Day <= cutoff.On)
            {
                today = at.Day;
                Do(month, calendar.Dequeue(), today);
                cutoff.See(today, events.Count);
            }
            if (cutoff.On < next)
                end = cutoff.On;
            else if (IsOver)
                end = cutoff.On < horizon ? cutoff.On : today;
            today = end ?? next;
            month.Commit();
            progress?.Report(new(today, conduct.State.RandomizedCount, world.Scenario.Participants, events.Count, target));
        }
        if (end is not null && world.Protocol.Design.Cutoff is DataCutoff.On)
            end = horizon;
        // On the day of the cutoff itself the trial is still open: it is cut off when that day is over.
        var cutOff = end >= until ? null : end;
        if (cutOff is { } over)
        {
            Require(new CutOffData(over), over, VirtualStaff.Signatory);
            Require(new LockTrial(world.Staff.SignatorySigns(LockTrial.Meaning, over)), over, VirtualStaff.Signatory);
        }
        return new(conduct.State.Participants.Count, conduct.State.RandomizedCount, events.Count, cutOff, conduct.Head.Sequence);
    }

    /// <summary>Opens the trial and makes its people and sites known, with one write to disk.</summary>
    void Open(string protocolText, IEnumerable<VirtualPerson> people)
    {
        using var batch = conduct.Begin();
        var opening = new OpenTrial(protocolText, Synthetic: true) { AdministratorName = world.Staff.AdministratorName };
        Give(opening, VirtualStaff.Administrator);
        List<string> sites = [.. people.Select(person => person.Site).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (command, by) in world.Staff.Appointed(sites))
            Give(command, by);
        batch.Commit();

        void Give(TrialCommand command, string by) => Required(command, batch.Do(command, VirtualStaff.At(Opens, by)));
    }

    /// <summary>Does what is due, and puts what follows from it into the calendar.</summary>
    void Do(TrialConduct.Batch month, Due due, DateOnly today)
    {
        lives -= due.IsLife ? 1 : 0;
        if (due.Do(today) is not var (command, by))
            return;
        var accepted = Required(command, month.Do(command, VirtualStaff.At(today, by)));
        foreach (var one in accepted.Events)
        {
            events.See(one);
            if (one is ParticipantRandomized randomized)
            {
                cutoff!.Randomized(randomized.On);
                Live(due.Person, randomized);
            }
            foreach (var errand in forms.After(due.Person, one, today))
                Enqueue(new(due.Person, errand.Do, IsLife: false), errand.On);
        }
    }

    void Live(VirtualPerson person, ParticipantRandomized randomized)
    {
        var arm = world.Protocol.Arms.First(arm => arm.Id == randomized.Arm);
        foreach (var later in LifeInTrial.Live(world, person, arm, EntryResponse(person), randomized.On, horizon))
            Schedule(later, RecordedOn(later), person);
    }

    // Where a day cuts the data off, the paper work goes on until then; otherwise nothing is waited for but lives.
    bool IsOver => world.Protocol.Design!.Cutoff is DataCutoff.On ? calendar.Count == 0 : lives == 0;

    // The response at entry, where a stratification factor or a criterion asks for it in the words of RECIST.
    static string? EntryResponse(VirtualPerson person) =>
        person
            .Steps.Select(step => step.Command)
            .OfType<AssessEligibility>()
            .SelectMany(step => step.Answers.Values)
            .OfType<Answer.Choice>()
            .Select(choice => choice.Value)
            .FirstOrDefault(value => value is "CR" or "PR" or "SD");

    void Schedule(TrialCommand command, DateOnly day, VirtualPerson person)
    {
        var isLife = command is not (RecordSiteAwareness or ReportToSponsor);
        Enqueue(new(person, _ => (command, VirtualStaff.Of(person, command)), isLife), day);
    }

    void Enqueue(Due due, DateOnly day)
    {
        if (day > horizon)
            return;
        lives += due.IsLife ? 1 : 0;
        calendar.Enqueue(due, (day, order++));
    }

    // What lasts is recorded when it is over, and what was told to somebody when it was told.
    static DateOnly RecordedOn(ParticipantCommand command) =>
        command switch
        {
            GiveDose dose => dose.Until,
            RecordAdverseEvent { End: { } end } => end.First,
            ReportToSponsor report => DateOnly.FromDateTime(report.At.UtcDateTime),
            _ => command.On,
        };

    /// <summary>What somebody does on a day in the life of a person, or with their papers.</summary>
    sealed record Due(VirtualPerson Person, Func<DateOnly, (TrialCommand Command, string By)?> Do, bool IsLife);

    void Require(TrialCommand command, DateOnly day, string by) =>
        Required(command, conduct.Do(command, VirtualStaff.At(day, by)));

    static Decision.Accepted Required(TrialCommand command, Decision decision) =>
        decision switch
        {
            Decision.Accepted accepted => accepted,
            Decision.Refused refused => throw new InvalidOperationException(
                $"The rehearsal gave a command that Conduct refuses: {command} ({string.Join(" ", refused.Reasons)})"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>How far a rehearsal is.</summary>
/// <param name="Today">The day in the trial.</param>
/// <param name="Randomized">How many are randomized.</param>
/// <param name="Planned">How many will be.</param>
/// <param name="Events">The events of the primary endpoint so far.</param>
/// <param name="Target">The events at which the data are cut; <see cref="int.MaxValue"/> when a date decides.</param>
public readonly record struct RehearsalProgress(DateOnly Today, int Randomized, int Planned, int Events, int Target);

/// <summary>What a rehearsal came to.</summary>
/// <param name="Screened">How many were screened.</param>
/// <param name="Randomized">How many were randomized.</param>
/// <param name="Events">The events of the primary endpoint as recorded; the analysis may censor some of them by its
/// rules.</param>
/// <param name="Cutoff">The data cutoff; null for a trial that was left open.</param>
/// <param name="Entries">The entries of the trial log.</param>
public sealed record RehearsalSummary(int Screened, int Randomized, int Events, DateOnly? Cutoff, long Entries);
