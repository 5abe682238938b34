using System.CommandLine;
using System.Text;
using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Verification;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise verify --trial FILE</c>: whether a trial log is whole, and every allocation the one that the sealed key gives.
/// </summary>
public static class VerifyVerb
{
    public static Command Build()
    {
        var trial = new Option<string?>("--trial") { Description = "The trial log in a SQLite file.", HelpName = "FILE" };
        var postgres = NamedLog.Postgres();
        var protocol = new Option<string?>("--protocol")
        {
            Description =
                "The sponsor's protocol file: before the lock, for its block sizes; or when the log was opened without its text.",
            HelpName = "PROTOCOL",
        };
        var key = new Option<string?>("--key")
        {
            Description =
                "The sealed key of the allocation; FILE.seed beside the log unless named. A locked trial reveals it itself.",
            HelpName = "FILE",
        };
        // The first name of --key. A seed is something else in every other verb, so it goes with the next version.
        var formerKey = new Option<string?>("--seed") { HelpName = "FILE", Hidden = true };
        var seal = new Option<string?>("--seal")
        {
            Description = "The key of the log's seals; FILE.seal beside the log unless named.",
            HelpName = "FILE",
        };
        var without = new Option<string[]>("--without")
        {
            Description =
                "A check that cannot be made here and may be left out: allocations (no key), end (no note of it), seals "
                + "(no key). Otherwise what is not checked is a problem.",
            HelpName = "CHECK",
            AllowMultipleArgumentsPerToken = true,
        };
        without.AcceptOnlyFromAmong(Check.Allocations, Check.End, Check.Seals);
        var anchor = new Option<string?>("--anchor")
        {
            Description = "Heads of this log that were kept elsewhere, one a line: row and hash, as this verb prints them.",
            HelpName = "FILE",
        };
        var format = Formats.Option();
        var command = new Command(
            "verify",
            "Check that a trial log was not edited, cut, reordered or written anew, "
                + "and replay every allocation from the sealed key.\n\n"
                + "The status is 1 when something is wrong, or could not be checked and was not left out by --without.\n\n"
                + "Example: equipoise verify --trial rehearsal/trial.db"
        )
        {
            trial,
            postgres,
            protocol,
            key,
            formerKey,
            seal,
            anchor,
            without,
            format,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetValue(trial),
                    parsed.GetValue(postgres),
                    parsed.GetValue(protocol),
                    parsed.GetValue(key) ?? parsed.GetValue(formerKey),
                    parsed.GetValue(anchor),
                    parsed.GetValue(seal),
                    parsed.GetValue(without)
                ),
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    /// <summary>The checks that need something besides the log.</summary>
    static class Check
    {
        public const string Allocations = "allocations";
        public const string End = "end";
        public const string Seals = "seals";
    }

    /// <summary>What a log is verified with, as the user names it.</summary>
    internal sealed record Named(
        string? Trial,
        string? Postgres = null,
        string? Protocol = null,
        string? Key = null,
        string? Anchor = null,
        string? Seal = null,
        IReadOnlyCollection<string>? Without = null
    );

    internal static int Run(Named named, bool asJson, Said said)
    {
        using var log = NamedLog.ToRead(named.Trial, named.Postgres);
        using var evidence = Evidence.Gather(named, log);
        var report = TrialVerification.Verify(
            log.Read(),
            evidence.Note.End,
            evidence.Protocol,
            evidence.Key,
            evidence.Anchors,
            evidence.Seal
        );
        var finding = new Finding(log.Place, report, [.. evidence.Problems(log, report)], evidence);
        if (asJson)
            said.Output.WriteLine(finding.Json());
        else
            finding.Write(said.Output);
        var open = finding.NotChecked(named.Without ?? []).ToArray();
        if (finding.Problems.Count > 0)
            return said.Problems(finding.Problems.Count == 1 ? "1 problem." : $"{finding.Problems.Count} problems.");
        return open.Length == 0 ? ExitStatus.Done : said.Problems(open);
    }

    /// <summary>What was found, and what it was found with.</summary>
    sealed record Finding(string Trial, VerificationReport Report, IReadOnlyList<LogProblem> Problems, Evidence Evidence)
    {
        bool EndIsChecked => Evidence.Note.End is not null || Evidence.Anchors.Count > 0;

        /// <summary>A sentence for each check that was not made and not left out.</summary>
        public IEnumerable<string> NotChecked(IReadOnlyCollection<string> without)
        {
            if (!Report.Replayed && !without.Contains(Check.Allocations))
                yield return $"The allocations were not replayed: {Evidence.WhyNotReplayed}. "
                    + "Or leave it out: --without allocations.";
            if (!EndIsChecked && !without.Contains(Check.End))
                yield return $"The end of the log was not checked: {NoEnd}. Or leave it out: --without end.";
            if (Report.Sealing == Sealing.Unchecked && !without.Contains(Check.Seals))
                yield return $"The seals were not checked: {Evidence.WhyNoSeals}. Or leave it out: --without seals.";
        }

        const string NoEnd = "there is no note of it beside the log and no anchor, so rows missing at the end would not show";

        public void Write(TextWriter output)
        {
            foreach (var problem in Problems)
                output.WriteLine($"{Trial}: {problem}");
            if (Problems.Count > 0)
            {
                Remarks();
                return;
            }
            output.WriteLine($"{Trial}: no problems found.");
            output.WriteLine();
            output.WriteLine($"  Rows         {Report.End.Sequence}, each with the hash of its content and of the row before");
            output.WriteLine($"  Seals        {SealsInWords}");
            output.WriteLine($"  End          {EndInWords}");
            output.WriteLine(
                Report.Replayed
                    ? $"  Allocations  {Report.Allocations}, each replayed from the sealed key and the facts recorded before it"
                    : $"  Allocations  {Report.Allocations}, not replayed: {Evidence.WhyNotReplayed}"
            );
            output.WriteLine(
                Report.DecidedAnew
                    ? "  Rules        each row put to the rules again, on what was recorded before it and with its own time"
                    : $"  Rules        {RulesNotAsked}"
            );
            output.WriteLine($"  Anchor       {Report.End.Sequence} {Report.End.Hash}");
            Remarks();
            output.WriteLine();
            output.WriteLine(
                "Keep the anchor where nobody who can write the log can write: with --anchor, a log written anew shows too."
            );

            // No problem, but to be known: what somebody took out or lost, who, when and why.
            void Remarks()
            {
                if (Report.Redactions.Count + Report.Losses.Count + Report.Unreadable.Count > 0)
                    output.WriteLine();
                foreach (var loss in Report.Losses)
                    output.WriteLine($"{Trial}: {loss}");
                foreach (var redaction in Report.Redactions)
                    output.WriteLine($"{Trial}: {redaction}");
                foreach (var text in Report.Unreadable)
                    output.WriteLine($"{Trial}: {text}; exports have U+FFFD there");
            }
        }

        const string RulesNotAsked =
            "not asked again: for that the log has to be of the present format, and its protocol at hand";

        string SealsInWords =>
            Report.Sealing switch
            {
                Sealing.Checked => "on each row, under a key that is not in the store",
                Sealing.Unchecked => $"not checked: {Evidence.WhyNoSeals}",
                _ => "none: the log was opened without, so who can write all of it can write another one",
            };

        string EndInWords =>
            (Evidence.Anchors, Evidence.Note.End) switch
            {
                ({ Count: > 0 } anchors, _) =>
                    $"goes on at least to row {anchors.Max(anchor => anchor.Sequence)}, "
                        + $"as anchored elsewhere ({anchors.Count} {(anchors.Count == 1 ? "anchor" : "anchors")})",
                (_, { } head) => $"goes on at least to row {head.Sequence}, as noted beside the log",
                _ => $"not checked: {NoEnd}",
            };

        public string Json() =>
            JsonSerializer.Serialize(
                new
                {
                    Trial,
                    Sound = Problems.Count == 0,
                    Rows = Report.End.Sequence,
                    Head = Report.End.Hash,
                    Checks = new
                    {
                        Chain = "checked",
                        Seals = Report.Sealing switch
                        {
                            Sealing.Checked => "checked",
                            Sealing.Unchecked => $"not checked: {Evidence.WhyNoSeals}",
                            _ => "none in this log",
                        },
                        End = EndIsChecked ? "checked" : $"not checked: {NoEnd}",
                        Rules = Report.DecidedAnew ? "checked" : RulesNotAsked,
                        Allocations = Report.Replayed ? "checked" : $"not checked: {Evidence.WhyNotReplayed}",
                    },
                    EndChecked = EndIsChecked,
                    Anchors = Evidence.Anchors.Count,
                    Report.Allocations,
                    Report.Replayed,
                    Report.DecidedAnew,
                    Problems,
                    Report.Redactions,
                    Report.Unreadable,
                    Report.Losses,
                },
                Formats.JsonOptions
            );
    }

    /// <summary>
    /// What a log is verified with besides itself: the notes of its end, the protocol and the keys, as far as they are there.
    /// </summary>
    sealed record Evidence(
        EndNote Note,
        IReadOnlyList<LogHead> Anchors,
        TrialProtocol? Protocol,
        AllocationKey? Key,
        SealKey? Seal,
        string WhyNotReplayed,
        string WhyNoSeals
    ) : IDisposable
    {
        /// <summary>What is wrong with the rows, and with what lies around them.</summary>
        public IEnumerable<LogProblem> Problems(SqlTrialLog log, VerificationReport report)
        {
            foreach (var problem in log.SchemaProblems)
                yield return new(0, problem);
            foreach (var problem in report.Problems)
                yield return problem;
            if (Note is EndNote.Damaged && report.End.Sequence > 0)
                yield return AtEnd("the note of its end is damaged, so that nobody can say whether rows are missing");
            if (Note is EndNote.Ends { IsLatest: false, Head: var noted } && noted.Sequence == report.End.Sequence)
                yield return AtEnd(Note.Against(report.End, _ => noted.Hash)!);
            var isSealed = report.Sealing == Sealing.Checked && Note is EndNote.Ends { Head.Sequence: > 0 };
            if (isSealed && Note.Against(Seal!) is { } foreign)
                yield return AtEnd(foreign);

            LogProblem AtEnd(string words) => new(report.End.Sequence, words);
        }

        public static Evidence Gather(Named named, SqlTrialLog log)
        {
            var reading =
                named.Protocol is not null ? ProtocolFile.Read(named.Protocol)
                : TrialVerification.OpeningOf(log.Read())?.ProtocolText is { } text
                    ? ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(text), $"{log.Place} (its protocol)")
                : null;
            if (reading is not (null or ProtocolReading.Accepted))
                throw new LogUnreadableException(string.Join(Environment.NewLine, reading.Problems));
            var protocol = (reading as ProtocolReading.Accepted)?.Protocol;
            if (protocol is { ConcealsBlockSizes: true } && TrialVerification.RevealedBlockSizesOf(log.Read()) is { } sizes)
                protocol = protocol.WithBlockSizes(sizes) ?? protocol;
            var beside = named.Trial is null ? null : SealedKeyFile.For(named.Trial);
            var besideSeal = named.Trial is null ? null : SealKey.FileFor(named.Trial);
            var keyFile = named.Key ?? (File.Exists(beside) ? beside : null);
            var key = keyFile is null
                ? TrialVerification.RevealedKeyOf(log.Read())
                : SealedKeyFile.Read(keyFile) ?? throw new LogUnreadableException($"{keyFile} holds no allocation key.");
            var sealFile = named.Seal ?? (File.Exists(besideSeal) ? besideSeal : null);
            return new(
                NamedLog.NoteOf(named.Trial),
                named.Anchor is null ? [] : HeadFile.ReadAnchors(named.Anchor),
                protocol,
                key,
                sealFile is null
                    ? null
                    : SealKey.ReadFile(sealFile) ?? throw new LogUnreadableException($"{sealFile} holds no key of seals."),
                key is null ? $"no key{(beside is null ? "; name its file with --key" : $" at {beside}")}"
                    : protocol is null ? "the log does not hold its protocol; name the file with --protocol"
                    : "the block sizes are not in the log before the lock; name the sponsor's protocol file with --protocol",
                $"no key{(besideSeal is null ? "; name its file with --seal" : $" at {besideSeal}")}"
            );
        }

        public void Dispose()
        {
            Key?.Dispose();
            Seal?.Dispose();
        }
    }
}
