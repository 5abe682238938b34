using Equipoise.Cli;

namespace Equipoise.Trial.Tests;

/// <summary>The program, called as the shell calls it, in this process.</summary>
static class CommandLine
{
    /// <summary>Runs one verb and gives what the shell would see.</summary>
    public static (int Exit, string Output, string Error) Run(params string[] arguments) => Run(TimeProvider.System, arguments);

    /// <summary>Runs one verb under this clock.</summary>
    public static (int Exit, string Output, string Error) Run(TimeProvider clock, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = Program.Run(arguments, output, error, clock);
        return (exit, output.ToString(), error.ToString());
    }
}
