using System.CommandLine;
using System.Text;
using Equipoise.Cli.Work;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Tabulation;
using Equipoise.Conduct.TrialLog;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise export --trial FILE --out DIR --as csv|xpt</c>: the recorded facts as SDTM.</summary>
public static class ExportVerb
{
    /// <summary>With the clock that a transport file's header shows.</summary>
    public static Command Build(TimeProvider clock)
    {
        var trial = new Option<string>("--trial")
        {
            Description = "The trial log.",
            HelpName = "FILE",
            Required = true,
        };
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to; made when it is missing.",
            HelpName = "DIR",
            Required = true,
        };
        var format = new Option<string>("--as") { Description = "The format of the files.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "xpt");
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The protocol, for a log that was opened without its text.",
            HelpName = "FILE",
        };
        var command = new Command(
            "export",
            "Write the recorded facts as SDTM, one file a domain.\n\n"
                + "The log is checked first; nothing is written from one that was tampered with.\n\n"
                + "Example: equipoise export --trial rehearsal/trial.db --out sdtm --as xpt"
        )
        {
            trial,
            folder,
            format,
            protocol,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(trial),
                parsed.GetValue(protocol),
                new TableFolder(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(format), clock),
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Run(string trial, string? protocolPath, TableFolder folder, Said said)
    {
        var log = Read(trial);
        if (log is LogReading.Unsound unsound)
            return said.Problems(unsound.Problems.Select(problem => $"{trial}: {problem}"));
        var state = ((LogReading.Sound)log).State;
        var opened = state.Opened!;
        var reading = ProtocolOf(opened, trial, protocolPath);
        if (reading is not ProtocolReading.Accepted { Protocol: var protocol })
            return said.Unusable(reading.Problems.Select(problem => $"{problem}"));
        if (protocol.Sha256 != opened.ProtocolSha256)
            return said.Unusable(
                $"{protocolPath ?? trial}: the trial was opened under another protocol, of SHA-256 {opened.ProtocolSha256}."
            );
        try
        {
            var tables = SdtmTabulation.Tabulate(state, protocol);
            folder.Write(tables);
            said.Error.WriteLine($"{folder.Path}: {tables.Count} files, {state.Participants.Count} participants.");
            return ExitStatus.Done;
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems);
        }
    }

    static LogReading Read(string trial)
    {
        using var log = SqliteTrialLog.OpenToRead(trial);
        return LogReading.Of([.. log.Read()], HeadFile.Read(HeadFile.For(trial)));
    }

    static ProtocolReading ProtocolOf(TrialOpened opened, string trial, string? path) =>
        path is not null ? ProtocolFile.Read(path)
        : opened.ProtocolText is { } text ? ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), $"{trial} (its protocol)")
        : throw new LogUnreadableException($"{trial} does not hold its protocol: name the file with --protocol.");
}
