namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>Told at once: Progress would post to another thread.</summary>
sealed class Told(Action<long> tell) : IProgress<long>
{
    public void Report(long value) => tell(value);
}
