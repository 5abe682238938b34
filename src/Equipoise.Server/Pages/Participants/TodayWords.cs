using Equipoise.Conduct.Views;

namespace Equipoise.Server.Pages.Participants;

/// <summary>What the sections of today are called, on the page and in its address.</summary>
static class TodayWords
{
    /// <summary>The section of that name in an address; null for none.</summary>
    internal static TodaySection? SectionOf(string? name) =>
        Enum.GetValues<TodaySection>().Cast<TodaySection?>().FirstOrDefault(section => Name(section!.Value) == name);

    /// <summary>The name in an address: "late".</summary>
    internal static string Name(TodaySection section) => section.ToString().ToLowerInvariant();

    internal static string Of(TodaySection section) =>
        section switch
        {
            TodaySection.Late => "Late",
            TodaySection.Serious => "Serious adverse events: to be told",
            TodaySection.Unblinded => "Unblinded within a week",
            TodaySection.Due => "Due",
            TodaySection.ThisWeek => "This week",
            TodaySection.Missed => "Missed, to be explained",
            TodaySection.Queries => "Queries",
            TodaySection.Answers => "Answers to queries",
            TodaySection.FormsToSign => "Forms to sign",
            TodaySection.Screening => "Screening",
            _ => section.ToString(),
        };
}
