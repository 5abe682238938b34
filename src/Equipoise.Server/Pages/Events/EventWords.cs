using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Schedule;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Events;

/// <summary>What the pages of events have in common: their words.</summary>
static class EventWords
{
    /// <summary>The reason for a change, as every form of an event has it.</summary>
    internal static string? Reason(Typed typed, string field = "reason") => typed.TextOrNothing(field, "The reason", most: 1000);

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
