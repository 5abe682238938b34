using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>
/// Notes that an investigator gave somebody of the site a task: a line of the delegation log. It grants no right: roles do.
/// </summary>
/// <param name="Person">Who has the task.</param>
/// <param name="Site">The site.</param>
/// <param name="Task">The task, as the table of rights names it.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null while it goes on.</param>
public sealed record DelegateTask(string Person, string Site, Act Task, DateOnly From, DateOnly? Until) : AccessCommand
{
    internal override Act Act => Act.Delegate;

    internal override string? SiteIn(TrialState state) => Site;

    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        foreach (var refusal in Unknown(state, Person))
            yield return refusal;
        if (!Enum.IsDefined(Task))
            yield return new("bad-task", "That is no task.");
        else if (state.People.TryGetValue(Person, out var known) && !known.May(Task, Site))
            yield return new("task-not-granted", $"{known.Name} has no role at site {Site} that may do this ({Task}).");
        if (Until < From)
            yield return new("ends-before-it-starts", $"The last day {Until:yyyy-MM-dd} is before the first, {From.InWords}.");
    }

    private protected override TrialEvent Event(TrialState state) => new TaskDelegated(Person, Site, Task, From, Until);
}

/// <summary>A task was given to somebody.</summary>
/// <param name="Person">Who has the task.</param>
/// <param name="Site">The site.</param>
/// <param name="Task">The task.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null while it goes on.</param>
[SinceFormat(2)]
public sealed record TaskDelegated(string Person, string Site, Act Task, DateOnly From, DateOnly? Until) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) =>
        $"{Person} has the task to {Task.InWords} at site {Site} from {From.InWords}"
            + (Until is { } last ? $" until {last.InWords}" : "");

    internal override TrialCommand AsAsked(Trace trace) => new DelegateTask(Person, Site, Task, From, Until);

    private protected override void Change(People people, Entry entry) => people.Delegations = people.Delegations.Add(entry);
}
