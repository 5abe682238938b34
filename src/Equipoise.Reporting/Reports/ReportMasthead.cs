using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Reports;

/// <summary>The head of a report.</summary>
static class ReportMasthead
{
    const int HashShown = 12;

    public static Masthead Of(Manuscript m)
    {
        var trial = m.Protocol.Trial;
        BoundText[] design =
        [
            m.Say(m.Results.Provenance.Synthetic ? "Rehearsal of a randomized" : "Randomized"),
            trial.Phase is null ? BoundText.Empty : m.Say($"phase {m.Names.Phase}"),
            trial.Masking is null ? BoundText.Empty : m.Say($"{m.Names.Masking}"),
        ];
        IEnumerable<Fact?> facts =
        [
            new("Trial", m.Say($"{m.Names.Trial}")),
            trial.Registry is null ? null : new("Registry", m.Say($"{m.Names.Registry}")),
            new("Protocol version", m.Say($"{m.Names.Version}")),
            m.Results.Provenance.Cutoff is null ? null : new("Data cutoff", m.Say($"{m.Names.Cutoff}")),
            new("Protocol SHA-256", new([new TextRun.Link("provenance", [Hash(m.Protocol.Sha256)])])),
        ];
        return new(
            m.Say($"{BoundText.Join(", ", design)} trial"),
            m.Say($"{m.Names.Title}"),
            new([.. facts.OfType<Fact>()])
        );
    }

    /// <summary>The beginning of a hash, which tells one file from another at a glance.</summary>
    public static TextRun Hash(string sha256) =>
        new TextRun.Code($"{sha256[..Math.Min(HashShown, sha256.Length)]}…", sha256);

    /// <summary>The trial, its protocol and its data.</summary>
    public static Origin Origin(Manuscript m) =>
        new(
            m.Plain($"{m.Names.Trial}"),
            m.Protocol.Sha256,
            m.Results.Provenance.Cutoff is null ? null : m.Plain($"{m.Names.Cutoff}")
        );

    /// <summary>What every page of synthetic data says.</summary>
    public const string Synthetic = "Synthetic data: virtual participants, no real person";

    /// <summary>The same, where the data are synthetic; nothing where they are not.</summary>
    public static BoundText Notice(Manuscript m) =>
        m.Results.Provenance.Synthetic ? m.Say(Synthetic) : BoundText.Empty;
}
