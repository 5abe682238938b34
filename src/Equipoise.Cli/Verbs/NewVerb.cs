using System.CommandLine;
using System.Text;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise new DIR</c>: a commented protocol to start from. It never overwrites one.</summary>
public static class NewVerb
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the new trial; made when it is not there." };
        var command = new Command("new", "Write a commented starter protocol.\n\nExample: equipoise new my-trial") { folder };
        command.SetAction(parsed => Write(
            parsed.GetRequiredValue(folder),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Write(string folder, TextWriter output, TextWriter error)
    {
        var path = Path.Combine(folder, "protocol.yaml");
        var unfinished = path + ".unfinished";
        try
        {
            if (Path.Exists(path))
                return Refuse(error, $"{path} is already there, and is left as it is; name another folder.");
            Directory.CreateDirectory(folder);
            File.WriteAllText(unfinished, StarterProtocol.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(unfinished, path, overwrite: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refuse(error, $"{path} cannot be written: {exception.Message}");
        }
        output.WriteLine($"{path} is written. Say in it what your trial promises, then: equipoise check {path}");
        return 0;
    }

    static int Refuse(TextWriter error, string reason)
    {
        error.WriteLine(reason);
        return 2;
    }
}
