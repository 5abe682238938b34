using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>Lesions, assessments and new therapies.</summary>
static class DiseasePages
{
    internal static void MapDisease(this IEndpointRouteBuilder to)
    {
        to.MapGet(
                "/p/{participant}/disease",
                (Visitor visitor, Drafts drafts, string participant) => Show(visitor, drafts, participant, Typed.Nothing)
            )
            .For(Act.See);
        to.MapPost("/p/{participant}/disease/lesion", Identify).For(Act.Record);
        to.MapPost("/p/{participant}/disease/measure", Measure).For(Act.Record);
        to.MapPost("/p/{participant}/disease/assessment", Judge).For(Act.Record);
        to.MapPost("/p/{participant}/disease/therapy", Start).For(Act.Record);
    }

    static IResult Show(Visitor visitor, Drafts drafts, string participant, Typed typed)
    {
        var who = visitor.Views.Find(participant)!;
        return Page.Of<DiseasePage>(
            typed.IsRead ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            ("Into", new TypedInto(drafts, visitor, participant, typed)),
            ("Who", who),
            ("Disease", visitor.Views.Disease(participant)),
            ("Today", visitor.Today(participant)),
            ("MayRecord", visitor.May(Act.Record, who.Site))
        );
    }

    /// <summary>The forms of the page; each is known by the field of its day.</summary>
    internal const string Lesion = "form-lesion";
    internal const string Measured = "form-measure";
    internal const string Judged = "form-assessment";
    internal const string Begun = "form-therapy";

    /// <summary>The name of a form among the pages of a participant.</summary>
    internal static string Form(string form) => $"disease#{form}";

    /// <summary>Back to the page, without the draft of what is recorded.</summary>
    static IResult Again(Visitor visitor, Drafts drafts, string participant, string form)
    {
        drafts.Delete(visitor.Person.Id, Drafts.Place(participant, Form(form)));
        return FromScript.GoTo(visitor.Http, $"/p/{participant}/disease");
    }

    /// <summary>Where the rules of dates and of corrections are told in a form whose day and reason have these names.</summary>
    static (string, string)[] Fields(string day, string reason, params (string, string)[] more) =>
        [
            .. more,
            .. new[]
            {
                "in-the-future",
                "before-screening",
                "before-consent",
                "before-randomization",
                "after-death",
                "after-withdrawal",
                "after-cutoff",
                "after-baseline",
                "new-at-baseline",
                "not-after-baseline",
                "before-the-lesion",
                "recorded-as-not-done",
                "assessment-judged-already",
            }.Select(rule => (rule, day)),
            ("change-without-reason", reason),
        ];

    static async Task<IResult> Identify(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var command = new IdentifyLesion(
            participant,
            typed.Text("lesion", "The name of the lesion", most: 20),
            typed.Choice<LesionKind>("kind", "What it is for"),
            typed.Text("organ", "The organ", most: 80),
            typed.IsYes("node", "Whether it is a lymph node"),
            typed.Text("method", "The method", most: 80),
            typed.Day("found", "The day of the image"),
            typed.NumberOrNothing("diameter", "The diameter")
        )
        {
            ReasonForChange = EventWords.Reason(typed, "lesion-reason"),
        };
        return await visitor.Gives(
            typed,
            command,
            Fields(
                "found",
                "lesion-reason",
                ("no-lesion", "lesion"),
                ("no-organ", "organ"),
                ("no-method", "method"),
                ("bad-lesion-kind", "kind"),
                ("no-diameter", "diameter"),
                ("too-small", "diameter"),
                ("diameter-of-no-target", "diameter"),
                ("too-many-targets", "kind"),
                ("too-many-in-organ", "organ")
            )
        )
            ? Again(visitor, drafts, participant, Lesion)
            : Show(visitor, drafts, participant, typed);
    }

    /// <summary>What became of the lesions at one assessment; those of which nothing is typed were not looked at.</summary>
    static async Task<IResult> Measure(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var (on, reason) = (typed.Day("measured", "The day of the image"), EventWords.Reason(typed, "measured-reason"));
        List<(long Row, MeasureLesion Command)> commands = [];
        foreach (var (row, lesion) in visitor.Views.Disease(participant)!.Lesions)
        {
            var isTarget = lesion.Kind == LesionKind.Target;
            var why = typed.TextOrNothing($"none-{row}", "The reason");
            var merged = isTarget ? typed.TextOrNothing($"merged-{row}", "The other lesion", most: 20) : null;
            var diameter = isTarget ? typed.NumberOrNothing($"mm-{row}", "The diameter") : null;
            LesionState? state = null;
            if (!isTarget && typed[$"state-{row}"].Length > 0)
                state = typed.Choice<LesionState>($"state-{row}", "The state");
            if (why is not null || merged is not null || diameter is not null || state is not null)
                commands.Add(
                    (row, new(participant, lesion.Lesion, on, diameter, state, why, merged) { ReasonForChange = reason })
                );
        }
        if (commands.Count == 0 && typed.IsRead)
            typed.With(null, "Nothing is said of any lesion.");
        // All or nothing: what is refused is told before the first is recorded.
        foreach (var (row, command) in typed.IsRead ? commands : [])
        {
            var value = command.Diameter is not null || command.MergedWith is not null ? $"mm-{row}" : $"state-{row}";
            typed.With(
                visitor.Weigh(command),
                Fields(
                    "measured",
                    "measured-reason",
                    ("evaluated-and-not", $"none-{row}"),
                    ("no-diameter", value),
                    ("bad-diameter", value),
                    ("no-state", value),
                    ("bad-state", value),
                    ("bad-merging", $"merged-{row}"),
                    ("merged-and-measured", $"merged-{row}")
                )
            );
        }
        var key = typed["key"];
        foreach (var (row, command) in commands)
            await visitor.Gives(typed, command, key.Length == 0 ? "" : $"{key}/{row}");
        return typed.IsRead ? Again(visitor, drafts, participant, Measured) : Show(visitor, drafts, participant, typed);
    }

    static async Task<IResult> Judge(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var command = new RecordTumorAssessment(
            participant,
            typed.Choice<OverallResponse>("response", "The response"),
            typed.Day("judged", "The day of the image"),
            typed.TextOrNothing("judged-why", "The reason", most: 1000)
        )
        {
            ReasonForChange = EventWords.Reason(typed, "judged-reason"),
        };
        return await visitor.Gives(
            typed,
            command,
            Fields("judged", "judged-reason", ("bad-response", "response"), ("differs-from-lesions", "judged-why"))
        )
            ? Again(visitor, drafts, participant, Judged)
            : Show(visitor, drafts, participant, typed);
    }

    static async Task<IResult> Start(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var therapy = typed.Text("therapy", "The name of the therapy");
        var start = typed.PartialDay("begun", "The first day");
        if (start is null && typed.Against("begun") is null)
            typed.With("begun", "The first day is missing: its year at least.");
        var command = new StartNewTherapy(
            participant,
            therapy,
            start ?? default(DateOnly),
            typed.WholeOrNothing("course", "The course") ?? 1
        )
        {
            ReasonForChange = EventWords.Reason(typed, "begun-reason"),
        };
        return await visitor.Gives(
            typed,
            command,
            Fields("begun", "begun-reason", ("no-therapy", "therapy"), ("bad-course", "course"))
        )
            ? Again(visitor, drafts, participant, Begun)
            : Show(visitor, drafts, participant, typed);
    }
}
