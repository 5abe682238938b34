using System.CommandLine;
using System.Text;
using System.Text.Json;
using Equipoise.Cli.Work;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.TrialLog;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise verify --trial FILE</c>: whether a trial log is whole, and every allocation the one that the sealed key gives.</summary>
public static class VerifyVerb
{
    public static Command Build()
    {
        var trial = new Option<string>("--trial")
        {
            Description = "The trial log.",
            HelpName = "FILE",
            Required = true,
        };
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The protocol, when the log was opened without its text.",
            HelpName = "PROTOCOL",
        };
        var seed = new Option<string?>("--seed")
        {
            Description = "The sealed key of the allocation; FILE.seed beside the log unless named.",
            HelpName = "FILE",
        };
        var format = Formats.Option();
        var command = new Command(
            "verify",
            "Check that a trial log was not edited, cut or reordered, and replay every allocation from the sealed key.\n\n"
                + "Example: equipoise verify --trial rehearsal/trial.db"
        )
        {
            trial,
            protocol,
            seed,
            format,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(trial),
                parsed.GetValue(protocol),
                parsed.GetValue(seed),
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    internal static int Run(string trial, string? protocolPath, string? keyPath, bool asJson, Said said)
    {
        var evidence = Evidence.Gather(trial, protocolPath, keyPath);
        var report = TrialVerification.Verify(evidence.Rows, evidence.Head, evidence.Protocol, evidence.Key);
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
            return;
        output.WriteLine($"{evidence.Trial}: no problems found.");
        output.WriteLine();
        output.WriteLine($"  Rows         {report.End.Sequence}, each with the hash of its content and of the row before");
        output.WriteLine(
            evidence.Head is { } head
                ? $"  End          goes on at least to row {head.Sequence}, as noted beside the log"
                : "  End          not checked: no note of it beside the log, so rows missing at the end would not show"
        );
        output.WriteLine(
            report.Replayed
                ? $"  Allocations  {report.Allocations}, each replayed from the sealed key and the facts recorded before it"
                : $"  Allocations  {report.Allocations}, not replayed: {evidence.WhyNotReplayed}"
        );
        output.WriteLine($"  Head         {report.End.Hash}");
        output.WriteLine();
        output.WriteLine("Keep the head where nobody who can write the log can write: with it, a log written anew shows too.");
    }

    static string Json(Evidence evidence, VerificationReport report) =>
        JsonSerializer.Serialize(
            new
            {
                evidence.Trial,
                Sound = report.IsSound,
                Rows = report.End.Sequence,
                Head = report.End.Hash,
                EndChecked = evidence.Head is not null,
                report.Allocations,
                report.Replayed,
                report.Problems,
            },
            Formats.JsonOptions
        );

    /// <summary>What a log is verified with: itself, the note of its end, the protocol and the key, as far as they are there.</summary>
    sealed record Evidence(string Trial, IReadOnlyList<LogRow> Rows, LogHead? Head, TrialProtocol? Protocol, AllocationKey? Key)
    {
        public string WhyNotReplayed =>
            Key is null
                ? $"no key at {SealedKeyFile.For(Trial)}"
                : "the log does not hold its protocol; name the file with --protocol";

        public static Evidence Gather(string trial, string? protocolPath, string? keyPath)
        {
            using var log = SqliteTrialLog.OpenToRead(trial);
            LogRow[] rows = [.. log.Read()];
            var reading =
                protocolPath is not null ? ProtocolFile.Read(protocolPath)
                : TrialVerification.OpeningOf(rows)?.ProtocolText is { } text
                    ? ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), $"{trial} (its protocol)")
                : null;
            if (reading is not (null or ProtocolReading.Accepted))
                throw new LogUnreadableException(string.Join(Environment.NewLine, reading.Problems));
            keyPath ??= File.Exists(SealedKeyFile.For(trial)) ? SealedKeyFile.For(trial) : null;
            var key = keyPath is null
                ? null
                : SealedKeyFile.Read(keyPath) ?? throw new LogUnreadableException($"{keyPath} holds no allocation key.");
            return new(trial, rows, HeadFile.Read(HeadFile.For(trial)), (reading as ProtocolReading.Accepted)?.Protocol, key);
        }
    }
}
