using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>A place where a trial log can be kept, opened as often as a test likes, also from another process.</summary>
abstract class Store : IDisposable
{
    /// <summary>How the process of <see cref="Attacks.TrialWriter"/> is told where the log is.</summary>
    public abstract string[] Arguments { get; }

    /// <summary>A log that goes on, or begins, there.</summary>
    public abstract ITrialLog Open();

    /// <summary>The store of that name, empty.</summary>
    public static Store New(string name, OnePostgres server) =>
        name == "SQLite" ? new OnSqlite() : new OnServer(server.NewDatabase());

    /// <summary>The trial in it, opened for participants when it is new.</summary>
    public PatinaTrial Trial()
    {
        var trial = new PatinaTrial(Open());
        if (trial.Conduct.State.Opened is null)
            trial.With(new OpenTrial(null, Synthetic: true));
        return trial;
    }

    /// <summary>An opened trial in which this many participants are ready to be randomized: 101-0001 and so on.</summary>
    public string[] Ready(int participants)
    {
        using var trial = Trial();
        using var batch = trial.Begin();
        string[] ids = [.. Enumerable.Range(1, participants).Select(number => $"101-{number:0000}")];
        foreach (var id in ids)
        {
            trial.AndEligible(id);
            trial.Sign(id).ShouldBeOfType<Decision.Accepted>();
        }
        batch.Commit();
        return ids;
    }

    public LogRow[] Rows()
    {
        using var log = Open();
        return [.. log.Read()];
    }

    /// <summary>The whole log, verified with its protocol and key.</summary>
    public VerificationReport Verify() => TrialVerification.Verify(Rows(), head: null, Examples.PatinaProtocol, PatinaTrial.Key);

    public abstract void Dispose();

    sealed class OnSqlite : Store
    {
        readonly TemporaryFolder folder = new();

        string File => folder.File("trial.db");

        public override string[] Arguments => ["--sqlite", File];

        public override ITrialLog Open() => System.IO.File.Exists(File) ? SqliteTrialLog.Open(File) : SqliteTrialLog.Create(File);

        public override void Dispose() => folder.Dispose();
    }

    sealed class OnServer(string connection) : Store
    {
        public override string[] Arguments => ["--postgres", connection];

        public override ITrialLog Open() => PostgresTrialLog.OpenOrCreate(connection);

        public override void Dispose() { }
    }
}

/// <summary>A test of every store that is here; PostgreSQL is left out, and said to be, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryStoreAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod)
    {
        yield return ["SQLite"];
        if (OnePostgres.Programs.Folder is not null)
            yield return ["PostgreSQL"];
    }
}

/// <summary>A fact about a real PostgreSQL; skipped, and said to be, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() =>
        Skip = OnePostgres.Programs.Folder is not null ? null : "There is no PostgreSQL server: install postgresql.";
}
