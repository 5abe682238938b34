using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>Laboratory values of a sample, several tests at once.</summary>
static class LaboratoryPages
{
    const string Draft = "lab";

    internal static void MapLaboratory(this IEndpointRouteBuilder to)
    {
        to.MapGet("/p/{participant}/lab", Form).For(Act.See);
        to.MapPost("/p/{participant}/lab", Record).For(Act.Record);
        to.MapPost("/p/{participant}/lab/verdict", Weigh).For(Act.Record);
    }

    static IResult Form(Visitor visitor, Drafts drafts, string participant)
    {
        var draft = drafts.Of(visitor.Person.Id, Drafts.Place(participant, Draft));
        return Show(visitor, participant, draft?.Typed ?? Typed.Nothing, [], draft?.Words(visitor.Now));
    }

    static IResult Show(
        Visitor visitor,
        string participant,
        Typed typed,
        IReadOnlyList<LaboratoryValueView> unusual,
        string? draft = null
    )
    {
        var who = visitor.Views.Find(participant)!;
        return Page.Of<LaboratoryPage>(
            typed,
            ("Who", who),
            ("Laboratory", visitor.Views.Laboratory(participant)),
            ("Today", visitor.Today(participant)),
            ("Unusual", unusual.Select(one => one.Test).ToHashSet()),
            ("MayRecord", visitor.May(Act.Record, who.Site)),
            ("DraftKept", draft)
        );
    }

    static IResult Weigh(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var values = Values(typed, participant, visitor.Views.Laboratory(participant)!.Tests, visitor.Today(participant));
        return Page.Of<LaboratoryVerdict>(("Values", visitor.Views.Graded([.. values])), ("Problems", typed.Problems));
    }

    static async Task<IResult> Record(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var reason = EventWords.Reason(typed);
        var on = typed.Day("on", "The day of the sample");
        var values = Values(typed, participant, visitor.Views.Laboratory(participant)!.Tests, on)
            .Select(value => value with { ReasonForChange = reason })
            .ToList();
        if (values.Count == 0 && typed.IsRead)
            typed.With(null, "No value is typed.");
        // All or nothing: what is refused is told before the first is recorded.
        foreach (var value in values)
            typed.With(
                visitor.Weigh(value),
                ("not-possible", $"v-{value.Test}"),
                ("bad-value", $"v-{value.Test}"),
                ("bad-limits", $"lo-{value.Test}"),
                ("bad-sample", "sample"),
                ("recorded-as-not-done", "on"),
                ("change-without-reason", "reason"),
                ("in-the-future", "on"),
                ("before-screening", "on"),
                ("before-consent", "on"),
                ("after-death", "on"),
                ("after-withdrawal", "on"),
                ("after-cutoff", "on")
            );
        List<LaboratoryValueView> unusual = typed.IsRead
            ? [.. visitor.Views.Graded([.. values]).Where(one => one.IsUnusual)]
            : [];
        foreach (var one in unusual.Where(one => typed[$"ok-{one.Test}"] != "yes"))
            typed.With(
                $"v-{one.Test}",
                $"{one.Test} {one.Value} {one.Unit} is unusual (usual: {one.Usual}). Correct it, or confirm it."
            );
        var key = typed["key"];
        foreach (var value in values)
            await visitor.Gives(typed, value, key.Length == 0 ? "" : $"{key}/{value.Test}");
        if (!typed.IsRead)
            return Show(visitor, participant, typed, unusual);
        drafts.Delete(visitor.Person.Id, Drafts.Place(participant, Draft));
        return FromScript.GoTo(visitor.Http, $"/p/{participant}/lab");
    }

    /// <summary>The values that were typed, in the unit of the protocol.</summary>
    static List<RecordLabValue> Values(Typed typed, string participant, IReadOnlyList<LaboratoryTest> tests, DateOnly on)
    {
        var sample = typed["sample"].Trim().Length == 0 ? 1 : typed.Whole("sample", "The number of the sample");
        List<RecordLabValue> values = [];
        foreach (var test in tests.Where(test => typed[$"v-{test.Id}"].Trim().Length > 0))
        {
            var before = typed.Problems.Count;
            var unit = typed[$"u-{test.Id}"] is { Length: > 0 } chosen ? chosen : test.Unit;
            var factor = ReportedUnit.Factor(test, unit);
            if (factor is null)
                typed.With($"u-{test.Id}", $"{test.Id} cannot be told in {test.Unit} from that unit.");
            if (ReportedUnit.Read(typed[$"v-{test.Id}"]) is not { } value)
                typed.With($"v-{test.Id}", $"{test.Id} is a number such as 0.45, or a bound such as <0.1.");
            else if (
                typed.NumberOrNothing($"lo-{test.Id}", "The lower limit") is var lower
                && typed.NumberOrNothing($"hi-{test.Id}", "The upper limit") is var upper
                && typed.Problems.Count == before
            )
                values.Add(
                    new(
                        participant,
                        test.Id,
                        ReportedUnit.In(value.Number, factor!.Value),
                        on,
                        lower is { } low ? ReportedUnit.In(low, factor.Value) : null,
                        upper is { } high ? ReportedUnit.In(high, factor.Value) : null,
                        sample,
                        value.Comparator
                    )
                );
        }
        return values;
    }
}
