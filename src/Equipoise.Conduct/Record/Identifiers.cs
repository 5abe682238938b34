namespace Equipoise.Conduct.Record;

/// <summary>The names by which participants, sites and people are known.</summary>
static class Identifiers
{
    /// <summary>Letters, digits and hyphens, at most 20.</summary>
    internal static bool IsOne(string text) =>
        text.Length is > 0 and <= 20 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
