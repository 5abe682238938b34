using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The demo, run once for all tests that look at what it leaves: 518 virtual participants, seed 1.</summary>
public sealed class DemoRun : IDisposable
{
    readonly TemporaryFolder temporary = new();
    readonly Lazy<ReportingEvent> results;
    readonly Lazy<IReadOnlyDictionary<string, Table>> sdtm;

    public DemoRun()
    {
        (Exit, Output, Error) = CommandLine.Run(new StoppedClock(), "demo", "--out", Folder);
        results = new(() => ResultsJson.Read(File.ReadAllText(At("results.json"))));
        sdtm = new(() => DatasetFile.ReadFolder(At("sdtm")));
    }

    public string Folder => temporary.File("demo");

    public int Exit { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>results.json, read.</summary>
    public ReportingEvent Results => results.Value;

    /// <summary>The SDTM transport files, read.</summary>
    public IReadOnlyDictionary<string, Table> Sdtm => sdtm.Value;

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Dispose() => temporary.Dispose();

    /// <summary>So that what is written twice is the same twice.</summary>
    internal sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}

/// <summary>The tests that share the one run.</summary>
[CollectionDefinition(Name)]
public sealed class OfTheDemo : ICollectionFixture<DemoRun>
{
    public const string Name = "of the demo";
}
