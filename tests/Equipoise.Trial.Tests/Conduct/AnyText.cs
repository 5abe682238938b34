using Equipoise.Conduct.FollowUp;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Verbatim terms as sites write them, and as no program should have taken them.</summary>
static class AnyText
{
    internal const string Chinese = "中性粒细胞减少症，伴有发热";

    /// <summary>
    /// In German, French, Spanish and Chinese; the last three of more than 200 bytes: 236 characters of ASCII, 320 bytes of letters
    /// with accents, 360 bytes without any blank.
    /// </summary>
    internal static readonly string[] Terms =
    [
        "Übelkeit, Erbrechen und Schwächegefühl (stationär behandelt)",
        "Fièvre à 39 °C, œdème des membres inférieurs, douleurs dorsales",
        "Náuseas y vómitos; ¿posible recaída?",
        Chinese,
        string.Join(' ', Enumerable.Repeat("persistent low back pain radiating into the left leg,", 4)) + " worse by night, no fever",
        string.Join(' ', Enumerable.Repeat("Müdigkeit, Übelkeit, Gefühlsstörungen der Füße,", 6)),
        string.Concat(Enumerable.Repeat("中性粒细胞减少症，伴有发热恶心", 8)),
    ];

    internal static AdverseEventRecorded AdverseEvent(string term) =>
        new(
            "101-001",
            term,
            null,
            null,
            Grade: 2,
            Serious: false,
            Related: true,
            ActionTaken.DoseNotChanged,
            AdverseEventOutcome.Recovered,
            PatinaTrial.Randomization,
            End: null
        );
}
