using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Views;
using Equipoise.Server.Measures;
using Equipoise.TrialLog;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Server.Trial;

/// <summary>
/// The trial that this server serves. It is read while the server listens already and says that it is starting.
/// </summary>
sealed class RunningTrial(ServedTrial served, TimeProvider clock, IHostApplicationLifetime life, Measured measured)
    : BackgroundService
{
    static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    TrialConduct? conduct;

    /// <summary>What decisions rest on.</summary>
    internal TrialRules Rules => served.Rules;

    /// <summary>The trial; null until its log is read.</summary>
    internal TrialConduct? Conduct => conduct;

    /// <summary>Why the log cannot be served; null when it can.</summary>
    internal string? Fault { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(Open, stoppingToken);
            using var timer = new PeriodicTimer(Often);
            // When a day begins, what waits for people is another thing: it is looked up before anybody asks.
            do
            {
                if (conduct is { } running)
                    TodayView.Prepare(running.State, Rules, clock.GetUtcNow());
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    void Open()
    {
        try
        {
            conduct = new(served.OpenLog(), served.Rules, clock);
            measured.TellLag(Lag);
            served.Ready?.Invoke();
            // To read a log leaves as much behind as is kept; it is given back at once.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        catch (LogUnreadableException unreadable)
        {
            Fault = unreadable.Message;
            served.Failed?.Invoke(unreadable.Message);
            life.StopApplication();
        }
    }

    /// <summary>How many rows of others this server had not read when it is asked.</summary>
    long Lag()
    {
        var known = conduct!.State.Head.Sequence;
        return conduct.Look().Head.Sequence - known;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        conduct?.Dispose();
        base.Dispose();
    }
}
