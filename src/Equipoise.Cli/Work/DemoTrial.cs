using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Work;

/// <summary>
/// The example's trial nine months after its first participant, open: for looking at the server without a trial of one's own.
/// </summary>
static class DemoTrial
{
    const int Days = 270;
    const int DaysOff = 6;
    const ulong Seed = 1;

    /// <summary>The last day that was rehearsed.</summary>
    public static DateOnly EndOf(TrialProtocol protocol) => protocol.Trial.Calendar!.Opens.AddDays(Days);

    /// <summary>
    /// The moment at which somebody looks at it, some days later, in which nobody recorded anything: so that there is something
    /// to do.
    /// </summary>
    public static DateTimeOffset LookedAt(TrialProtocol protocol) =>
        new(EndOf(protocol).AddDays(DaysOff).ToDateTime(new(8, 0)), TimeSpan.Zero);

    /// <summary>The protocol in that folder: the log alone conceals its block sizes.</summary>
    public static string ProtocolIn(string folder) => Path.Combine(folder, "protocol.yaml");

    /// <summary>Rehearses it into that folder, and gives its protocol.</summary>
    public static TrialProtocol Into(string folder, TimeProvider clock, Said said, CancellationToken cancellation)
    {
        var file = Example("protocol.yaml");
        var text = Encoding.UTF8.GetString(file);
        var protocol = ((ProtocolReading.Accepted)ProtocolFile.Parse(file, "examples/patina/protocol.yaml")).Protocol;
        var scenario = (
            (ScenarioReading.Accepted)ScenarioFile.Parse(Example("scenario.yaml"), "examples/patina/scenario.yaml", protocol)
        ).Scenario;
        new RehearseTrial(protocol, text, scenario, Seed, clock) { Until = EndOf(protocol) }.Into(folder, said, cancellation);
        File.WriteAllBytes(ProtocolIn(folder), file);
        return protocol;
    }

    /// <summary>A file of the example, inside the program.</summary>
    internal static byte[] Example(string name)
    {
        using var stream = typeof(DemoTrial).Assembly.GetManifestResourceStream($"patina/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A clock that goes as the real one does, from another moment: a rehearsal has its own time.</summary>
sealed class ClockFrom(DateTimeOffset from, TimeProvider real) : TimeProvider
{
    readonly TimeSpan shift = from - real.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + shift;
}
