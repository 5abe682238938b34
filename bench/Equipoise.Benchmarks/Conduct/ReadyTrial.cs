using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Benchmarks.Conduct;

/// <summary>The PATINA example with participants who wait to be randomized.</summary>
sealed class ReadyTrial : IDisposable
{
    static readonly DateOnly day = new(2018, 3, 1);
    static readonly Stamp noon = new(new(day, new(12, 0), TimeSpan.Zero), "bench");

    readonly TrialConduct conduct;
    TrialConduct.Batch? batch;

    public ReadyTrial(ITrialLog log, string protocolPath)
    {
        Protocol = ((ProtocolReading.Accepted)ProtocolFile.Read(protocolPath)).Protocol;
        conduct = new(log, new(Protocol, AllocationKey.ForRehearsal(1)), TimeProvider.System);
        if (conduct.State.Opened is not null)
            return;
        foreach (
            var command in new TrialCommand[]
            {
                new OpenTrial(null, Synthetic: true),
                new RegisterSite("101", "Hospital", "AUT", "Etc/UTC"),
                new AddPerson("bench", "Bench"),
                new GrantRole("bench", Role.Investigator, "101"),
            }
        )
            Accept(command, noon with { By = "administrator" });
    }

    public TrialProtocol Protocol { get; }

    public long Rows => conduct.Head.Sequence;

    /// <summary>Screens, assesses and signs this many, in one write to disk.</summary>
    public string[] Prepare(int participants)
    {
        var first = conduct.State.Participants.Count;
        string[] ids = [.. Enumerable.Range(first, participants).Select(number => $"101-{number:000000}")];
        using var written = Begin();
        foreach (var (place, id) in ids.Index())
        {
            Accept(new ScreenParticipant(id, "101", 57, Sex.Female, day));
            Accept(new RecordConsent(id, day));
            Accept(new AssessEligibility(id, Answers(Protocol), day));
            Accept(
                new SignEligibility(
                    id,
                    // The strata in turn, as participants come.
                    new Dictionary<string, string>
                    {
                        ["pertuzumab"] = place % 2 == 0 ? "yes" : "no",
                        ["prior-HER2"] = place % 4 < 2 ? "yes" : "no",
                    },
                    new Dictionary<string, string> { ["endocrine"] = place % 8 < 4 ? "fulvestrant" : "aromatase inhibitor" },
                    day,
                    new Signature("Bench", SignEligibility.Meaning, noon.RecordedAt, "bench")
                )
            );
        }
        Commit();
        return ids;
    }

    /// <summary>Randomizes under a request key of its own: acknowledged means on disk.</summary>
    public void Randomize(string id)
    {
        if (conduct.Do(new RandomizeParticipant(id, day), noon, $"key-{id}") is not Decision.Accepted)
            throw new InvalidOperationException(id);
    }

    public void Accept(TrialCommand command) => Accept(command, noon);

    void Accept(TrialCommand command, Stamp stamp)
    {
        if ((batch?.Do(command, stamp) ?? conduct.Do(command, stamp)) is Decision.Refused refused)
            throw new InvalidOperationException(string.Join(' ', refused.Reasons));
    }

    /// <summary>A batch, to which everything that is accepted goes until it is committed.</summary>
    public TrialConduct.Batch Begin() => batch = conduct.Begin();

    /// <summary>Makes it durable.</summary>
    public void Commit()
    {
        batch!.Commit();
        batch = null;
    }

    /// <summary>Answers to every question of eligibility that permit entry.</summary>
    public static Dictionary<string, Answer> Answers(TrialProtocol protocol) =>
        protocol.Eligibility.ToDictionary(
            criterion => criterion.Id,
            criterion =>
                criterion.Rule switch
                {
                    EligibilityRule.Is one => new Answer.YesNo(one.Expected == (criterion.Kind == CriterionKind.Include)),
                    EligibilityRule.Between one => new Answer.Number(one.Low),
                    EligibilityRule.AtLeast one => new Answer.Number(one.Low),
                    EligibilityRule.AtMost one => new Answer.Number(one.High),
                    EligibilityRule.OneOf one => (Answer)new Answer.Choice(one.Choices[0]),
                    _ => throw new InvalidOperationException(criterion.Id),
                }
        );

    public void Dispose() => conduct.Dispose();
}
