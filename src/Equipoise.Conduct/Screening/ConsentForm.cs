using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Screening;

/// <summary>
/// The version of the form that a participant signed, as it is printed on the form: "2.1", "3.0 of 2018-02-01".
/// </summary>
static class ConsentForm
{
    const int Longest = 40;

    internal static IEnumerable<Refusal> Objections(string? version)
    {
        if (version is null)
            yield break;
        if (string.IsNullOrWhiteSpace(version) || version.Trim().Length > Longest || version.Any(IsUnreadable))
            yield return new(
                "bad-form-version",
                $"Write the version that is printed on the consent form, at most {Longest} characters, such as 2.1."
            );
    }

    static bool IsUnreadable(char letter) => char.IsControl(letter) || char.IsSurrogate(letter);
}
