namespace Equipoise.Conduct.Record;

/// <summary>
/// A member of an event that a person types in their own words, so that it may hold a name by mistake. It lies beside the log,
/// where it can be redacted; the row holds its salted hash.
/// </summary>
/// <remarks>
/// It stands at a member that is a string, or a list of strings. An identifier, a word of a list, a code, the text of a
/// protocol and the printed name of who signs are no free text.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FreeTextAttribute : Attribute
{
    /// <summary>What a text reads as once it was redacted.</summary>
    public const string Redacted = "[redacted]";
}
