using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Api;

/// <summary>
/// The first version of the API: what another program needs to screen, to ask for an arm, and to bring laboratory results.
/// </summary>
/// <remarks>
/// Nothing is signed here: a signature needs the proof of a person. A program acts for the person whose key it holds, in one
/// role: the table of rights decides as in the browser, and what the role may not see is not there.
/// </remarks>
static class TrialApi
{
    const string One = "/participants/{participant}";
    const string Number = "The identifier of the participant.";
    internal const long LargestBatch = 1024 * 1024;
    const int MostPages = 1_000_000;

    internal static void MapApi(this IEndpointRouteBuilder to)
    {
        var api = to.MapGroup("/api/v1");
        api.MapGet("/participants", List).ForPrograms(Act.See).Tells<ParticipantsTold>("listParticipants", 400);
        api.MapPost("/participants", Screen).ForPrograms(Act.Screen).Takes<SentScreening, RecordedTold>("screenParticipant", 201);
        api.MapGet(One, Show).ForPrograms(Act.See).Tells<OneParticipantTold>("showParticipant", 404);
        api.MapPost($"{One}/consent", Consent)
            .ForPrograms(Act.Screen)
            .Takes<SentConsent, RecordedTold>("recordConsent", 200, 404);
        api.MapPost($"{One}/eligibility", Assess)
            .ForPrograms(Act.Screen)
            .Takes<SentAnswers, RecordedTold>("answerEligibility", 200, 404);
        api.MapGet($"{One}/randomization", Allocation).ForPrograms(Act.See).Tells<RandomizationTold>("showRandomization", 404);
        api.MapPost($"{One}/randomization", Randomize)
            .ForPrograms(Act.Randomize)
            .Takes<SentRandomization, RandomizationTold>("randomizeParticipant", 201, 404);
        api.MapPost($"{One}/laboratory", Record)
            .ForPrograms(Act.Record)
            .Takes<SentResult, RecordedTold>("recordResult", 200, 404);
        api.MapPost("/laboratory", RecordAll)
            .ForPrograms(Act.Record)
            .Takes<SentBatch, BatchTold>("recordResults")
            .WithMetadata(new TakesAtMost(LargestBatch));
        api.MapLaboratoryFiles();
        to.MapDocument();
    }

    [EndpointSummary(
        "Lists the participants whom the role of the key sees, the one screened last first, 50 on a page."
    )]
    static IResult List(
        Visitor visitor,
        [Description("Those of this site only.")] string? site,
        [Description("A part of the identifier, in any case.")] string? search,
        [Description("Which page, from 1.")] string? page
    )
    {
        var wanted = 1;
        var isOne = page is null || int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out wanted);
        return !isOne || wanted is < 1 or > MostPages
            ? Problem.Malformed([new("page", $"is a whole number from 1 to {MostPages}")])
            : Told(ParticipantsTold.Of(visitor.Views.Participants(NoneIfEmpty(site), search, wanted)));
    }

    static string? NoneIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [EndpointSummary(
        "Shows a participant with the criteria of eligibility, with an ETag by which a program asks whether it changed."
    )]
    static IResult Show(Visitor visitor, [Description(Number)] string participant)
    {
        var shown = JsonSerializer.SerializeToUtf8Bytes(
            OneParticipantTold.Of(visitor.Views.Find(participant)!, visitor.Views.Screening(participant)!),
            ApiJson.Options
        );
        // What is shown follows from rows, and from the day and the rights of whoever asks: only its bytes say all of that.
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(shown))[..32]}\"";
        visitor.Http.Response.Headers.ETag = tag;
        return visitor.Http.Request.Headers.IfNoneMatch.SelectMany(known => (known ?? "").Split(',')).Any(Matches)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(shown, "application/json; charset=utf-8");

        bool Matches(string known) => known.Trim() is var one && (one == "*" || one == tag || one == $"W/{tag}");
    }

    [EndpointSummary("Screens somebody; the program issues the number.")]
    static Task<IResult> Screen(Visitor visitor) =>
        Asked<SentScreening>.Answer(
            visitor.Http,
            async asked =>
            {
                var (site, age, sex, on) = asked.Body;
                // The trial knows the person with all roles; the key is for one.
                if (!visitor.May(Act.Screen, site) || !visitor.State.Sites.ContainsKey(site))
                    return Problem.Refused([
                        new("not-your-site", "This is no site at which the key may screen: it is for one role at one site."),
                    ]);
                return await visitor.DoAsync(new ScreenParticipant(null, site, age, sex, on), asked.Key) switch
                {
                    Decision.Accepted { Events: var events } => Created(
                        visitor,
                        events.OfType<ParticipantScreened>().Single().Participant
                    ),
                    Decision.Refused refused => Problem.Refused(refused.Reasons),
                    var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer."),
                };
            }
        );

    static IResult Created(Visitor visitor, string participant)
    {
        visitor.Http.Response.Headers.Location = $"/api/v1/participants/{participant}";
        return Told(new RecordedTold(participant, Outcome.Recorded), StatusCodes.Status201Created);
    }

    [EndpointSummary("Records a consent.")]
    static Task<IResult> Consent(Visitor visitor, [Description(Number)] string participant) =>
        Asked<SentConsent>.Answer(
            visitor.Http,
            asked =>
                Do(
                    visitor,
                    new RecordConsent(participant, asked.Body.On, asked.Body.FormVersion)
                    {
                        ReasonForChange = asked.Body.ReasonForChange,
                    },
                    asked.Key
                )
        );

    [EndpointSummary("Answers criteria of eligibility. An answer that keeps out is recorded like any other.")]
    static Task<IResult> Assess(Visitor visitor, [Description(Number)] string participant) =>
        Asked<SentAnswers>.Answer(
            visitor.Http,
            asked =>
            {
                var (answers, problems) = AnswersOf(asked.Body, visitor.Views.Screening(participant)!);
                return problems.Count > 0
                    ? Task.FromResult(Problem.Malformed(problems))
                    : Do(
                        visitor,
                        new AssessEligibility(participant, answers, asked.Body.On)
                        {
                            ReasonForChange = asked.Body.ReasonForChange,
                        },
                        asked.Key
                    );
            }
        );

    static (Dictionary<string, Answer> Answers, IReadOnlyList<MemberProblem> Problems) AnswersOf(
        SentAnswers sent,
        ScreeningView screening
    )
    {
        var asks = screening.Criteria.ToDictionary(criterion => criterion.Id, criterion => criterion.Asks);
        Dictionary<string, Answer> answers = [];
        SentJson read = new();
        foreach (var (id, value) in sent.Answers)
        {
            var place = SentJson.Below("#/answers", id);
            var answer = AnswerOf(value);
            if (!asks.TryGetValue(id, out var kind))
                read.Add(place, "is no criterion of the protocol");
            else if (answer is null || KindOf(answer) != kind)
                read.Add(place, $"is {Words(kind)}");
            else
                answers[id] = answer;
        }
        return (answers, read.Problems);
    }

    static Answer? AnswerOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => new Answer.YesNo(value.GetBoolean()),
            JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => new Answer.Number(number),
            JsonValueKind.String when SentJson.Text(value) is { Length: > 0 } text => new Answer.Choice(text),
            _ => null,
        };

    static AnswerKind KindOf(Answer answer) =>
        answer switch
        {
            Answer.YesNo => AnswerKind.YesNo,
            Answer.Number => AnswerKind.Number,
            _ => AnswerKind.Choice,
        };

    static string Words(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.YesNo => "true or false",
            AnswerKind.Number => "a number",
            _ => "a text",
        };

    [EndpointSummary(
        "Shows an allocation; 404 before there is one. The arm is there for whoever may see arms only."
    )]
    static IResult Allocation(Visitor visitor, [Description(Number)] string participant) =>
        RandomizationTold.Of(visitor.Views, participant) is { } randomization
            ? Told(randomization)
            : Results.StatusCode(StatusCodes.Status404NotFound);

    [EndpointSummary(
        "Randomizes a participant, today. The same key gives the same answer for ever, a refusal too: then ask with a new key."
    )]
    static Task<IResult> Randomize(Visitor visitor, [Description(Number)] string participant) =>
        Asked<SentRandomization>.Answer(
            visitor.Http,
            async asked =>
            {
                var today = visitor.TodayAt(visitor.Views.Find(participant)!.Site);
                if (await visitor.DoAsync(new RandomizeParticipant(participant, today), asked.Key) is Decision.Refused refused)
                    return Problem.Refused(refused.Reasons);
                visitor.Http.Response.Headers.Location = $"/api/v1/participants/{participant}/randomization";
                return Told(RandomizationTold.Of(visitor.ViewsAfterwards, participant)!, StatusCodes.Status201Created);
            }
        );

    [EndpointSummary("Records a laboratory result.")]
    static Task<IResult> Record(Visitor visitor, [Description(Number)] string participant) =>
        Asked<SentResult>.Answer(
            visitor.Http,
            asked =>
                OtherUnit(visitor, participant, asked.Body) is { } other
                    ? Task.FromResult(Problem.Refused([other]))
                    : Do(visitor, asked.Body.Of(participant), asked.Key)
        );

    [EndpointSummary(
        "Records results of many participants, each row by itself. The same batch sent twice records nothing."
    )]
    static Task<IResult> RecordAll(Visitor visitor) =>
        Asked<SentBatch>.Answer(
            visitor.Http,
            async asked =>
            {
                var rows = asked.Body.Rows.Select((row, at) => Row(visitor, row, at + 1, $"{asked.Key}/{at + 1}")).ToArray();
                return Told(BatchTold.Of(await Task.WhenAll(rows)));
            }
        );

    static async Task<RowTold> Row(Visitor visitor, SentRow row, int number, string key)
    {
        var (participant, result) = row;
        // The trial knows the person with all roles; the key is for one.
        var decision =
            visitor.Views.Find(participant) is not { } who || !visitor.May(Act.Record, who.Site)
                ? new Decision.Refused([new("unknown-participant", $"No participant {participant} was screened.")])
            : OtherUnit(visitor, participant, result) is { } other ? new Decision.Refused([other])
            : await visitor.DoAsync(result.Of(participant), key);
        return new(
            number,
            participant,
            OutcomeOf(decision),
            decision is Decision.Refused refused ? Problem.Told(refused.Reasons) : []
        );
    }

    /// <summary>
    /// What speaks against the unit of a result; a test that the protocol does not have is told by the trial.
    /// </summary>
    static Refusal? OtherUnit(Visitor visitor, string participant, SentResult result) =>
        visitor.Views.LaboratoryUnit(participant, result.Test) is { } unit && unit != result.Unit
            ? new(
                "other-unit",
                $"{result.Test} is recorded in {unit}, the unit of the protocol: convert the value and its limits, and say so."
            )
            : null;

    static async Task<IResult> Do(Visitor visitor, ParticipantCommand command, string key)
    {
        var decision = await visitor.DoAsync(command, key);
        return decision is Decision.Refused refused
            ? Problem.Refused(refused.Reasons)
            : Told(new RecordedTold(command.Participant, OutcomeOf(decision)));
    }

    static Outcome OutcomeOf(Decision decision) =>
        decision switch
        {
            Decision.Refused => Outcome.Refused,
            Decision.Accepted { AlreadyRecorded: true } => Outcome.RecordedBefore,
            _ => Outcome.Recorded,
        };

    internal static IResult Told<T>(T told, int status = StatusCodes.Status200OK) =>
        Results.Json(told, ApiJson.Options, "application/json; charset=utf-8", status);
}
