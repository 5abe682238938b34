namespace Equipoise.Cli.Terminal;

/// <summary>What the program says to the shell.</summary>
static class ExitStatus
{
    /// <summary>The work is done and found nothing wrong.</summary>
    public const int Done = 0;

    /// <summary>The work was done and found problems, which are listed.</summary>
    public const int ProblemsFound = 1;

    /// <summary>The call was wrong, or its input cannot be read.</summary>
    public const int Unreadable = 2;

    /// <summary>The program is at fault: something went wrong that it does not know.</summary>
    public const int Fault = 70;

    /// <summary>Ctrl-C: the work was stopped and undone.</summary>
    public const int Interrupted = 130;
}
