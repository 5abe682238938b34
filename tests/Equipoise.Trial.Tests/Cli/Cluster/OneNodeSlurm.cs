using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Equipoise.Trial.Tests.Cli.Cluster;

/// <summary>
/// A Slurm of one node on loopback: munged, slurmctld and slurmd of this test alone, with their own key, sockets, ports and
/// folder. Nothing outside the folder is written, and everything that was started is stopped.
/// </summary>
public sealed class OneNodeSlurm : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    readonly TemporaryFolder folder = new();
    readonly List<Process> daemons = [];

    public OneNodeSlurm()
    {
        if (Programs.Missing.Length > 0)
            return;
        try
        {
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What Slurm's commands read to find this cluster.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["SLURM_CONF"] = folder.File("slurm.conf") };

    /// <summary>The tasks that are pending or running: their number in the array, and their state.</summary>
    public (int Task, string State)[] Queue() =>
        [
            .. ChildProcess
                .Run("squeue", ["--noheader", "--array", "--format=%K %T"], Environment)
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Select(words => (int.Parse(words[0]), words[1])),
        ];

    /// <summary>Kills one task as an operator or a failing node would.</summary>
    public void Kill(int task)
    {
        var jobs = ChildProcess
            .Run("squeue", ["--noheader", "--array", "--format=%K %F"], Environment)
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '));
        var job = jobs.Single(words => words[0] == $"{task}")[1];
        ChildProcess.Run("scancel", ["--signal=KILL", "--full", $"{job}_{task}"], Environment).Exit.ShouldBe(0);
    }

    public void Dispose()
    {
        if (daemons.Count == 3)
            ChildProcess.Run("scancel", [$"--user={System.Environment.UserName}"], Environment);
        // The node first: it ends its tasks; then who it reports to; then who vouches for both.
        foreach (var daemon in Enumerable.Reverse(daemons))
        {
            if (!daemon.HasExited)
                ChildProcess.Run("kill", ["-TERM", $"{daemon.Id}"]);
            if (!daemon.WaitForExit(TimeSpan.FromSeconds(5)))
                daemon.Kill();
            daemon.Dispose();
        }
        folder.Dispose();
    }

    void Start()
    {
        var user = System.Environment.UserName;
        var host = System.Environment.MachineName.Split('.')[0];
        var (controller, node) = FreePorts();
        Directory.CreateDirectory(folder.File("state"));
        Directory.CreateDirectory(folder.File("spool"));
        var key = folder.File("munge.key", RandomNumberGenerator.GetBytes(128));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        folder.File(
            "slurm.conf",
            $"""
            ClusterName=loopback
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={controller}
            SlurmdPort={node}
            CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
            AuthType=auth/munge
            AuthInfo=socket={folder.File("munge.socket")}
            SlurmUser={user}
            SlurmdUser={user}
            StateSaveLocation={folder.File("state")}
            SlurmdSpoolDir={folder.File("spool")}
            SlurmctldPidFile={folder.File("slurmctld.pid")}
            SlurmdPidFile={folder.File("slurmd.pid")}
            SlurmctldLogFile={folder.File("slurmctld.log")}
            SlurmdLogFile={folder.File("slurmd.log")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core_Memory
            SlurmdParameters=config_overrides
            SchedulerParameters=sched_interval=1,batch_sched_delay=1
            KillWait=2
            MinJobAge=10
            ReturnToService=2
            MpiDefault=none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            NodeName=node NodeHostname={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=4096 State=UNKNOWN
            PartitionName=main Nodes=node Default=YES MaxTime=INFINITE State=UP

            """
        );
        Start(
            "munged",
            "--foreground",
            "--force",
            $"--socket={folder.File("munge.socket")}",
            $"--key-file={key}",
            $"--log-file={folder.File("munged.log")}",
            $"--pid-file={folder.File("munged.pid")}",
            $"--seed-file={folder.File("munged.seed")}"
        );
        Until(() => File.Exists(folder.File("munge.socket")));
        Start("slurmctld", "-D", "-f", folder.File("slurm.conf"));
        Start("slurmd", "-D", "-f", folder.File("slurm.conf"), "-N", "node");
        Until(() => ChildProcess.Run("sinfo", ["--noheader", "--format=%T"], Environment).Output.Trim() == "idle");
    }

    void Start(string daemon, params string[] arguments)
    {
        var process = ChildProcess.Start(daemon, arguments, Environment);
        daemons.Add(process);
        // Read and forgotten, for a full pipe would stop it; what matters is in its log.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    void Until(Func<bool> ready)
    {
        for (var waited = Stopwatch.StartNew(); !ready(); Thread.Sleep(100))
            if (waited.Elapsed > patience || daemons.Any(daemon => daemon.HasExited))
                throw new InvalidOperationException(
                    "Slurm does not start: "
                        + string.Join('\n', Directory.GetFiles(folder.Path, "*.log").SelectMany(File.ReadLines).TakeLast(20))
                );
    }

    // Taken from the system and given back: another program could take them in between, and the start then fails with its log.
    static (int, int) FreePorts()
    {
        using TcpListener one = new(IPAddress.Loopback, 0),
            other = new(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    /// <summary>The programs of Slurm that the tests need.</summary>
    internal static class Programs
    {
        public static string[] Missing { get; } =
            [
                .. new[] { "munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo" }.Where(program =>
                    ChildProcess.Find(program) is null
                ),
            ];
    }
}

/// <summary>A fact about a real Slurm; skipped, and said to be, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() =>
        Skip =
            OneNodeSlurm.Programs.Missing.Length == 0
                ? null
                : "There is no Slurm: install slurmctld, slurmd, slurm-client and munge.";
}
