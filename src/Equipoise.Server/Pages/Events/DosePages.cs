using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>What a participant is given: for whoever may see it. For whoever is blinded there are no such pages.</summary>
static class DosePages
{
    internal static void MapDoses(this IEndpointRouteBuilder to)
    {
        to.MapGet(
                "/p/{participant}/dose",
                (Visitor visitor, Drafts drafts, string participant, string? treatment) =>
                    Show(visitor, drafts, participant, treatment, Typed.Nothing)
            )
            .For(Act.RecordDose, Act.DecideDose);
        to.MapPost("/p/{participant}/dose/proposal", Propose).For(Act.DecideDose);
        to.MapPost("/p/{participant}/dose/decide", Decide).For(Act.DecideDose);
        to.MapPost("/p/{participant}/dose/give", Give).For(Act.RecordDose);
        to.MapPost("/p/{participant}/dose/stop", Stop).For(Act.Record);
        to.MapDoseChanges();
    }

    internal static IResult Show(Visitor visitor, Drafts drafts, string participant, string? treatment, Typed typed)
    {
        if (!visitor.Views.SeesDosesOf(participant))
            return Results.NotFound();
        var doses = visitor.Views.Doses(participant);
        var chosen =
            doses?.Treatments.FirstOrDefault(one => one.Id == treatment)
            ?? (doses is { Treatments: [var first, ..] } ? first : null);
        // Read anew: the page says what is wrong with what was sent, and not twice.
        var decision = typed.Has("decision-cycle")
            ? Typed.Of(visitor.Http.Request.Form)
            : drafts.Of(visitor.Person.Id, Drafts.Place(participant, Form(chosen?.Id, Decision)))?.Typed;
        return Page.Of<DosePage>(
            typed.IsRead ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            ("Into", new TypedInto(drafts, visitor, participant, typed)),
            ("Visitor", visitor),
            ("Who", visitor.Views.Find(participant)),
            ("Doses", doses),
            ("Chosen", chosen),
            (
                "Proposal",
                chosen is { HasRules: true }
                    ? decision is not null
                        ? Proposal(visitor, participant, decision)
                        : visitor.Views.Proposal(participant, chosen.Id, chosen.Cycle, chosen.Day, new())
                    : null
            ),
            ("Today", visitor.Today(participant))
        );
    }

    /// <summary>The forms of the page, each for one treatment.</summary>
    internal const string Decision = "form-decide";
    internal const string Given = "form-give";
    internal const string Stopped = "form-stop";

    /// <summary>The name of a form of a treatment.</summary>
    internal static string Form(string? treatment, string form) =>
        $"dose?treatment={Uri.EscapeDataString(treatment ?? "")}#{form}";

    /// <summary>The occasion of a decision, and what is answered of what the rules need to know.</summary>
    static (int Cycle, int Day, DoseAnswers Answers) Asked(Typed typed) =>
        (
            typed.Whole("decision-cycle", "The cycle"),
            typed.Whole("decision-day", "The day of the cycle"),
            new(
                typed.YesOrNo("fever"),
                typed.YesOrNo("persists"),
                typed.WholeOrNothing("remaining", "The remaining grade"),
                typed.YesOrNo("risk"),
                typed.YesOrNo("inhibitor") is true,
                typed.YesOrNo("liver") is true
            )
        );

    static DoseProposal? Proposal(Visitor visitor, string participant, Typed typed)
    {
        var (cycle, day, answers) = Asked(typed);
        return typed.IsRead && cycle <= 1000 && day <= 1000
            ? visitor.Views.Proposal(participant, typed["treatment"], cycle, day, answers)
            : null;
    }

    /// <summary>What the rules propose on what is recorded and on what is answered so far.</summary>
    static IResult Propose(Visitor visitor, string participant) =>
        visitor.Views.SeesDosesOf(participant)
            ? Page.Of<DoseProposed>(("Proposal", Proposal(visitor, participant, Typed.Of(visitor.Http))))
            : Results.NotFound();

    static async Task<IResult> Decide(Visitor visitor, Drafts drafts, Proofs proofs, string participant)
    {
        if (!visitor.Views.SeesDosesOf(participant))
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var treatment = typed["treatment"];
        var (cycle, day, answers) = Asked(typed);
        var step = typed.Choice<DoseStep>("decision", "The decision");
        var level = typed.NumberOrNothing("level", "The new dose");
        var (why, reason) = (EventWords.Reason(typed, "decision-why"), EventWords.Reason(typed, "decision-reason"));
        var today = visitor.Today(participant);
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, DecideDose.Meaning) is { } signature)
            await visitor.Gives(
                typed,
                new DecideDose(participant, treatment, cycle, day, answers, step, level, why, signature, today)
                {
                    ReasonForChange = reason,
                },
                ("bad-cycle", "decision-cycle"),
                ("bad-cycle-day", "decision-day"),
                ("other-cycle-day", "decision-day"),
                ("fever-not-answered", "fever"),
                ("persistence-not-answered", "persists"),
                ("bad-grade", "remaining"),
                ("count-undecided", "decision-why"),
                ("differs-without-reason", "decision-why"),
                ("judgement-without-reason", "decision-why"),
                ("bad-decision", "decision"),
                ("not-withheld", "decision"),
                ("is-withheld", "decision"),
                ("after-discontinuation", "decision"),
                ("level-without-reduction", "level"),
                ("bad-level", "level"),
                ("change-without-reason", "decision-reason")
            );
        return typed.IsRead
            ? Again(visitor, drafts, participant, treatment, Decision)
            : Show(visitor, drafts, participant, treatment, typed);
    }

    static async Task<IResult> Give(Visitor visitor, Drafts drafts, string participant)
    {
        if (!visitor.Views.SeesDosesOf(participant))
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var treatment = typed["treatment"];
        var command = new GiveDose(
            participant,
            treatment,
            typed.Whole("cycle", "The cycle"),
            typed.NumberOrNothing("amount", "The dose"),
            typed.Day("on", "The first day"),
            typed.Day("until", "The last day"),
            typed.TextOrNothing("deviation", "The reason for the departure", most: 1000),
            typed.WholeOrNothing("interval", "The interval")
        )
        {
            ReasonForChange = EventWords.Reason(typed),
        };
        return await visitor.Gives(
            typed,
            command,
            ("bad-cycle", "cycle"),
            ("ends-before-it-starts", "until"),
            ("overlapping-doses", "on"),
            ("after-discontinuation", "on"),
            ("no-such-interval", "interval"),
            ("which-interval", "reason"),
            ("recorded-as-not-done", "cycle"),
            ("not-in-arm", "deviation"),
            ("dose-while-withheld", "deviation"),
            ("not-the-current-dose", "deviation"),
            ("bad-dose", "amount"),
            ("dose-not-recorded", "amount")
        )
            ? Again(visitor, drafts, participant, treatment, Given)
            : Show(visitor, drafts, participant, treatment, typed);
    }

    static async Task<IResult> Stop(Visitor visitor, Drafts drafts, string participant)
    {
        if (!visitor.Views.SeesDosesOf(participant))
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var treatment = typed["treatment"];
        var command = new DiscontinueTreatment(
            participant,
            treatment,
            typed.Choice<DiscontinuationReason>("stop-why", "Why"),
            typed.Day("stop", "The day")
        )
        {
            ReasonForChange = EventWords.Reason(typed, "stop-reason"),
        };
        (string, string)[] dates =
        [
            .. new[]
            {
                "in-the-future",
                "before-randomization",
                "after-death",
                "after-withdrawal",
                "after-cutoff",
                "facts-after-the-end",
            }.Select(rule => (rule, "stop")),
            ("change-without-reason", "stop-reason"),
        ];
        return await visitor.Gives(typed, command, dates)
            ? Again(visitor, drafts, participant, treatment, Stopped)
            : Show(visitor, drafts, participant, treatment, typed);
    }

    /// <summary>Back to the page, without the draft of what is recorded.</summary>
    internal static IResult Again(Visitor visitor, Drafts drafts, string participant, string treatment, string form)
    {
        drafts.Delete(visitor.Person.Id, Drafts.Place(participant, Form(treatment, form)));
        return FromScript.GoTo(visitor.Http, $"/p/{participant}/dose?treatment={Uri.EscapeDataString(treatment)}");
    }
}
