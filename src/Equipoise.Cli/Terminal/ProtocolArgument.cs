using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Terminal;

/// <summary>The protocol that most verbs take.</summary>
static class ProtocolArgument
{
    /// <summary>The protocol in that file; null after its problems were listed.</summary>
    public static TrialProtocol? Read(string path, Said said)
    {
        var reading = ProtocolFile.Read(path);
        said.Unusable(reading.Problems.Select(problem => problem.ToString()));
        return (reading as ProtocolReading.Accepted)?.Protocol;
    }
}
