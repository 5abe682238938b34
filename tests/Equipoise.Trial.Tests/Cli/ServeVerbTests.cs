using System.Net;
using System.Net.Sockets;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>serve</c> before it serves: what it cannot be started with is said in one line, and nothing is left behind.</summary>
public sealed class ServeVerbTests
{
    [Fact]
    public void Neither_or_both_logs_are_no_log()
    {
        Refused("serve").ShouldContain("either --trial FILE or --postgres CONNECTION");
        Refused("serve", "--trial", "a.db", "--postgres", "Host=127.0.0.1").ShouldContain("either --trial FILE or --postgres CONNECTION");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Database=trial;Password=secret-word")]
    [InlineData("Host=127.0.0.1;Database=trial;PWD=secret-word")]
    public void A_password_on_the_command_line_is_refused_with_or_without_a_protocol_and_not_repeated(string connection)
    {
        foreach (var rest in new string[][] { [], ["--protocol", Repository.At("examples", "patina", "protocol.yaml")] })
        {
            var said = Refused(["serve", "--postgres", connection, "--key", "none", .. rest]);
            said.ShouldContain("A password on the command line can be read by everybody on this machine");
            said.ShouldNotContain("secret-word");
        }
    }

    [Fact]
    public void A_log_that_does_not_exist_is_begun_only_with_a_protocol()
    {
        using var folder = new TemporaryFolder();
        Refused("serve", "--trial", folder.File("new.db")).ShouldContain("name its protocol with --protocol");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder.File("new.db"))!).ShouldBeEmpty();
    }

    [Fact]
    public void A_demonstration_serves_no_log_of_anybody() =>
        Refused("serve", "--demo", "--trial", "a.db").ShouldContain("--demo serves virtual participants of its own");

    [Fact]
    public void A_port_that_is_taken_is_said()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        Refused("serve", "--trial", folder.File("new.db"), "--protocol", Repository.At("examples", "patina", "protocol.yaml"), "--port", port)
            .ShouldContain($"127.0.0.1:{port}");
    }

    static string Refused(params string[] arguments)
    {
        var (exit, output, error) = CommandLine.Run(arguments);
        exit.ShouldBe(2, error);
        output.ShouldBeEmpty();
        error.ShouldNotContain("   at ");
        return error;
    }
}
