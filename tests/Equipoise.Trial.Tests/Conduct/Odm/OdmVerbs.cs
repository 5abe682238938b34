using Equipoise.Trial.Tests.Conduct.Tabulation;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>The verbs <c>export --as odm</c> and <c>import</c>, called as the program calls them.</summary>
public sealed class OdmVerbs : IDisposable
{
    readonly TemporaryFolder folder = new();

    public OdmVerbs()
    {
        using var story = Story.Told(Log);
    }

    string Log => folder.File("trial.db");

    string Document => Path.Combine(folder.File("odm"), "trial.xml");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_log_that_is_exported_and_imported_is_the_same_and_verifies()
    {
        CommandLine.Run("export", "--trial", Log, "--out", folder.File("odm"), "--as", "odm").Exit.ShouldBe(0);

        var (exit, _, error) = CommandLine.Run("import", Document, "--out", folder.File("again.db"));

        exit.ShouldBe(0, error);
        RowsOf(folder.File("again.db")).ShouldBe(RowsOf(Log));
        HeadFile.Read(HeadFile.For(folder.File("again.db"))).End.ShouldBe(HeadFile.Read(HeadFile.For(Log)).End);
        CommandLine.Run("verify", "--trial", folder.File("again.db"), "--without", "allocations").Exit.ShouldBe(0);
        Directory.GetFiles(Path.GetDirectoryName(Log)!, "*.partial*").ShouldBeEmpty();
    }

    [Fact]
    public void A_snapshot_is_written_and_not_imported()
    {
        CommandLine.Run("export", "--trial", Log, "--out", folder.File("odm"), "--as", "odm-snapshot").Exit.ShouldBe(0);

        var (exit, _, error) = CommandLine.Run("import", Document, "--out", folder.File("again.db"));

        exit.ShouldBe(1);
        error.ShouldStartWith($"{Document}: A log is made from a transactional document; this one is a snapshot, ");
        error.ShouldContain("equipoise export --as odm");
        error.ShouldContain("equipoise new DIR --from FILE");
        File.Exists(folder.File("again.db")).ShouldBeFalse();
    }

    [Fact]
    public void A_document_that_was_changed_leaves_nothing()
    {
        CommandLine.Run("export", "--trial", Log, "--out", folder.File("odm"), "--as", "odm").Exit.ShouldBe(0);
        File.WriteAllText(Document, File.ReadAllText(Document).Replace("2018-12-24", "2018-12-25", StringComparison.Ordinal));

        var (exit, _, error) = CommandLine.Run("import", Document, "--out", folder.File("again.db"));

        exit.ShouldBe(1);
        error.ShouldContain("it was changed after it was written");
        Directory.GetFiles(Path.GetDirectoryName(Log)!, "again*").ShouldBeEmpty();
    }

    [Fact]
    public void A_log_is_never_overwritten_and_a_file_that_is_not_there_is_named()
    {
        CommandLine.Run("import", Log, "--out", Log).Exit.ShouldBe(2);
        CommandLine.Run("import", folder.File("none.xml"), "--out", folder.File("again.db")).Exit.ShouldBe(2);
    }

    [Fact]
    public void Nothing_is_exported_from_a_log_that_lost_its_end()
    {
        HeadFileOf("999 " + new string('a', 64));

        var (exit, _, error) = CommandLine.Run("export", "--trial", Log, "--out", folder.File("odm"), "--as", "odm");

        exit.ShouldBe(1);
        error.ShouldContain("is missing");
        File.Exists(Document).ShouldBeFalse();
    }

    void HeadFileOf(string text) => File.WriteAllText(HeadFile.For(Log), text);

    static LogRow[] RowsOf(string path)
    {
        using var log = SqliteTrialLog.OpenToRead(path);
        return [.. log.Read()];
    }
}
