using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Tests;

/// <summary>The examples that ship with the program, as every room's tests use them.</summary>
public static class Examples
{
    static readonly Lazy<TrialProtocol> patina = new(() => Read("patina"));
    static readonly Lazy<TrialProtocol> cdiscPilot = new(() => Read("cdisc-pilot"));

    /// <summary>PATINA: a whole trial.</summary>
    public static TrialProtocol PatinaProtocol => patina.Value;

    /// <summary>The CDISC pilot: an analysis of data from elsewhere.</summary>
    public static TrialProtocol CdiscPilotProtocol => cdiscPilot.Value;

    /// <summary>The protocol file of an example.</summary>
    public static string ProtocolPath(string example) => Repository.At("examples", example, "protocol.yaml");

    static TrialProtocol Read(string example) =>
        ProtocolFile.Read(ProtocolPath(example)) switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join(Environment.NewLine, refused.Problems)),
        };
}
