using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis;

/// <summary>Records from what the results were computed.</summary>
static class ProvenanceOf
{
    public static Provenance Analysis(
        TrialProtocol protocol,
        AnalysisDatasets datasets,
        IReadOnlyDictionary<string, Table> data,
        AnalysisOptions options
    )
    {
        var summary = TrialSummary.Of(data);
        var adsl = new TableReader(datasets.Adsl, []);
        var cutoff = summary.Cutoff ?? First(adsl.Count, adsl.DateOrMissing("DCUTDT"));
        // The mark must survive whatever way the data took: it is in TS, and in every row of our ADSL.
        var marked = adsl.TextOrBlank("SYNTHET");
        var synthetic =
            summary.Synthetic || Enumerable.Range(0, adsl.Count).Any(row => marked(row) == "Y");
        var read = Used(protocol, datasets)
            .Where(data.ContainsKey)
            .Order(StringComparer.Ordinal)
            .Select(name => Source(data[name], options.Files.GetValueOrDefault(name, AnalysisOptions.InMemory)));
        var derived = datasets.Derived ? datasets.All.Select(table => Source(table, null)) : [];
        return new(
            protocol.Trial.Id,
            protocol.Trial.Version,
            protocol.Sha256,
            options.Program,
            cutoff,
            synthetic,
            [.. read, .. derived]
        );
    }

    /// <summary>The data sets of which some number depends; what else lies in the folder is none of its business.</summary>
    static IEnumerable<string> Used(TrialProtocol protocol, AnalysisDatasets datasets) =>
        datasets.From is { } facts
            ? [.. facts.Read, "TS"]
            :
            [
                "ADSL",
                "ADTTE",
                "TS",
                .. protocol.Analysis.Safety is null ? Array.Empty<string>() : ["ADAE"],
                .. datasets.Adrs is null ? Array.Empty<string>() : ["ADRS"],
                .. datasets.Adtr is null ? Array.Empty<string>() : ["ADTR"],
                .. protocol.Analysis.Safety is { RateParameters.Count: > 0 } ? ["ADAETTE"] : Array.Empty<string>(),
                .. protocol.Treatments.Count > 0 ? ["ADEX", "EC", "EX"] : Array.Empty<string>(),
                .. datasets.Adlb is null ? Array.Empty<string>() : ["ADLB"],
                .. datasets.Adqs is null ? Array.Empty<string>() : ["ADQS"],
            ];

    static DataSource Source(Table table, string? file) =>
        new(table.Name.ToUpperInvariant(), file, table.RowCount, ContentHash.Of(table));

    static DateOnly? First(int count, Func<int, DateOnly?> date) =>
        Enumerable.Range(0, count).Select(date).FirstOrDefault(day => day is not null);
}
