using System.Text.Json;
using System.Text.Json.Serialization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol.Values;

namespace Equipoise.Server.Api;

/// <summary>Somebody who is screened. The program issues the number.</summary>
/// <param name="Site">The site, which is one of the key.</param>
/// <param name="Age">Age in whole years on that day.</param>
/// <param name="Sex">Sex as recorded by the site.</param>
/// <param name="On">The day of screening.</param>
sealed record SentScreening(string Site, int Age, Sex Sex, DateOnly On);

/// <summary>A consent.</summary>
/// <param name="On">The day on which the participant signed.</param>
/// <param name="FormVersion">The version that is printed on the form; null where it is not said.</param>
/// <param name="ReasonForChange">Why a consent that is recorded changes; for that only.</param>
sealed record SentConsent(DateOnly On, string? FormVersion = null, string? ReasonForChange = null);

/// <summary>Answers to criteria of eligibility, all of them or some.</summary>
/// <param name="On">The day of the evidence.</param>
/// <param name="Answers">The answers by the id of the criterion: true or false, a number, or a text.</param>
/// <param name="ReasonForChange">Why an answer of the same day that is recorded changes; for that only.</param>
sealed record SentAnswers(DateOnly On, IReadOnlyDictionary<string, JsonElement> Answers, string? ReasonForChange = null);

/// <summary>A request for an arm. It has no members: the stratum is the signed one, and the day is today.</summary>
sealed record SentRandomization;

/// <summary>A laboratory result.</summary>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value, 0 or more; the bound of it where there is a comparator.</param>
/// <param name="Unit">Its unit, which is that of the protocol: another one is refused, and never converted.</param>
/// <param name="On">The day on which the sample was drawn.</param>
/// <param name="Comparator">Where the laboratory reports a bound only, on which side of it the value lies; null for the value
/// itself.</param>
/// <param name="LowerLimit">The lower limit of normal of the laboratory; null where the protocol's holds.</param>
/// <param name="UpperLimit">The upper limit of normal of the laboratory; null where the protocol's holds.</param>
/// <param name="Sample">Which sample of the day, from 1 to 99.</param>
/// <param name="ReasonForChange">Why a result that is recorded changes; for that only.</param>
sealed record SentResult(
    string Test,
    double Value,
    string Unit,
    DateOnly On,
    SentComparator? Comparator = null,
    double? LowerLimit = null,
    double? UpperLimit = null,
    int Sample = 1,
    string? ReasonForChange = null
)
{
    internal RecordLabValue Of(string participant) =>
        new(participant, Test, Value, On, LowerLimit, UpperLimit, Sample, (Comparator?)Comparator)
        {
            ReasonForChange = ReasonForChange,
        };
}

/// <summary>Results of many participants.</summary>
/// <param name="Rows">The results.</param>
sealed record SentBatch(IReadOnlyList<SentRow> Rows);

/// <summary>A result with its participant.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Result">The result.</param>
sealed record SentRow(string Participant, SentResult Result);

/// <summary>On which side of a number a value lies: the comparator of a quantity in HL7 FHIR.</summary>
enum SentComparator
{
    [JsonStringEnumMemberName("<")]
    LessThan = Comparator.LessThan,

    [JsonStringEnumMemberName("<=")]
    AtMost = Comparator.AtMost,

    [JsonStringEnumMemberName(">=")]
    AtLeast = Comparator.AtLeast,

    [JsonStringEnumMemberName(">")]
    GreaterThan = Comparator.GreaterThan,
}
