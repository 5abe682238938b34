using Equipoise.Conduct.Signing;

namespace Equipoise.Design.Rehearsal;

/// <summary>The virtual investigator, who proves who they are at the moment of signing.</summary>
static class Investigator
{
    public const string Name = "Virtual Investigator";

    public static Signature Sign(string meaning, DateOnly day) => new(Name, meaning, Noon(day), "rehearsal");

    /// <summary>The moment at which everything of a day is recorded.</summary>
    public static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
