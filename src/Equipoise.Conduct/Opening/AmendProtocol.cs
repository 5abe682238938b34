using System.Text;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Opening;

/// <summary>Puts a new version of the protocol in force. The log keeps its text, and says whom it binds.</summary>
/// <remarks>
/// The arms, what stands under the name of each, and how participants come to them, stay: another allocation would be another
/// trial. To close an arm or a site is a command of its own.
/// </remarks>
/// <param name="ProtocolText">
/// The text of the new protocol file, with its block sizes or with <c>block sizes: concealed</c>: they stay as they are. The log
/// keeps the readable text.
/// </param>
/// <param name="Binds">Whom it binds.</param>
/// <param name="On">The day from which it is in force; not in the future.</param>
/// <param name="Signature">The sponsor's signature under <see cref="Meaning"/>.</param>
public sealed record AmendProtocol(
    [property: SeveralLines] string ProtocolText,
    AmendmentBinding Binds,
    DateOnly On,
    Signature Signature
) : TrialCommand
{
    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What is signed.</summary>
    public const string Meaning = "I confirm that this version of the protocol is approved and in force from that day on.";

    internal override bool RefusalIsKept => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(ProtocolText);
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(ProtocolText), "the amended protocol");
        if (reading is not ProtocolReading.Accepted { Protocol: var amended })
            return new Decision.Refused([.. reading.Problems.Select(Told).Distinct()]);
        // Whether the sizes stay can be seen only by who has them.
        if (rules.AgainstRunning is { } concealed)
            return new Decision.Refused([concealed]);
        List<Refusal> reasons = [.. Signature.Objections(Meaning, stamp), .. Objections(state, rules.Protocol, amended, stamp)];
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([
                new ProtocolAmended(
                    amended.Trial.Version,
                    amended.Sha256,
                    Binds,
                    On,
                    ReadableText.Of(ProtocolText)!,
                    Signature
                ),
            ]);
    }

    internal override TrialCommand AsDigested() => this with { ProtocolText = ReadableText.OrNothing(ProtocolText)! };

    // A refusal is kept in the log: it says that the sizes have a problem, and not which sizes they are.
    static Refusal Told(ProtocolProblem problem) =>
        new(
            "protocol-has-problems",
            problem.Path.StartsWith("randomize.block sizes", StringComparison.Ordinal)
                ? "The block sizes of the amended protocol have a problem, which equipoise check names."
                : $"{problem}"
        );

    IEnumerable<Refusal> Objections(TrialState state, TrialProtocol inForce, TrialProtocol amended, Stamp stamp)
    {
        if (!Enum.IsDefined(Binds))
            yield return new("bad-binding", "An amendment binds new participants, all, or each after renewed consent.");
        if (Timeline.NotYet(On, stamp) is { } future)
            yield return future;
        if (state.Amendments is [.., var last] && On < last.On)
            yield return new("before-the-last-version", $"Version {last.Version} is in force from {last.On:yyyy-MM-dd} on.");
        if (amended.Trial.Id != inForce.Trial.Id)
            yield return new("other-trial", $"This is the protocol of {amended.Trial.Id}, not of {inForce.Trial.Id}.");
        if (state.Versions.Any(version => version.Sha256 == amended.Sha256))
            yield return new("same-protocol", "This file is, or was, in force already.");
        else if (state.Versions.Any(version => version.Version == amended.Trial.Version))
            yield return new(
                "same-version",
                $"There is a version {amended.Trial.Version} already: give this one a number of its own."
            );
        if (amended.Amendment is { } stated && stated.OfVersion != inForce.Trial.Version)
            yield return new(
                "amends-another-version",
                $"The file says that it amends version {stated.OfVersion}; in force is version {inForce.Trial.Version}."
            );
        if (amended.Amendment is { } said && said.Binds != Binds)
            yield return new("binds-otherwise", $"The file says whom it binds: {said.Binds}, not {Binds}.");
        if (!SameAllocation.Of(inForce, amended))
            yield return new(
                "allocation-changed",
                "The arms, what each name stands for, and how participants come to them cannot be amended: another allocation "
                    + "would be another trial."
            );
    }
}

/// <summary>A new version of the protocol was put in force.</summary>
/// <param name="Version">The version that it states.</param>
/// <param name="ProtocolSha256">SHA-256 of its readable text, lower-case hex; in a log of the first format, of its file.</param>
/// <param name="Binds">Whom it binds.</param>
/// <param name="On">The day from which it is in force.</param>
/// <param name="ProtocolText">The text of that hash.</param>
/// <param name="Signature">The signature.</param>
/// <param name="BlockSizesCommitment">What binds it to the block sizes, as in <see cref="TrialOpened"/>; null for a method
/// without.</param>
public sealed record ProtocolAmended(
    string Version,
    string ProtocolSha256,
    AmendmentBinding Binds,
    DateOnly On,
    string ProtocolText,
    Signature Signature,
    [property: SinceFormat(2)] string? BlockSizesCommitment = null
) : TrialEvent
{
    ProtocolVersion InForce => new(Version, ProtocolSha256) { Text = ProtocolText };

    /// <summary>What the text says.</summary>
    /// <exception cref="InvalidOperationException">The text is no protocol, or not the one of that SHA-256: somebody changed
    /// the log.</exception>
    internal TrialProtocol Protocol() => InForce.Protocol();

    internal override string Says(TrialProtocol protocol) =>
        $"Version {Version} of the protocol is in force from {On.InWords}; it binds: {Binds.InWords}";

    internal override TrialCommand AsAsked(Trace trace) => new AmendProtocol(ProtocolText, Binds, On, Signature);

    internal override TrialEvent AsWritten(TrialState trial, TrialRules rules) =>
        this with { BlockSizesCommitment = rules.BlockSizesCommitment(ProtocolSha256) };

    internal override TrialEvent AsDecided() => this with { BlockSizesCommitment = null };

    internal override void Apply(TrialState trial, Entry entry)
    {
        var openings = trial.Own<Openings>();
        openings.Amendments = openings.Amendments.Add(this);
        var foundation = trial.Own<Foundation>();
        foundation.Versions = foundation.Versions.Add(InForce);
        foreach (var participant in trial.Participants)
            if (Binds == AmendmentBinding.AllParticipants || participant.At(Milestone.Randomization) is null)
                trial.Change(entry, participant.Id).BoundTo = ProtocolSha256;
    }
}
