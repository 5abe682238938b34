using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Screening;

/// <summary>From screening to randomization, a page a step.</summary>
static class ScreeningPages
{
    internal static void MapScreening(this IEndpointRouteBuilder to)
    {
        to.MapGet("/participants/new", (Visitor visitor) => Page.Of<ScreenPage>(("Sites", SitesOf(visitor)))).For(Act.Screen);
        to.MapPost("/participants/new", Screen).For(Act.Screen);
        to.MapGet(
                "/p/{participant}/consent",
                (Visitor visitor, string participant) => Consent(visitor, participant, Typed.Nothing)
            )
            .For(Act.Screen);
        to.MapPost("/p/{participant}/consent", RecordConsent).For(Act.Screen);
        to.MapGet("/p/{participant}/eligibility", EligibilityForm).For(Act.Screen);
        to.MapPost("/p/{participant}/eligibility", Assess).For(Act.Screen);
        to.MapPost("/p/{participant}/eligibility/verdict", Weigh).For(Act.Screen);
        to.MapGet(
                "/p/{participant}/sign-eligibility",
                (Visitor visitor, string participant) => Signature(visitor, participant, Typed.Nothing)
            )
            .For(Act.SignEligibility);
        to.MapPost("/p/{participant}/sign-eligibility", Sign).For(Act.SignEligibility);
        to.MapGet(
                "/p/{participant}/randomize",
                (Visitor visitor, string participant) => Randomization(visitor, participant, Typed.Nothing)
            )
            .For(Act.Randomize);
        to.MapPost("/p/{participant}/randomize", Randomize).For(Act.Randomize);
    }

    static IReadOnlyList<SiteView> SitesOf(Visitor visitor) =>
        [.. visitor.Views.Sites.Where(site => visitor.May(Act.Screen, site.Site))];

    static async Task<IResult> Screen(Visitor visitor)
    {
        var typed = Typed.Of(visitor.Http);
        var sites = SitesOf(visitor);
        var site = typed["site"];
        if (sites.All(one => one.Site != site))
            typed.With("site", "Choose your site.");
        var on = typed.Day("on", "The day of screening");
        var age = typed.Whole("age", "Age");
        var sex = typed.Choice<Sex>("sex", "Sex");
        if (typed.IsRead)
            switch (await visitor.DoAsync(new ScreenParticipant(null, site, age, sex, on), typed["key"]))
            {
                case Decision.Refused refused:
                    typed.With(
                        refused.Reasons,
                        ("bad-age", "age"),
                        ("in-the-future", "on"),
                        ("after-cutoff", "on"),
                        ("not-yet-accruing", "on"),
                        ("accrual-closed", "on")
                    );
                    break;
                case Decision.Accepted accepted:
                    var number = accepted.Events.OfType<ParticipantScreened>().Single().Participant;
                    return FromScript.GoTo(visitor.Http, $"/p/{number}");
            }
        return Page.Of<ScreenPage>(typed, ("Sites", sites));
    }

    static IResult Consent(Visitor visitor, string participant, Typed typed) =>
        Page.Of<ConsentPage>(typed, ("Who", visitor.Views.Find(participant)));

    static async Task<IResult> RecordConsent(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var command = new RecordConsent(
            participant,
            typed.Day("on", "The day"),
            typed.TextOrNothing("version", "The version", most: 40)
        )
        {
            ReasonForChange = typed.TextOrNothing("reason", "The reason", most: 1000),
        };
        return await visitor.Gives(typed, command, ("bad-form-version", "version"))
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}/eligibility")
            : Consent(visitor, participant, typed);
    }

    static IResult EligibilityForm(Visitor visitor, Drafts drafts, string participant)
    {
        var draft = drafts.Of(visitor.Person.Id, Drafts.Place(participant, "eligibility"));
        return Eligibility(visitor, participant, draft?.Typed ?? Typed.Nothing, draft?.Words(visitor.Now));
    }

    static IResult Eligibility(Visitor visitor, string participant, Typed typed, string? draft = null)
    {
        var who = visitor.Views.Find(participant)!;
        return Page.Of<EligibilityPage>(
            typed,
            ("Who", who),
            ("Screening", visitor.Views.Screening(participant)),
            ("Today", visitor.TodayAt(who.Site)),
            ("MaySign", visitor.May(Act.SignEligibility, who.Site)),
            ("DraftKept", draft)
        );
    }

    static async Task<IResult> Assess(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var screening = visitor.Views.Screening(participant)!;
        var on = typed.Day("on", "The day of the evidence");
        var answers = Answers(typed, screening, changedOnly: true);
        if (answers.Count == 0 && typed.IsRead)
            typed.With(null, "Nothing is answered otherwise than it is recorded.");
        var command = new AssessEligibility(participant, answers, on)
        {
            ReasonForChange = typed.TextOrNothing("reason", "The reason", most: 1000),
        };
        if (!await visitor.Gives(typed, command))
            return Eligibility(visitor, participant, typed);
        drafts.Delete(visitor.Person.Id, Drafts.Place(participant, "eligibility"));
        return FromScript.GoTo(visitor.Http, $"/p/{participant}/eligibility");
    }

    /// <summary>What the answers that are typed so far would mean; nothing of it is recorded.</summary>
    static IResult Weigh(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var screening = visitor.Views.Screening(participant)!;
        var protocol = visitor.Protocol.Eligibility.ToDictionary(criterion => criterion.Id);
        var answers = Answers(typed, screening, changedOnly: false);
        return Page.Of<Verdict>(
            (
                "Criteria",
                (IReadOnlyList<CriterionView>)[
                    .. screening.Criteria.Select(criterion =>
                        answers.TryGetValue(criterion.Id, out var answer)
                            ? criterion with
                            {
                                Answer = answer.ToString(),
                                Verdict =
                                    !protocol.TryGetValue(criterion.Id, out var rule) ? criterion.Verdict
                                    : rule.Permits(answer) ? CriterionVerdict.Permits
                                    : CriterionVerdict.KeepsOut,
                            }
                            : criterion
                    ),
                ]
            )
        );
    }

    /// <summary>The answers that were typed; those that are recorded so already are no answers anew.</summary>
    static Dictionary<string, Answer> Answers(Typed typed, ScreeningView screening, bool changedOnly)
    {
        Dictionary<string, Answer> answers = [];
        foreach (var criterion in screening.Criteria)
        {
            var field = $"c-{criterion.Id}";
            var text = typed[field].Trim();
            if (text.Length == 0 || (changedOnly && text == criterion.Answer && criterion.Verdict != CriterionVerdict.TooOld))
                continue;
            switch (criterion.Asks)
            {
                case AnswerKind.YesNo when text is "yes" or "no":
                    answers[criterion.Id] = new Answer.YesNo(text == "yes");
                    break;
                case AnswerKind.Choice when text == "other" || criterion.Options.Contains(text):
                    answers[criterion.Id] = new Answer.Choice(text);
                    break;
                case AnswerKind.Number:
                    var before = typed.Problems.Count;
                    var number = typed.Number(field, "The answer");
                    if (typed.Problems.Count == before)
                        answers[criterion.Id] = new Answer.Number(number);
                    break;
                default:
                    typed.With(field, "Choose one of the answers.");
                    break;
            }
        }
        return answers;
    }

    static IResult Signature(Visitor visitor, string participant, Typed typed) =>
        Page.Of<SignEligibilityPage>(
            typed,
            ("Visitor", visitor),
            ("Who", visitor.Views.Find(participant)),
            ("Screening", visitor.Views.Screening(participant))
        );

    static async Task<IResult> Sign(Visitor visitor, Proofs proofs, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var screening = visitor.Views.Screening(participant)!;
        Dictionary<string, string> levels = [],
            choices = [];
        foreach (var factor in screening.Factors.Where(factor => factor.Question is not null))
            Take(levels, factor.Id, $"f-{factor.Id}", factor.Levels);
        foreach (var choice in screening.Choices)
            Take(choices, choice.Treatment, $"t-{choice.Treatment}", choice.Alternatives);
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, SignEligibility.Meaning) is { } signature)
        {
            var today = visitor.TodayAt(visitor.Views.Find(participant)!.Site);
            await visitor.Gives(typed, new SignEligibility(participant, levels, choices, today, signature));
        }
        return typed.IsRead
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}/randomize")
            : Signature(visitor, participant, typed);

        void Take(Dictionary<string, string> into, string id, string field, IReadOnlyList<string> allowed)
        {
            if (allowed.Contains(typed[field]))
                into[id] = typed[field];
            else
                typed.With(field, "Choose one.");
        }
    }

    static IResult Randomization(Visitor visitor, string participant, Typed typed)
    {
        var who = visitor.Views.Find(participant)!;
        return Page.Of<RandomizePage>(
            typed,
            ("Who", who),
            ("Screening", visitor.Views.Screening(participant)),
            ("Against", who.Randomized is null ? visitor.Weigh(Command(visitor, who)) : []),
            ("Arm", visitor.Views.ArmOf(participant))
        );
    }

    static async Task<IResult> Randomize(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var command = Command(visitor, visitor.Views.Find(participant)!);
        return await visitor.Gives(typed, command)
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}/randomize")
            : Randomization(visitor, participant, typed);
    }

    static RandomizeParticipant Command(Visitor visitor, ParticipantView who) =>
        new(who.Participant, visitor.TodayAt(who.Site));
}
