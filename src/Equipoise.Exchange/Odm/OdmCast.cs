using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>
/// What a document must define before its data: who and what occurs in the log. One pass over it, keeping names only.
/// </summary>
sealed class OdmCast
{
    readonly Dictionary<string, string> users = [];
    readonly OrderedDictionary<string, string> meanings = [];
    readonly List<string> inForceFrom = [];
    readonly SortedSet<string> sites = new(StringComparer.Ordinal);
    readonly SortedSet<string> writings = new(StringComparer.Ordinal);

    /// <exception cref="DataException">The chain of the log is broken, or it does not go on to where it is noted to.</exception>
    internal OdmCast(IEnumerable<LogRow> rows, TrialProtocol protocol, LogHead? noted)
    {
        List<TrialProtocol> versions = [protocol];
        foreach (var row in rows)
        {
            if (HashChain.Problem(Head, row) is { } broken)
                throw new DataException($"row {row.Sequence}: {broken}");
            if (row.Sequence == noted?.Sequence && row.Hash != noted.Hash)
                throw new DataException(
                    $"row {row.Sequence}: it is not the one that was noted as the end of the log: the log was written anew"
                );
            users.TryAdd(row.By, $"U.{users.Count + 1}");
            (Head, LastRecordedAt) = (LogHead.Of(row), row.RecordedAt);
            var read = RowTexts.PutBack(row);
            if (read.Problems().FirstOrDefault() is { } edited)
                throw new DataException($"row {row.Sequence}: {edited}");
            if (row.Kind == nameof(TrialOpened))
            {
                Opened = (TrialOpened)EventJson.Read(row.Kind, read.Json);
                inForceFrom.Add(row.RecordedAt[..10]);
            }
            else if (row.Kind == nameof(ParticipantScreened))
                sites.Add(((ParticipantScreened)EventJson.Read(row.Kind, read.Json)).Site);
            else if (row.Kind == nameof(ParticipantTransferred))
                sites.Add(((ParticipantTransferred)EventJson.Read(row.Kind, read.Json)).To);
            else if (row.Kind == nameof(ProtocolAmended))
            {
                var amended = (ProtocolAmended)EventJson.Read(row.Kind, read.Json);
                versions.Add(amended.Protocol());
                inForceFrom.Add(amended.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
            using var payload = JsonDocument.Parse(read.Json);
            if (payload.RootElement.TryGetProperty("signature", out var signature))
                Meaning(signature.GetProperty("meaning").GetString()!);
            if (!OdmNames.IsXml(read.Json) || read.Json.Contains('\\', StringComparison.Ordinal))
                OdmEvent.Escape(row.Kind, payload.RootElement, item => writings.Add(item + OdmNames.Escaped));
            foreach (var text in read.References)
                writings.Add(OdmTexts.Item(row.Kind, text));
        }
        if (noted?.Sequence > Head.Sequence)
            throw new DataException(
                $"the log once went on to row {noted.Sequence}: everything after row {Head.Sequence} is missing"
            );
        Versions = versions;
    }

    /// <summary>How the trial was opened; null for an empty log.</summary>
    internal TrialOpened? Opened { get; }

    /// <summary>The format of the log.</summary>
    internal int Format => Opened?.Format ?? LogFormat.First;

    /// <summary>The SHA-256 by which the log knows a version.</summary>
    internal string Sha256Of(TrialProtocol version) => Format == LogFormat.First ? version.FileSha256 : version.Sha256;

    /// <summary>The end of the log.</summary>
    internal LogHead Head { get; private set; } = LogHead.Empty;

    /// <summary>When the last row was written.</summary>
    internal string? LastRecordedAt { get; }

    /// <summary>Every version of the protocol, the first one first.</summary>
    internal IReadOnlyList<TrialProtocol> Versions { get; }

    /// <summary>The day from which each version is in force: the first one from the day on which the trial was opened.</summary>
    internal IReadOnlyList<string> InForceFrom => inForceFrom;

    internal IReadOnlyCollection<string> Sites => sites;

    /// <summary>
    /// Identifiers of items that stand beside others: for a text which XML cannot carry, and for what keeps a text beside the
    /// log.
    /// </summary>
    internal IReadOnlyCollection<string> Writings => writings;

    /// <summary>Who recorded anything, each with an identifier, in the order of their first entries.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Users => users;

    /// <summary>What was signed, each sentence with an identifier.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Meanings => meanings;

    internal string UserOf(string by) => users[by];

    internal string Meaning(string sentence)
    {
        meanings.TryAdd(sentence, $"SIG.{meanings.Count + 1}");
        return meanings[sentence];
    }
}
