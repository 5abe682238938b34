using Equipoise.TrialLog.Beside;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>Whether a change beside the log is on disk when it is told.</summary>
[Collection(OnPostgres.Name)]
public sealed class SideTablesTests(OnePostgres postgres)
{
    // https://sqlite.org/pragma.html#pragma_synchronous: 2 flushes at every commit, 1 at checkpoints only.
    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void In_SQLite_a_change_waits_for_the_disk_unless_its_last_moment_may_be_lost(bool waitForDisk, long synchronous)
    {
        using var folder = new TemporaryFolder();
        using var tables = SideTables.InFile(folder.File("server"));
        // Also on a connection that another left in the pool.
        tables.Open(!waitForDisk).Dispose();
        Asked(tables, waitForDisk, "PRAGMA synchronous").ShouldBe(synchronous);
    }

    [PostgresFact]
    public void In_PostgreSQL_too()
    {
        using var tables = SideTables.InPostgres(postgres.NewDatabase(), "equipoise_server");
        Asked(tables, waitForDisk: true, "SHOW synchronous_commit").ShouldBe("on");
        Asked(tables, waitForDisk: false, "SHOW synchronous_commit").ShouldBe("off");
        Asked(tables, waitForDisk: false, "SELECT current_schema()").ShouldBe("equipoise_server");
    }

    static object? Asked(SideTables tables, bool waitForDisk, string statement)
    {
        using var connection = tables.Open(waitForDisk);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's.
        command.CommandText = statement;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
