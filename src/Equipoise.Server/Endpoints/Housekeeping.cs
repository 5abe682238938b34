using System.Data.Common;
using Equipoise.Server.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Server.Endpoints;

/// <summary>Deletes once an hour what no longer counts: attempts of the day before, drafts that nobody came back to, codes whose
/// time is over.</summary>
sealed partial class Housekeeping(
    Attempts attempts,
    Drafts drafts,
    AnswerCodes codes,
    TimeProvider clock,
    ILogger<Housekeeping> log
) : BackgroundService
{
    static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Hourly);
            do
                Delete();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server ends; the next one goes on.
        }
    }

    void Delete()
    {
        try
        {
            attempts.ForgetBefore(clock.GetUtcNow() - Day);
            drafts.DeleteOld();
            codes.DeleteOld();
        }
        catch (DbException failure)
        {
            // What is left is deleted in an hour: no server ends because of it.
            Failed(log, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What no longer counts is not deleted ({Kind}); again in an hour.")]
    static partial void Failed(ILogger logger, string kind);
}
