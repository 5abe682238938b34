using System.Diagnostics;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// A server of the trial as a process of its own, to be killed: reads requests "KEY PARTICIPANT" on standard input, answers
/// "KEY ARM" or "KEY refused RULE" on standard output, each as soon as it is acknowledged.
/// </summary>
/// <remarks>
/// <c>dotnet Equipoise.Trial.Tests.dll --sqlite FILE | --postgres CONNECTION [--clients N] [--die POINT --at N]</c>. The point is where the
/// process kills itself with SIGKILL, at its N-th append.
/// </remarks>
static class TrialWriter
{
    static int Main(string[] arguments)
    {
        if (arguments.Length == 0)
            return 0;
        string? Option(string name) => arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
        ITrialLog log = Option("--sqlite") is { } file ? SqliteTrialLog.Open(file) : PostgresTrialLog.Open(Option("--postgres")!);
        if (Option("--die") is { } point)
            log = new MortalLog(log, Enum.Parse<Death>(point), int.Parse(Option("--at")!));
        if (Option("--serve") is { } tables)
            return ServingProcess.Serve(log, tables);
        using var conduct = new TrialConduct(log, PatinaTrial.Rules, TimeProvider.System);
        var reply = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var requests = TextReader.Synchronized(Console.In);
        if (int.Parse(Option("--clients") ?? "1") is > 1 and var clients)
        {
            // A storm: everybody asks at once.
            var all = requests.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var threads = Enumerable
                .Range(0, clients)
                .Select(client => new Thread(() =>
                {
                    for (var at = client; at < all.Length; at += clients)
                        reply.WriteLine(Answer(conduct, all[at]));
                }))
                .ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return 0;
        }
        while (requests.ReadLine() is { } request)
            reply.WriteLine(Answer(conduct, request));
        return 0;
    }

    static string Answer(TrialConduct conduct, string request)
    {
        var (key, participant) = request.Split(' ') is [var first, var second] ? (first, second) : throw new FormatException(request);
        try
        {
            var decision = conduct.Do(
                new RandomizeParticipant(participant, PatinaTrial.Randomization),
                PatinaTrial.At(PatinaTrial.Randomization),
                key
            );
            return $"{key} {Told(decision)}";
        }
        catch (LogUnreadableException failure)
        {
            return $"{key} failed: {failure.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>An answer in one line.</summary>
    internal static string Told(Decision decision) =>
        decision switch
        {
            Decision.Accepted { Events: [ParticipantRandomized randomized] } => randomized.Arm,
            Decision.Refused refused => $"refused {string.Join(',', refused.Reasons.Select(reason => reason.Rule))}",
            _ => "nothing",
        };
}

/// <summary>Where a process dies.</summary>
enum Death
{
    BeforeWrite,
    AfterWriteBeforeCommit,
    AfterCommitBeforeReply,
}

/// <summary>A log whose process is killed at a named point of its N-th append: SIGKILL, as <c>kill -9</c> does.</summary>
sealed class MortalLog(ITrialLog log, Death point, int last) : ITrialLog
{
    int appends;

    public IEnumerable<LogRow> Read(long after = 0) => log.Read(after);

    public bool Append(IReadOnlyList<LogRow> rows)
    {
        var isLast = ++appends == last;
        DieIf(isLast && point == Death.BeforeWrite);
        if (isLast && point == Death.AfterWriteBeforeCommit)
        {
            var batch = log.Begin();
            batch.Append(rows);
            DieIf(true);
        }
        var appended = log.Append(rows);
        DieIf(isLast && point == Death.AfterCommitBeforeReply);
        return appended;
    }

    public ILogBatch Begin() => log.Begin();

    public void SealWith(SealKey key) => log.SealWith(key);

    public string? AcceptedLoss => log.AcceptedLoss;

    public ITrialLog? ForReading() => log.ForReading();

    public void Dispose() => log.Dispose();

    static void DieIf(bool now)
    {
        if (!now)
            return;
        using var me = Process.GetCurrentProcess();
        me.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
