using Equipoise.Conduct.Opening;
using Equipoise.Protocol;

namespace Equipoise.Server.Trial;

/// <summary>What every page says of the trial.</summary>
sealed class TrialOfPages(RunningTrial running, ServedTrial served, TimeProvider clock)
{
    /// <summary>The protocol with which the server was started.</summary>
    internal TrialProtocol Protocol => running.Rules.Protocol;

    /// <summary>Whether the participants are virtual.</summary>
    internal bool IsSynthetic => served.IsDemonstration || running.Conduct?.State.Opened?.Synthetic == true;

    internal bool IsDemonstration => served.IsDemonstration;

    internal DateTimeOffset Now => clock.GetUtcNow();
}
