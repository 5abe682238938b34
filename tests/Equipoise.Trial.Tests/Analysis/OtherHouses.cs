using System.Text;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Data sets of the reference data, with a protocol written for them.</summary>
static class OtherHouses
{
    /// <summary>The protocol that a text is.</summary>
    public static TrialProtocol Protocol(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            ProtocolReading.Rejected rejected => throw new ShouldAssertException(string.Join('\n', rejected.Problems)),
            _ => throw new InvalidOperationException("No reading."),
        };

    /// <summary>Files of a folder under the names of the data sets that they are.</summary>
    public static Dictionary<string, Table> Tables(string folder, params (string Name, string File)[] files) =>
        files.ToDictionary(
            file => file.Name,
            file =>
            {
                var table = DatasetFile.Read(ReferenceData.PathOf([.. folder.Split('/'), file.File]));
                return new Table(file.Name, table.Label, table.Columns);
            }
        );
}
