using Equipoise.Conduct.Views;
using Equipoise.Server.Pages.Parts;

namespace Equipoise.Server.Pages.Events;

/// <summary>A clock of a serious adverse event in the words of a table, by the time of a site.</summary>
static class ClockWords
{
    /// <summary>The first moment that is too late; nothing where that is not known.</summary>
    internal static string Before(ClockView clock, TimeZoneInfo zone) =>
        clock.Obligation.DueBefore is { } due ? Printed.Moment(due, zone) : "";

    /// <summary>How much time is left, or when it was done.</summary>
    internal static string Left(ClockView clock, TimeZoneInfo zone) =>
        clock.Left + (clock.Obligation.Done is { } done ? $", {Printed.Moment(done, zone)}" : "");
}
