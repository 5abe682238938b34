using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Publication;

/// <summary>An analyzed trial as a folder holds it, to be published.</summary>
/// <param name="Protocol">What was promised.</param>
/// <param name="Results">What was found.</param>
/// <param name="Brief">The brief, as Markdown.</param>
/// <param name="LaySummary">The lay summary, as Markdown; null for none.</param>
/// <param name="Abstract">The abstract, as Markdown; null for none.</param>
public sealed record PublishedAnalysis(
    TrialProtocol Protocol,
    ReportingEvent Results,
    string Brief,
    string? LaySummary,
    string? Abstract
)
{
    /// <summary>The day of its data: the cutoff, or the day of publication that the protocol names; null for neither.</summary>
    public DateOnly? Day => Results.Provenance.Cutoff ?? Protocol.PlainWords?.Published;

    /// <summary>The trial, and its rehearsals apart: what is told of virtual participants replaces nothing.</summary>
    internal string Trial => Results.Provenance.Synthetic ? $"{Protocol.Trial.Id}-rehearsal" : Protocol.Trial.Id;

    internal string Date => Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name of the trial for people.</summary>
    internal string Name => Results.Provenance.Synthetic ? $"{Protocol.Trial.Id} (rehearsal)" : Protocol.Trial.Id;

    /// <summary>The folder of its files on the site.</summary>
    public string Folder => $"{PublicationSite.TrialsFolder}/{Trial}/{Date}";

    /// <summary>A name that stays the same however often it is published: of its trial and its day.</summary>
    internal string Urn
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"equipoise\n{Trial}\n{Date}"))[..16];
            // A UUID of version 8 (RFC 9562), whose other bits the maker chooses.
            hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
            return $"urn:uuid:{new Guid(hash, bigEndian: true)}";
        }
    }
}
