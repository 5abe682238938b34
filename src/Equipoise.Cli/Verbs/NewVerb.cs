using System.CommandLine;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise new DIR</c>: a commented protocol to start from. It never overwrites one.</summary>
public static class NewVerb
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the new trial; made when it is not there." };
        var command = new Command("new", "Write a commented starter protocol.\n\nExample: equipoise new my-trial") { folder };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(folder), Said.Of(parsed)));
        return command;
    }

    static int Write(string folder, Said said)
    {
        var path = Path.Combine(folder, "protocol.yaml");
        if (Path.Exists(path))
            return said.Unusable($"{path} is already there, and is left as it is; name another folder.");
        try
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(StarterProtocol.Text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return said.Unusable($"{path} cannot be written: {e.Message}");
        }
        said.Output.WriteLine($"{path} is written. Say in it what your trial promises, then: equipoise check {path}");
        return ExitStatus.Done;
    }
}
