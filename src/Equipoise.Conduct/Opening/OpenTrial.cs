using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Opening;

/// <summary>
/// Opens the trial: the first entry of its log, which binds everything after it to one protocol and one sealed key.
/// </summary>
/// <param name="ProtocolText">
/// The text of the protocol file, of which the log keeps the readable text, so that it explains itself; null to leave it out.
/// </param>
/// <param name="Synthetic">Whether the participants are virtual. Every output will say so.</param>
public sealed record OpenTrial([property: SeveralLines] string? ProtocolText, bool Synthetic) : TrialCommand
{
    internal override Act Act => Act.OpenTrial;

    internal override bool Opens => true;

    /// <summary>
    /// The printed name of whoever opens the trial and becomes its first administrator; by default the identifier.
    /// </summary>
    public string? AdministratorName { get; init; }

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (state.Opened is { } opened)
            return Refuse("already-open", $"This log already holds the trial {opened.Trial}.");
        if (Identifiers.AgainstPerson(stamp.By) is { } nobody)
            return new Decision.Refused([nobody]);
        if (AddPerson.AgainstName(AdministratorName ?? stamp.By) is { } unprintable)
            return new Decision.Refused([unprintable]);
        if (rules.Protocol.Randomization is null)
            return Refuse("no-randomization", "The protocol does not say how participants are randomized.");
        if (rules.AgainstRunning is { } concealed)
            return new Decision.Refused([concealed]);
        if (!Synthetic && rules.HasKey && rules.Key.IsOfRehearsal())
            return Refuse(
                "rehearsal-key",
                "The key of the allocation is that of a rehearsal, which anybody can compute. Draw a new one for this trial."
            );
        if (!Synthetic && rules.SealCommitment is null)
            return Refuse("no-seal", "The log of a trial needs a key of its seals, kept outside the store.");
        var protocol = rules.Protocol;
        var text = ProtocolText is null ? null : Readable(ProtocolText, protocol);
        if (text is null && ProtocolText is not null)
            return Refuse("other-protocol-text", "The text is not that of the protocol file with which the program was started.");
        return new Decision.Accepted([
            new TrialOpened(
                protocol.Trial.Id,
                protocol.Trial.Version,
                protocol.Sha256,
                rules.Commitment,
                Synthetic,
                text,
                LogFormat.Current,
                rules.SealCommitment
            ),
            new PersonAdded(stamp.By, AdministratorName ?? stamp.By),
            new RoleGranted(stamp.By, Role.Administrator, Site: null, Waits: null),
        ]);
    }

    internal override TrialCommand AsDigested() => this with { ProtocolText = ReadableText.OrNothing(ProtocolText) };

    /// <summary>
    /// The readable text of the file, when the text is that of the file or is the readable one itself: with the byte order mark,
    /// which readers of text files drop.
    /// </summary>
    static string? Readable(string text, TrialProtocol protocol) =>
        new[] { text, '\uFEFF' + text }
            .Where(one => Hash(one) is var hash && (hash == protocol.FileSha256 || hash == protocol.Sha256))
            .Select(ReadableText.Of)
            .FirstOrDefault();

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The trial was opened.</summary>
/// <param name="Trial">The trial's identifier, exported as STUDYID.</param>
/// <param name="ProtocolVersion">The version that the protocol states.</param>
/// <param name="ProtocolSha256">SHA-256 of the protocol's readable text, lower-case hex; in a log of the first format, of its
/// file.</param>
/// <param name="KeyCommitment">SHA-256 of the allocation key, lower-case hex: when the key is revealed at the end, everybody
/// can check it.</param>
/// <param name="Synthetic">Whether the participants are virtual.</param>
/// <param name="ProtocolText">The text of the protocol whose UTF-8 bytes have that SHA-256; null when it was left out.</param>
/// <param name="Format">The format of the log; null for the first.</param>
/// <param name="SealCommitment">SHA-256 of the key of the log's seals, lower-case hex; null for a log without seals.</param>
/// <param name="BlockSizesCommitment">What binds the trial to the block sizes of the file, which the readable text does not tell:
/// an HMAC under the allocation key; null for a method without block sizes.</param>
public sealed record TrialOpened(
    string Trial,
    string ProtocolVersion,
    string ProtocolSha256,
    string KeyCommitment,
    bool Synthetic,
    string? ProtocolText,
    [property: SinceFormat(2)] int? Format = null,
    [property: SinceFormat(2)] string? SealCommitment = null,
    [property: SinceFormat(2)] string? BlockSizesCommitment = null
) : TrialEvent
{
    /// <summary>
    /// Whether the trial was opened under that protocol: under its file, or under one that differs in what the readable text
    /// leaves out.
    /// </summary>
    public bool IsUnder(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return ProtocolSha256 == (Format is null or LogFormat.First ? protocol.FileSha256 : protocol.Sha256);
    }

    internal override TrialEvent AsWritten(TrialState trial, TrialRules rules) =>
        this with { BlockSizesCommitment = rules.BlockSizesCommitment(ProtocolSha256) };

    internal override TrialEvent AsDecided() => this with { BlockSizesCommitment = null };

    /// <summary>The printed name of whoever opens it stands in the row after it.</summary>
    internal override string Says(TrialProtocol protocol) =>
        $"The trial {Trial} was opened under version {ProtocolVersion} of the protocol";

    internal override TrialCommand AsAsked(Trace trace) =>
        new OpenTrial(ProtocolText, Synthetic) { AdministratorName = (trace.Next.FirstOrDefault() as PersonAdded)?.Name };

    internal override void Apply(TrialState trial, Entry entry)
    {
        var foundation = trial.Own<Foundation>();
        foundation.Format = Format ?? LogFormat.First;
        (foundation.KeyCommitment, foundation.SealCommitment) = (KeyCommitment, SealCommitment);
        foundation.BlockSizesCommitment = BlockSizesCommitment;
        foundation.IsSynthetic = Synthetic;
        foundation.Versions = foundation.Versions.Add(new(ProtocolVersion, ProtocolSha256) { Text = ProtocolText });
        trial.Own<Openings>().Opened = this;
    }
}

/// <summary>How the trial was opened, and how its protocol was amended.</summary>
sealed class Openings : Part
{
    internal TrialOpened? Opened { get; set; }

    internal ImmutableList<ProtocolAmended> Amendments { get; set; } = [];
}

/// <summary>How the trial was opened, and how its protocol was amended.</summary>
public static class OpeningState
{
    extension(TrialState trial)
    {
        /// <summary>How the trial was opened; null before.</summary>
        public TrialOpened? Opened => trial.Part<Openings>().Opened;

        /// <summary>The amendments of the protocol, in the order in which they came into force.</summary>
        public IReadOnlyList<ProtocolAmended> Amendments => trial.Part<Openings>().Amendments;
    }
}
