using System.CommandLine;
using System.Text;
using System.Text.Json;
using Equipoise.Cli.Terminal;
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
        var postgres = new Option<string?>("--postgres")
        {
            Description = "The trial log in a PostgreSQL database: Host=...;Database=...;Username=...",
            HelpName = "CONNECTION",
        };
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The protocol, when the log was opened without its text.",
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
                + "Example: equipoise verify --trial rehearsal/trial.db"
        )
        {
            trial,
            postgres,
            protocol,
            key,
            formerKey,
            anchor,
            format,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(trial) is null == parsed.GetValue(postgres) is null)
                parsed.AddError("Name the log: either --trial FILE or --postgres CONNECTION.");
        });
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetValue(trial),
                    parsed.GetValue(postgres),
                    parsed.GetValue(protocol),
                    parsed.GetValue(key) ?? parsed.GetValue(formerKey),
                    parsed.GetValue(anchor)
                ),
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    /// <summary>What a log is verified with, as the user names it.</summary>
    internal sealed record Named(
        string? Trial,
        string? Postgres = null,
        string? Protocol = null,
        string? Key = null,
        string? Anchor = null
    );

    internal static int Run(Named named, bool asJson, Said said)
    {
        var evidence = Evidence.Gather(named);
        var report = TrialVerification.Verify(evidence.Rows, evidence.Head, evidence.Protocol, evidence.Key, evidence.Anchors);
        if (asJson)
            said.Output.WriteLine(Json(evidence, report));
        else
            Write(evidence, report, said.Output);
        return report.IsSound
            ? ExitStatus.Done
            : said.Problems(report.Problems.Count == 1 ? "1 problem." : $"{report.Problems.Count} problems.");
    }

    static void Write(Evidence evidence, VerificationReport report, TextWriter output)
    {
        foreach (var problem in report.Problems)
            output.WriteLine($"{evidence.Trial}: {problem}");
        if (!report.IsSound)
        {
            Redactions();
            return;
        }
        output.WriteLine($"{evidence.Trial}: no problems found.");
        output.WriteLine();
        output.WriteLine($"  Rows         {report.End.Sequence}, each with the hash of its content and of the row before");
        output.WriteLine($"  End          {evidence.EndInWords}");
        output.WriteLine(
            report.Replayed
                ? $"  Allocations  {report.Allocations}, each replayed from the sealed key and the facts recorded before it"
                : $"  Allocations  {report.Allocations}, not replayed: {evidence.WhyNotReplayed}"
        );
        output.WriteLine(
            report.DecidedAnew
                ? "  Rules        each row put to the rules again, on what was recorded before it and with its own time"
                : "  Rules        not asked again: for that the log has to be of the present format, and its protocol at hand"
        );
        output.WriteLine($"  Anchor       {report.End.Sequence} {report.End.Hash}");
        Redactions();
        output.WriteLine();
        output.WriteLine(
            "Keep the anchor where nobody who can write the log can write: with --anchor, a log written anew shows too."
        );

        // No problem, but to be known: what somebody took out, who, when and why.
        void Redactions()
        {
            if (report.Redactions.Count > 0)
                output.WriteLine();
            foreach (var redaction in report.Redactions)
                output.WriteLine($"{evidence.Trial}: {redaction}");
        }
    }

    static string Json(Evidence evidence, VerificationReport report) =>
        JsonSerializer.Serialize(
            new
            {
                evidence.Trial,
                Sound = report.IsSound,
                Rows = report.End.Sequence,
                Head = report.End.Hash,
                EndChecked = evidence.Head is not null || evidence.Anchors.Count > 0,
                Anchors = evidence.Anchors.Count,
                report.Allocations,
                report.Replayed,
                report.DecidedAnew,
                report.Problems,
                report.Redactions,
            },
            Formats.JsonOptions
        );

    /// <summary>
    /// What a log is verified with: itself, the notes of its end, the protocol and the key, as far as they are there.
    /// </summary>
    sealed record Evidence(
        string Trial,
        IReadOnlyList<LogRow> Rows,
        LogHead? Head,
        IReadOnlyList<LogHead> Anchors,
        TrialProtocol? Protocol,
        AllocationKey? Key,
        string WhyNotReplayed
    )
    {
        public string EndInWords =>
            (Anchors, Head) switch
            {
                ({ Count: > 0 }, _) =>
                    $"goes on at least to row {Anchors.Max(anchor => anchor.Sequence)}, "
                        + $"as anchored elsewhere ({Anchors.Count} {(Anchors.Count == 1 ? "anchor" : "anchors")})",
                (_, { } head) => $"goes on at least to row {head.Sequence}, as noted beside the log",
                _ => "not checked: no note of it beside the log and no anchor, so rows missing at the end would not show",
            };

        public static Evidence Gather(Named named)
        {
            using SqlTrialLog log = named.Trial is { } file
                ? SqliteTrialLog.OpenToRead(file)
                : PostgresTrialLog.OpenToRead(named.Postgres!);
            LogRow[] rows = [.. log.Read()];
            var reading =
                named.Protocol is not null ? ProtocolFile.Read(named.Protocol)
                : TrialVerification.OpeningOf(rows)?.ProtocolText is { } text
                    ? ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), $"{log.Place} (its protocol)")
                : null;
            if (reading is not (null or ProtocolReading.Accepted))
                throw new LogUnreadableException(string.Join(Environment.NewLine, reading.Problems));
            var beside = named.Trial is null ? null : SealedKeyFile.For(named.Trial);
            var keyFile = named.Key ?? (File.Exists(beside) ? beside : null);
            var key = keyFile is null
                ? TrialVerification.RevealedKeyOf(rows)
                : SealedKeyFile.Read(keyFile) ?? throw new LogUnreadableException($"{keyFile} holds no allocation key.");
            return new(
                log.Place,
                rows,
                named.Trial is null ? null : HeadFile.Read(HeadFile.For(named.Trial)),
                named.Anchor is null ? [] : HeadFile.ReadAnchors(named.Anchor),
                (reading as ProtocolReading.Accepted)?.Protocol,
                key,
                key is null
                    ? $"no key{(beside is null ? "; name its file with --key" : $" at {beside}")}"
                    : "the log does not hold its protocol; name the file with --protocol"
            );
        }
    }
}
