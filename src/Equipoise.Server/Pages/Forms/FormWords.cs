using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Schedule;
using Equipoise.Conduct.Views;
using Equipoise.Protocol.Values;
using Equipoise.Server.Pages.Parts;

namespace Equipoise.Server.Pages.Forms;

/// <summary>Forms as pages print them, and their addresses.</summary>
static class FormWords
{
    /// <summary>The address of a visit.</summary>
    internal static string Address(string participant, string visit, int number) =>
        $"/p/{participant}/visits/{Uri.EscapeDataString(visit)}/{number}";

    /// <summary>The address of a form.</summary>
    internal static string Address(string participant, FormPlace place) =>
        $"{Address(participant, place.Visit, place.Occurrence)}/{Uri.EscapeDataString(place.Form)}";

    /// <summary>The field of a question.</summary>
    internal static string Field(ItemPlace place, bool isRepeated) =>
        isRepeated ? $"i-{place.Item}.{place.Repeat}" : $"i-{place.Item}";

    internal static string Field(FormItemView item) => Field(item.Place, item.IsRepeated);

    /// <summary>When a question is asked, for the script: the fields and what each must say.</summary>
    internal static string? AskedIf(FormItemView item) =>
        item.AskedIf.Count == 0
            ? null
            : string.Join(
                '&',
                item.AskedIf.Select(one =>
                    $"{Uri.EscapeDataString(Field(one.Place, one.IsRepeated))}={Uri.EscapeDataString(one.Value)}"
                )
            );

    /// <summary>A question with its unit.</summary>
    internal static string Ask(FormItemView item) => item.Unit is { } unit ? $"{item.Ask}, {unit}" : item.Ask;

    /// <summary>A value as people read it.</summary>
    internal static string Value(FormItemView? item, string? value)
    {
        if (value is null)
            return "nothing";
        return item?.Kind switch
        {
            ItemKind.YesNo => value == "yes" ? "Yes" : "No",
            ItemKind.Choice => item.Choices.FirstOrDefault(choice => choice.Code == value)?.Text ?? value,
            ItemKind.Date or ItemKind.PartialDate => Day(value),
            _ => item?.Unit is { } unit ? $"{value} {unit}" : value,
        };
    }

    static string Day(string value) =>
        PartialDate.Read(value) is not { } date ? value
        : date.Day is { } day ? Printed.Day(day)
        : value.Length > 4 ? date.First.ToString("MMM yyyy", CultureInfo.InvariantCulture)
        : value;

    internal static string Of(QueryStatus status) =>
        status switch
        {
            QueryStatus.Open => "open",
            QueryStatus.Answered => "answered",
            _ => "closed",
        };

    internal static string Of(ScheduleStatus status) =>
        status switch
        {
            ScheduleStatus.Upcoming => "to come",
            ScheduleStatus.Due => "due",
            ScheduleStatus.Late => "late",
            ScheduleStatus.Missed => "missed, not explained",
            ScheduleStatus.Done => "done",
            _ => "not done",
        };

    internal static string Of(FormSummaryView form) =>
        form.Progress switch
        {
            FormProgress.Empty => "empty",
            FormProgress.Incomplete => form.Missing.Count == 1 ? "1 answer missing" : $"{form.Missing.Count} answers missing",
            _ => "complete",
        };

    /// <summary>What people did with a form, in words: "signed by Ida I., 9 Sep 2018".</summary>
    internal static IEnumerable<string> Acts(FormSummaryView form)
    {
        if (form.Queries > 0)
            yield return form.Queries == 1 ? "1 query" : $"{form.Queries} queries";
        if (form.Signed is { } signed)
            yield return $"signed by {signed.By}, {Printed.Day(signed.At)}";
        else if (form.SignatureEndedOf is { } signer)
            yield return $"changed after {signer} signed";
        if (form.IsLocked)
            yield return "locked";
        else if (form.IsFrozen)
            yield return "frozen";
        if (form.Verified > 0)
            yield return $"{form.Verified} of {form.Values} verified";
    }
}
