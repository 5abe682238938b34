namespace Equipoise.Server.Tests;

/// <summary>A clock that stands until a test moves it.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    long ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    internal void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
