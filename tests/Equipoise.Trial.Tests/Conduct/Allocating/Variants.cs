using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Verification;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>PATINA as it would have been with another method of randomization, or with a third arm.</summary>
static class Variants
{
    internal const string Minimization = "  method: minimization\n  imbalance: range\n  probability: 85%\n";
    internal const string MinimizationBySite = Minimization + "  by site: yes\n  weights: { response: 2, site: 0.5 }\n";
    internal const string Simple = "  method: simple\n";
    internal const string Blocks = RandomizationMethodTests.Blocks;
    internal const string ThreeBlocks = "  method: permuted blocks\n  block sizes: [3, 6]\n";

    static readonly string text = File.ReadAllText(Examples.ProtocolPath("patina"));

    /// <summary>The text of PATINA's protocol with another method.</summary>
    internal static string Text(string method) => Slip.Replace(text, RandomizationMethodTests.Blocks, method);

    internal static TrialProtocol Protocol(string method, bool withThirdArm = false)
    {
        var edited = Text(method);
        if (withThirdArm)
            edited = Slip.Replace(
                edited,
                "  standard:\n    label",
                "  low:\n    label: Palbociclib at a low dose\n    role: experimental\n    ratio: 1\n    gives: [palbociclib, anti-HER2, endocrine]\n  standard:\n    label"
            );
        return ProtocolFile.Parse(Encoding.UTF8.GetBytes(edited), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        };
    }

    internal static PatinaTrial Open(string method, bool withThirdArm = false, ulong key = 1) =>
        new PatinaTrial(SqliteTrialLog.InMemory(), new(Protocol(method, withThirdArm), AllocationKey.ForRehearsal(key))).With(
            new OpenTrial(null, Synthetic: true)
        );

    internal static VerificationReport Verified(this PatinaTrial trial) => trial.Verified(trial.Rows);

    internal static VerificationReport Verified(this PatinaTrial trial, IEnumerable<LogRow> rows, AllocationKey? key = null) =>
        TrialVerification.Verify(rows, null, trial.TrialRules.Protocol, key ?? PatinaTrial.Key);

    internal static Signature Signed(string meaning, DateOnly day) =>
        new(Staff.Name, meaning, PatinaTrial.At(day).RecordedAt, "password");

    internal static Decision Today(this PatinaTrial trial, TrialCommand command) =>
        trial.Do(command, PatinaTrial.At(PatinaTrial.Randomization));

    /// <summary>
    /// Randomizes people one after the other, whose answers to the two questions asked are the bits of their number.
    /// </summary>
    internal static PatinaTrial Enroll(this PatinaTrial trial, int from, int to)
    {
        for (var number = from; number <= to; number++)
            trial.AndEligible(Id(number)).Randomize(Id(number), LevelsOf(number)).ShouldBeOfType<Decision.Accepted>();
        return trial;
    }

    internal static string Id(int number) => $"101-{number:000}";

    internal static Dictionary<string, string> LevelsOf(int number) =>
        new()
        {
            ["pertuzumab"] = (number * 7 / 3) % 2 == 0 ? "yes" : "no",
            ["prior-HER2"] = (number * 5 / 4) % 3 == 0 ? "yes" : "no",
        };

    internal static ParticipantRandomized[] Allocations(this PatinaTrial trial) =>
        [.. trial.Conduct.State.Participants.Select(one => one.Randomized).OfType<ParticipantRandomized>()];
}
