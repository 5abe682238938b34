using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Events;

/// <summary>What the pages of events have in common: their words, and how a form gives its command.</summary>
static class EventWords
{
    /// <summary>Where the rules of dates and of corrections are told on a page whose day and reason have these names.</summary>
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

    /// <summary>The reason for a change, as every form of an event has it.</summary>
    internal static string? Reason(Typed typed, string field = "reason") => typed.TextOrNothing(field, "The reason", most: 1000);

    /// <summary>
    /// Gives the command of a form that is read, and says in the form why it is refused. True where it is recorded.
    /// </summary>
    internal static async Task<bool> Gives(
        this Visitor visitor,
        Typed typed,
        TrialCommand command,
        params (string Rule, string Field)[] fields
    )
    {
        if (typed.IsRead && await visitor.DoAsync(command, typed["key"]) is Decision.Refused refused)
            typed.With(refused.Reasons, [.. fields, .. common]);
        return typed.IsRead;
    }

    /// <summary>The same under a key of its own, for one of several commands of a form.</summary>
    internal static async Task<bool> Gives(this Visitor visitor, Typed typed, TrialCommand command, string key)
    {
        if (typed.IsRead && await visitor.DoAsync(command, key) is Decision.Refused refused)
            typed.With(refused.Reasons, common);
        return typed.IsRead;
    }

    internal static DateOnly Today(this Visitor visitor, string participant) =>
        visitor.TodayAt(visitor.Views.Find(participant)!.Site);

    /// <summary>The members of an enumeration as choices of a form.</summary>
    internal static IReadOnlyList<(string Value, string Words)> Choices<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(one => ($"{one}", Of(one)))];

    /// <summary>A member in words, with a capital first letter.</summary>
    internal static string Of(Enum member) =>
        member switch
        {
            OverallResponse response => response.Word,
            LesionKind.NonTarget => "Non-target",
            SeriousnessCriteria.LifeThreatening => "Life-threatening",
            SeriousnessCriteria.Hospitalization => "Stay in hospital, or a longer one",
            SeriousnessCriteria.CongenitalAnomaly => "Congenital anomaly or birth defect",
            SeriousnessCriteria.Disability => "Lasting or significant disability",
            ScheduleStatus.NotDone => "Not done",
            WithdrawalReason.WithdrawalBySubject => "The participant withdrew consent",
            Conduct.Treatment.DiscontinuationReason.WithdrawalBySubject => "The participant decided",
            _ => string.Concat(
                $"{member}".Select((letter, at) =>
                    at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"
                )
            ),
        };

    internal static readonly IReadOnlyList<(string Value, string Words)> YesNo = [("yes", "Yes"), ("no", "No")];

    /// <summary>Yes, no or nothing.</summary>
    internal static bool? YesOrNo(this Typed typed, string field) =>
        typed[field] switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

    /// <summary>Yes or no, which must be said.</summary>
    internal static bool IsYes(this Typed typed, string field, string name)
    {
        if (typed.YesOrNo(field) is { } said)
            return said;
        typed.With(field, $"{name} is missing.");
        return false;
    }

    /// <summary>A whole number that may be left out.</summary>
    internal static int? WholeOrNothing(this Typed typed, string field, string name) =>
        typed[field].Trim().Length == 0 ? null : typed.Whole(field, name);

    /// <summary>A number that may be left out.</summary>
    internal static double? NumberOrNothing(this Typed typed, string field, string name) =>
        typed[field].Trim().Length == 0 ? null : typed.Number(field, name);
}
