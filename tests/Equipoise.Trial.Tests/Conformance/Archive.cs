using Equipoise.Trial.Tests.Cli.Cluster;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>Archives of the reference data: .NET reads tar, not xz.</summary>
static class Archive
{
    public static void Unpack(string archive, string folder)
    {
        var (exit, _, error) = ChildProcess.Run("tar", ["-xJf", archive, "-C", folder]);
        exit.ShouldBe(0, error);
    }
}
