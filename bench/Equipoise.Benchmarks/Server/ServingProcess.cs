using System.Diagnostics;
using System.Globalization;

namespace Equipoise.Benchmarks.Server;

/// <summary>A server as users start it, in a process of its own: what it took of the processor and of memory.</summary>
sealed class ServingProcess : IDisposable
{
    readonly Process process;

    ServingProcess(Process process, Uri address, TimeSpan listens, TimeSpan ready) =>
        (this.process, Address, Listens, Ready) = (process, address, listens, ready);

    public Uri Address { get; }

    /// <summary>How long after its start it took requests.</summary>
    public TimeSpan Listens { get; }

    /// <summary>How long after its start the log was read.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Starts it and waits until its log is read.</summary>
    /// <param name="program">The program, a .dll.</param>
    /// <param name="arguments">What comes after <c>serve</c>.</param>
    public static async Task<ServingProcess> Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        var line = await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        var listens = watch.Elapsed;
        _ = started.StandardOutput.ReadToEndAsync();
        var address = new Uri(line.Split(' ')[0]);
        using var client = new HttpClient { BaseAddress = address };
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(10);
        return new(started, address, listens, watch.Elapsed);
    }

    /// <summary>The time of the processors that it used so far.</summary>
    public TimeSpan Used
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What of it is in memory now, and the most that ever was, in MB.</summary>
    public (double Now, double Most) Resident => (Status("VmRSS"), Status("VmHWM"));

    double Status(string name) =>
        double.Parse(
            File.ReadLines($"/proc/{process.Id}/status")
                .Single(line => line.StartsWith(name + ":", StringComparison.Ordinal))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
