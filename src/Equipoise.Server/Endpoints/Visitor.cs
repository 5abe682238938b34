using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.Server.Measures;
using Equipoise.Server.Sessions;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Server.Endpoints;

/// <summary>Whoever asks: who they are, what they see, and what they may do.</summary>
public sealed class Visitor
{
    /// <summary>Where the rules of corrections are told, and those of days in a form that asks for the day.</summary>
    static readonly (string Rule, string Field)[] common =
    [
        ("in-the-future", "on"),
        ("before-screening", "on"),
        ("before-consent", "on"),
        ("before-randomization", "on"),
        ("after-death", "on"),
        ("after-withdrawal", "on"),
        ("after-cutoff", "on"),
        ("facts-after-the-end", "on"),
        ("change-without-reason", "reason"),
    ];

    readonly TrialConduct conduct;
    readonly Measured measured;

    internal Visitor(
        HttpContext http,
        TrialConduct conduct,
        Measured measured,
        TrialState state,
        TrialRules rules,
        Person person,
        DateTimeOffset now
    )
    {
        (Http, this.conduct, this.measured, State, Rules, Person, Now) = (http, conduct, measured, state, rules, person, now);
        Views = new(state, rules, person, now);
    }

    internal HttpContext Http { get; }

    /// <summary>What is recorded, as it was when the request came.</summary>
    internal TrialState State { get; }

    internal TrialRules Rules { get; }

    internal Person Person { get; }

    /// <summary>What this person may see of it: pages show this and nothing else.</summary>
    internal Viewer Views { get; }

    /// <summary>The same with what was recorded since the request came, by whoever.</summary>
    internal Viewer ViewsAfterwards => new(conduct.State, Rules, Person, Now);

    /// <summary>When the request came, UTC.</summary>
    internal DateTimeOffset Now { get; }

    /// <summary>The session of a browser; null for a program.</summary>
    internal Session? Session { get; init; }

    internal TrialProtocol Protocol => Rules.Protocol;

    internal string? Address => Http.Connection.RemoteIpAddress?.ToString();

    /// <summary>Whether the person may do that at the site of a participant.</summary>
    internal bool May(Act act, string? site) => Person.May(act, site);

    /// <summary>The day at a site, when the request came.</summary>
    internal DateOnly TodayAt(string site) => SiteClock.Today(State, site, Now);

    /// <summary>The time zone of a site.</summary>
    internal TimeZoneInfo ZoneOf(string site) =>
        State.Sites.TryGetValue(site, out var where) ? TimeZoneInfo.FindSystemTimeZoneById(where.TimeZone) : TimeZoneInfo.Utc;

    /// <summary>Gives a command in the name of this person.</summary>
    internal async Task<Decision> DoAsync(TrialCommand command, string? key)
    {
        var decision = await conduct.DoAsync(command, Person.Id, key);
        measured.Decided(decision);
        return decision;
    }

    /// <summary>
    /// Gives the command of a form that is read, under the key of the form, and says in the form why it is refused: at the field
    /// that a rule is about. True where it is recorded.
    /// </summary>
    internal Task<bool> Gives(Typed typed, TrialCommand command, params (string Rule, string Field)[] fields) =>
        Gives(typed, command, typed["key"], fields);

    /// <summary>The same under a key of its own, for one of several commands of a form.</summary>
    internal async Task<bool> Gives(Typed typed, TrialCommand command, string key, params (string Rule, string Field)[] fields)
    {
        if (typed.IsRead && await DoAsync(command, key) is Decision.Refused refused)
            typed.With(
                refused.Reasons,
                [.. fields, .. common.Where(one => one.Field != "on" || typed.Has("on-day"))]
            );
        return typed.IsRead;
    }

    /// <summary>What speaks against a command, as things stand.</summary>
    internal IReadOnlyList<Refusal> Weigh(TrialCommand command) => conduct.Weigh(command, Person.Id);

    /// <summary>Gives the visitor to the handler of an endpoint, which the gate let in.</summary>
    public static ValueTask<Visitor?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.Get<Visitor>());
    }
}
