using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise backup --trial FILE --out DIR</c>: a copy of a log while the server is at work.</summary>
public static class BackupVerb
{
    public static Command Build()
    {
        var trial = new Option<string>("--trial")
        {
            Description = "The trial log in a SQLite file.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder to make; it must not hold anything yet.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command(
            "backup",
            "Copy a trial log, the note of its end and the server's accounts, also while it is served.\n\n"
                + "The keys are not copied: keep them apart.\n\nExample: equipoise backup --trial trial.db --out /safe/2018-06-01"
        )
        {
            trial,
            output,
        };
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            foreach (var file in LogBackup.Copy(parsed.GetRequiredValue(trial), parsed.GetRequiredValue(output)))
                said.Output.WriteLine(file);
            return ExitStatus.Done;
        });
        return command;
    }
}
