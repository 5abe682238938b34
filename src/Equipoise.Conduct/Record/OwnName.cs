namespace Equipoise.Conduct.Record;

/// <summary>
/// Who answers for what a participant said themselves: "participant 101-01", which is the identifier of none of the people of
/// the trial, because those have no blanks.
/// </summary>
public static class OwnName
{
    /// <summary>The name of that participant in the stamp of an entry.</summary>
    /// <param name="participant">The identifier of the participant.</param>
    public static string Of(string participant) => $"participant {participant}";
}
