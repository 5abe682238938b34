using System.Diagnostics;
using Equipoise.Cli;

namespace Equipoise.Trial.Tests.Cli.Cluster;

static partial class ChildProcess
{
    /// <summary>Starts equipoise itself, whose output is to be read.</summary>
    public static Process Equipoise(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start("dotnet", [typeof(Program).Assembly.Location, .. arguments], environment);
}
