namespace Equipoise.Server.Accounts;

/// <summary>How often a program may ask with one key, whichever server of the trial it asks.</summary>
sealed class KeyRate(Attempts attempts, TimeProvider clock)
{
    /// <summary>Requests with a key in a minute; what is asked beyond is not looked at.</summary>
    internal const int Most = 600;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Counts a request, and says after how many seconds the next is taken; null when this one is.</summary>
    internal int? SecondsToWait(ApiKey key) =>
        attempts.Count($"key {key.Id}", Minute) <= Most ? null : 60 - (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 60);
}
