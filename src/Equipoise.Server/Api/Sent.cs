using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol.Values;

namespace Equipoise.Server.Api;

/// <summary>Somebody who is screened. The program issues the number.</summary>
sealed record SentScreening(
    [Description("The site, which is one of the key.")] string Site,
    [Description("Age in whole years on that day.")] int Age,
    [Description("Sex as recorded by the site.")] Sex Sex,
    [Description("The day of screening.")] DateOnly On
);

/// <summary>A consent.</summary>
sealed record SentConsent(
    [Description("The day on which the participant signed.")] DateOnly On,
    [Description("The version that is printed on the form; null where it is not said.")] string? FormVersion = null,
    [Description("Why a consent that is recorded changes; for that only.")] string? ReasonForChange = null
);

/// <summary>Answers to criteria of eligibility, all of them or some.</summary>
sealed record SentAnswers(
    [Description("The day of the evidence.")] DateOnly On,
    [Description("The answers by the id of the criterion: true or false, a number, or a text.")]
        IReadOnlyDictionary<string, JsonElement> Answers,
    [Description("Why an answer of the same day that is recorded changes; for that only.")] string? ReasonForChange = null
);

/// <summary>A request for an arm. It has no members: the stratum is the signed one, and the day is today.</summary>
sealed record SentRandomization;

/// <summary>A laboratory result.</summary>
sealed record SentResult(
    [Description("The id of the test in the protocol.")] string Test,
    [Description("The value, 0 or more; the bound of it where there is a comparator.")] double Value,
    [Description("Its unit, which is that of the protocol: another one is refused, and never converted.")] string Unit,
    [Description("The day on which the sample was drawn.")] DateOnly On,
    [Description(
        "Where the laboratory reports a bound only, on which side of it the value lies; null for the "
            + "value itself."
    )]
        SentComparator? Comparator = null,
    [Description("The lower limit of normal of the laboratory; null where the protocol's holds.")] double? LowerLimit = null,
    [Description("The upper limit of normal of the laboratory; null where the protocol's holds.")] double? UpperLimit = null,
    [Description("Which sample of the day, from 1 to 99.")] int Sample = 1,
    [Description("Why a result that is recorded changes; for that only.")] string? ReasonForChange = null
)
{
    internal RecordLabValue Of(string participant) =>
        new(participant, Test, Value, On, LowerLimit, UpperLimit, Sample, (Comparator?)Comparator)
        {
            ReasonForChange = ReasonForChange,
        };
}

/// <summary>Results of many participants.</summary>
sealed record SentBatch(
    [Description("The results.")] IReadOnlyList<SentRow> Rows
);

/// <summary>A file as a laboratory writes it.</summary>
sealed record SentFile(
    [Description("The text of the file: the names of the columns, then a value a line; at most 5000 of them.")] string File,
    [Description("How it is written: a layout of the protocol; null for the columns of the program.")] string? Layout = null
);

/// <summary>A result with its participant.</summary>
sealed record SentRow(
    [Description("The participant.")] string Participant,
    [Description("The result.")] SentResult Result
);

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
