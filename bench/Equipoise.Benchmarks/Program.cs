using Equipoise.Benchmarks;

// simulate: measures the simulator alone. Called by bench/compare-simulators.
if (args is ["simulate", .. var options])
{
    Console.WriteLine(Simulations.Measure(options));
    return;
}

// conduct PROTOCOL CONNECTION [PER-ROUND] [EVENTS]: measures the trial log. Called by bench/conduct.
if (args is ["conduct", var protocol, var postgres, .. var sizes])
{
    var (perRound, events) = sizes is [var one, var other] ? (int.Parse(one), int.Parse(other)) : (1000, 1_000_000);
    foreach (var part in Equipoise.Benchmarks.Conduct.TrialLogs.Measure(protocol, postgres, perRound, events))
        Console.WriteLine(part);
    return;
}

// server EXAMPLE CONNECTION FOLDER PROGRAM [PART...]: measures the server. Called by bench/server.
if (args is ["server", var example, var database, var kept, var serving, .. var parts])
{
    await foreach (var part in Equipoise.Benchmarks.Server.ServerUnderLoad.Measure(example, database, kept, serving, parts))
        Console.WriteLine(part);
    return;
}

// datasets read FILE: reads a data set to its end. datasets tokens FILE: the same by the JSON reader of .NET alone.
// datasets measure FOLDER PROGRAM [SAS7BDAT]: called by bench/datasets.
if (args is ["datasets", "read", var file])
{
    Console.WriteLine(Equipoise.Benchmarks.Datasets.ReadingFiles.Read(file));
    return;
}
if (args is ["datasets", "tokens", var tokens])
{
    Console.WriteLine(Equipoise.Benchmarks.Datasets.ReadingFiles.Tokens(tokens));
    return;
}
if (args is ["datasets", "measure", var made, var converter, .. var packed])
{
    foreach (var line in Equipoise.Benchmarks.Datasets.ReadingFiles.Measure(made, converter, packed.FirstOrDefault()))
        Console.WriteLine(line);
    return;
}

// conform FOLDER: asks the rules of a folder of ten million cells. Called by bench/conform.
if (args is ["conform", var published])
{
    foreach (var part in Equipoise.Benchmarks.Conformance.TenMillionCells.Measure(published))
        Console.WriteLine(part);
    return;
}

// compare FOLDER: writes the data, measures both sides in turn, prints the table. Called by bench/compare-with-r.
// here PART: measures this side alone, of the cases whose name has the part. For use while a loop is being worked on.
if (args is ["here", var wanted])
{
    foreach (var one in Cases.All().Where(c => c.Name.Contains(wanted, StringComparison.Ordinal)).Select(Measure.Here))
        Console.WriteLine($"{one.Name} {1e3 * one.Seconds:F3} ms, {one.Allocated / 1000} kB, {one.Answer}");
    return;
}

var folder = args is ["compare", var given] ? given : throw new ArgumentException("Usage: compare FOLDER");
var cases = Cases.All();
foreach (var sample in cases.Select(c => (c.Name, c.Sample)))
    sample.Sample.Write(Path.Combine(folder, sample.Name + ".bin"));

const int rounds = 3;
var (ours, theirs) = (new List<Measured>(), new List<Measured>());
for (var round = 1; round <= rounds; round++)
{
    Console.Error.WriteLine($"round {round} of {rounds}: here");
    ours.AddRange(cases.Select(Measure.Here));
    Console.Error.WriteLine($"round {round} of {rounds}: R");
    theirs.AddRange(Measure.InR(folder, cases));
}
Console.WriteLine(Report.Of(cases, ours, theirs));
