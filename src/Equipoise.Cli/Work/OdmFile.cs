using Equipoise.Datasets;
using Equipoise.Exchange.Odm;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Work;

/// <summary>The ODM document of a trial in a folder: <c>trial.xml</c>, whole or not at all.</summary>
/// <param name="folder">The folder; made when it is missing.</param>
/// <param name="format">One of the two formats.</param>
/// <param name="clock">The clock that the head of the document shows.</param>
sealed class OdmFile(string folder, string format, TimeProvider clock)
{
    /// <summary>Every entry with its audit record.</summary>
    public const string EveryEntry = "odm";

    /// <summary>Each fact and each value once.</summary>
    public const string AsItStands = "odm-snapshot";

    public string Path => System.IO.Path.Combine(folder, "trial.xml");

    /// <exception cref="DataException">The log was tampered with, or lost its end.</exception>
    public void Write(ITrialLog log, TrialProtocol protocol, LogHead? noted)
    {
        var type = format == EveryEntry ? OdmFileType.Transactional : OdmFileType.Snapshot;
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path, stream => OdmExport.Write(stream, () => log.Read(), protocol, type, clock.GetUtcNow(), noted));
    }
}
