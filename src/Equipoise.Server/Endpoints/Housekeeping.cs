using Equipoise.Server.Accounts;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Server.Endpoints;

/// <summary>Deletes once an hour what no longer counts: attempts of the day before, drafts that nobody came back to, codes whose
/// time is over.</summary>
sealed class Housekeeping(Attempts attempts, Drafts drafts, AnswerCodes codes, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Hourly);
            do
            {
                attempts.ForgetBefore(clock.GetUtcNow() - Day);
                drafts.DeleteOld();
                codes.DeleteOld();
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server ends; the next one goes on.
        }
    }
}
