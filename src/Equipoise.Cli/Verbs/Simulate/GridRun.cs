using System.Security.Cryptography;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>Every combination of a grid, one after the other, into two tables and a page.</summary>
sealed record GridRun(SimulateOptions Options, string GridPath, string Folder, TrialProtocol Protocol, TimeProvider Clock)
{
    public int Run(Said said, CancellationToken cancellation)
    {
        var reading = GridFile.Read(GridPath, Options.Protocol, Options.Scenario);
        if (reading is not GridReading.Accepted { Grid: var grid })
            return said.Unusable(((GridReading.Rejected)reading).Problems.Select(problem => problem.ToString()));
        if (Compile(grid, said) is not { } trials)
            return ExitStatus.Unreadable;

        var started = Clock.GetTimestamp();
        var cells = said.Slowly($"Simulating {trials.Length} combinations", report =>
            trials
                .Select((trial, i) => Cell(grid, trial, i, share => report((i + share) / trials.Length), cancellation))
                .ToArray()
        );
        var simulated = new SimulatedGrid
        {
            TrialId = Protocol.Trial.Id,
            Title = grid.Title,
            Names = grid.Names,
            Cells = cells,
            Seed = Options.Seed,
            Luck = grid.Luck,
            ProtocolSha256 = Protocol.Sha256,
            GridSha256 = Sha256(GridPath),
            ScenarioSha256 = Options.Scenario is { } scenario ? Sha256(scenario) : null,
            PlannedPower = Common(grid, design => design.Power),
            OneSidedAlpha = Common(grid, design => design.OneSidedAlpha),
        };
        Directory.CreateDirectory(Folder);
        CsvFile(simulated, "operating-characteristics.csv", OperatingCharacteristicsTable.Combinations);
        CsvFile(simulated, "looks.csv", OperatingCharacteristicsTable.Looks);
        var page = Path.Combine(Folder, "index.html");
        WholeFile.Write(page, stream => stream.Write(Encoding.UTF8.GetBytes(OperatingCharacteristicsPage.Render(simulated))));
        GridText.Write(simulated, said.Output);
        var seconds = Clock.GetElapsedTime(started).TotalSeconds;
        said.Output.WriteLine($"  {simulated.Trials / Math.Max(seconds, 1e-9):N0} trials a second ({seconds:F2} s)");
        said.Output.WriteLine($"  {Path.GetFullPath(page)}");
        return ExitStatus.Done;
    }

    /// <summary>The trial of every combination; null after every reason was listed why one cannot be simulated.</summary>
    VirtualTrial[]? Compile(Grid grid, Said said)
    {
        List<string> reasons = [];
        List<VirtualTrial> trials = [];
        foreach (var cell in grid.Cells)
        {
            var where = string.Join(", ", grid.Names.Zip(cell.Values, (name, value) => $"{name} {value}"));
            if (ProtocolWorld.Lacks(cell.Plan) is { } lacks)
            {
                reasons.Add($"With {where}: {lacks}.");
                continue;
            }
            var (trial, problems) = ChosenWorld.Trial(cell.Plan, cell.Truth, cell.World, Options);
            if (trial is null)
                reasons.AddRange(problems.Select(problem => $"With {where}: {problem}"));
            else
                trials.Add(trial);
        }
        if (reasons.Count == 0)
            return [.. trials];
        said.Unusable(reasons);
        return null;
    }

    SimulatedCell Cell(Grid grid, VirtualTrial trial, int index, Action<double> report, CancellationToken cancellation)
    {
        var tally = trial.Simulate(
            new()
            {
                Seed = Options.Seed,
                Scenario = grid.Luck == GridLuck.Common ? 0 : (uint)index,
                Trials = Options.Trials,
                Threads = Options.Threads,
            },
            new Told(done => report((double)done / Options.Trials)),
            cancellation
        );
        return new(
            grid.Cells[index].Values,
            tally,
            NullIsTrue: trial is SimulatedTrial && grid.Cells[index].Truth.HazardRatio.Pieces.All(piece => piece.Ratio >= 1)
        );
    }

    /// <summary>What every combination plans alike; null where they differ.</summary>
    static double? Common(Grid grid, Func<DesignAssumptions, double> of) =>
        grid.Cells.Select(cell => of(cell.Plan.Design!)).Distinct().ToArray() is [var one] ? one : null;

    void CsvFile(SimulatedGrid simulated, string name, Func<SimulatedGrid, Table> table) =>
        Datasets.Csv.CsvFile.Write(table(simulated), Path.Combine(Folder, name));

    static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
