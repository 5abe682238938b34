using System.ComponentModel;
using Equipoise.Conduct.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Equipoise.Server.Api;

/// <summary>Refusals of the API as problem details (RFC 9457).</summary>
static class Problem
{
    internal const string Refusals = "urn:equipoise:problem:refused";
    internal const string Members = "urn:equipoise:problem:malformed";
    internal const string Key = "urn:equipoise:problem:idempotency-key";

    /// <summary>What the rules of the trial say against it, each by the name of its rule.</summary>
    internal static IResult Refused(IReadOnlyList<Refusal> reasons) =>
        Results.Problem(
            string.Join(' ', reasons.Select(reason => reason.Words)),
            statusCode: StatusCodes.Status409Conflict,
            title: "Refused by the rules of the trial",
            type: Refusals,
            extensions: new Dictionary<string, object?> { ["refusals"] = Told(reasons) }
        );

    internal static IReadOnlyList<RefusalTold> Told(IReadOnlyList<Refusal> reasons) =>
        [.. reasons.Select(reason => new RefusalTold(reason.Rule, reason.Words))];

    /// <summary>What cannot be read, each by its place.</summary>
    internal static IResult Malformed(IReadOnlyList<MemberProblem> problems) =>
        Results.Problem(
            string.Join(' ', problems.Take(5).Select(problem => $"{problem.Pointer} {problem.Detail}.")),
            statusCode: StatusCodes.Status400BadRequest,
            title: "What was sent cannot be read",
            type: Members,
            extensions: new Dictionary<string, object?> { ["errors"] = problems }
        );

    internal static IResult NoKey() =>
        Results.Problem(
            $"Send the header {IdempotencyKey.Header} once, with 1 to 80 signs of ASCII, such as a UUID: a new one "
                + "for each new act, and the same again when you do not know whether it was heard.",
            statusCode: StatusCodes.Status400BadRequest,
            title: "Idempotency-Key is missing",
            type: Key
        );

    internal static IResult OfStatus(int status, string words) =>
        Results.Problem(words, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), type: "about:blank");
}

/// <summary>One reason why something was refused.</summary>
sealed record RefusalTold(
    [Description("The stable name of the rule, for programs.")] string Rule,
    [Description("What is wrong and, where it helps, what would be right, for people.")] string Words
);

/// <summary>A refusal as the document describes it: problem details (RFC 9457).</summary>
sealed record ProblemTold(
    [Description("The kind of problem; about:blank where the status says all.")] string Type,
    [Description("The kind in words.")] string Title,
    [Description("The status.")] int Status,
    [Description("What is wrong here.")] string Detail,
    [Description("Of what cannot be read, every place and what is wrong there.")]
        IReadOnlyList<MemberProblem>? Errors = null,
    [Description("Of what the rules of the trial refuse, every rule with its words.")]
        IReadOnlyList<RefusalTold>? Refusals = null
);
