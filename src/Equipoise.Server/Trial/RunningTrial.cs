using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.TrialLog;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Server.Trial;

/// <summary>
/// The trial that this server serves. It is read while the server listens already and says that it is starting.
/// </summary>
sealed class RunningTrial(ServedTrial served, TimeProvider clock, IHostApplicationLifetime life) : BackgroundService
{
    TrialConduct? conduct;

    /// <summary>What decisions rest on.</summary>
    internal TrialRules Rules => served.Rules;

    /// <summary>The trial; null until its log is read.</summary>
    internal TrialConduct? Conduct => conduct;

    /// <summary>Why the log cannot be served; null when it can.</summary>
    internal string? Fault { get; private set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    conduct = new(served.OpenLog(), served.Rules, clock);
                    served.Ready?.Invoke();
                }
                catch (LogUnreadableException unreadable)
                {
                    Fault = unreadable.Message;
                    served.Failed?.Invoke(unreadable.Message);
                    life.StopApplication();
                }
            },
            stoppingToken
        );

    /// <inheritdoc/>
    public override void Dispose()
    {
        conduct?.Dispose();
        base.Dispose();
    }
}
