using System.CommandLine;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Verification;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise export --trial FILE --out DIR --as csv|xpt|odm|odm-snapshot</c>: the recorded facts as SDTM, or the trial as ODM.
/// </summary>
public static class ExportVerb
{
    /// <summary>With the clock that the head of a transport file and of an ODM document shows.</summary>
    public static Command Build(TimeProvider clock)
    {
        var trial = new Option<string?>("--trial") { Description = "The trial log in a SQLite file.", HelpName = "FILE" };
        var postgres = NamedLog.Postgres();
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to; made when it is missing.",
            HelpName = "DIR",
            Required = true,
        };
        var format = new Option<string>("--as")
        {
            Description =
                "SDTM in csv or xpt; or the trial in one ODM document: odm with every entry, odm-snapshot as it stands.",
            DefaultValueFactory = _ => "csv",
        };
        format.AcceptOnlyFromAmong("csv", "xpt", OdmFile.EveryEntry, OdmFile.AsItStands);
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The protocol, for a log that was opened without its text.",
            HelpName = "FILE",
        };
        var command = new Command(
            "export",
            "Write the recorded facts as SDTM, one file a domain, or the trial as one ODM document.\n\n"
                + "The log is checked first; nothing is written from one that was tampered with.\n\n"
                + "Example: equipoise export --trial rehearsal/trial.db --out sdtm --as xpt"
        )
        {
            trial,
            postgres,
            folder,
            format,
            protocol,
        };
        command.SetAction(parsed =>
        {
            var (to, form) = (parsed.GetRequiredValue(folder), parsed.GetRequiredValue(format));
            var (protocolPath, said) = (parsed.GetValue(protocol), Said.Of(parsed));
            using var log = NamedLog.ToRead(parsed.GetValue(trial), parsed.GetValue(postgres));
            var note = NamedLog.NoteOf(parsed.GetValue(trial));
            if (note is EndNote.Damaged)
                said.Error.WriteLine($"{log.Place}: the note of its end is damaged, so that rows missing there would not show.");
            return form is OdmFile.EveryEntry or OdmFile.AsItStands
                ? Document(log, note, protocolPath, new OdmFile(to, form, clock), said)
                : Tables(
                    log,
                    note,
                    protocolPath,
                    protocol =>
                        new(to, form, clock) { Family = SdtmTabulation.Names, Study = TabulatedStudy.Of(protocol, clock) },
                    said
                );
        });
        return command;
    }

    static int Document(SqlTrialLog log, EndNote note, string? protocolPath, OdmFile file, Said said)
    {
        var trial = log.Place;
        if (TrialVerification.OpeningOf(log.Read()) is not { } opened)
            return said.Problems($"{trial}: the log does not start with the opening of a trial");
        if (Promised(opened, trial, protocolPath, said) is not { } protocol)
            return ExitStatus.Unreadable;
        try
        {
            file.Write(log, protocol, note.End);
            said.Error.WriteLine($"{file.Path} is written.");
            return ExitStatus.Done;
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems.Select(problem => $"{trial}: {problem}"));
        }
    }

    static int Tables(
        SqlTrialLog log,
        EndNote note,
        string? protocolPath,
        Func<TrialProtocol, TableFolder> folderOf,
        Said said
    )
    {
        var (trial, reading) = (log.Place, LogReading.Of([.. log.Read()], note.End));
        if (reading is LogReading.Unsound unsound)
            return said.Problems(unsound.Problems.Select(problem => $"{trial}: {problem}"));
        var state = ((LogReading.Sound)reading).State;
        if (Promised(state.Opened!, trial, protocolPath, said) is not { } protocol)
            return ExitStatus.Unreadable;
        try
        {
            var folder = folderOf(protocol);
            var tables = SdtmTabulation.Tabulate(state, protocol);
            foreach (var change in folder.Write(tables))
                said.Error.WriteLine(change);
            said.Error.WriteLine($"{folder.Path}: {tables.Count} files, {state.Participants.Count} participants.");
            return ExitStatus.Done;
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems);
        }
    }

    /// <summary>The protocol under which the trial was opened; null when it cannot be had, which is then said.</summary>
    static TrialProtocol? Promised(TrialOpened opened, string trial, string? protocolPath, Said said)
    {
        var reading = ProtocolOf(opened, trial, protocolPath);
        if (reading is not ProtocolReading.Accepted { Protocol: var protocol })
            said.Unusable(reading.Problems.Select(problem => $"{problem}"));
        else if (!opened.IsUnder(protocol))
            said.Unusable(
                $"{protocolPath ?? trial}: the trial was opened under another protocol, of SHA-256 {opened.ProtocolSha256}."
            );
        else
            return protocol;
        return null;
    }

    static ProtocolReading ProtocolOf(TrialOpened opened, string trial, string? path) =>
        path is not null ? ProtocolFile.Read(path)
        : opened.ProtocolText is { } text ? ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(text), $"{trial} (its protocol)")
        : throw new LogUnreadableException($"{trial} does not hold its protocol: name the file with --protocol.");
}
