using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>Who is analyzed.</summary>
/// <param name="Full">All randomized.</param>
/// <param name="Safety">All treated.</param>
sealed record AnalysisSets(AnalysisSet Full, AnalysisSet Safety)
{
    public const string FullId = "FAS";
    public const string SafetyId = "SAF";

    /// <summary>
    /// Reads ADSL: where the protocol puts no condition, FASFL or else ITTFL flags the full analysis set, SAFFL or else a first
    /// dose the safety set.
    /// </summary>
    public static (IReadOnlyList<Participant> Participants, AnalysisSets Sets) Read(
        TrialProtocol protocol,
        Table adsl,
        List<DataProblem> problems
    )
    {
        var reader = new TableReader(adsl, problems);
        var id = reader.Text("USUBJID");
        var (plannedArm, actualArm) = (protocol.Data.PlannedArm, protocol.Data.ActualArm);
        var plannedOf = ArmMatch.Of(protocol, reader, plannedArm);
        Arm?[] allocatedTo = [.. Enumerable.Range(0, reader.Count).Select(plannedOf)];
        Func<int, Arm?> planned = row => allocatedTo[row];
        var hasActual = reader.Has(actualArm);
        var actual = hasActual ? ArmMatch.Of(protocol, reader, actualArm) : planned;
        var (fullFlag, full) = protocol.Data.Full is { } inFullIf
            ? Rule(reader, inFullIf, planned)
            : Flag(reader, "FASFL", "ITTFL", "RANDFL");
        var (safetyFlag, safety) = protocol.Data.Safety is { } inSafetyIf
            ? Rule(reader, inSafetyIf, planned)
            : Flag(reader, "SAFFL");
        if (safetyFlag.Length == 0 && reader.Has("TRTSDT"))
        {
            var firstDose = reader.DateOrMissing("TRTSDT");
            (safetyFlag, safety) = ("TRTSDT", row => firstDose(row) is not null);
        }
        // Read by others, who can report nothing.
        foreach (var flag in (string[])["DTHFL", "SYNTHET"])
            reader.Flag(flag);
        if (fullFlag.Length == 0)
            reader.Report(
                null,
                null,
                "no flag says who was randomized: FASFL, ITTFL or RANDFL is needed, or 'sets: full' in 'data'."
            );
        if (safetyFlag.Length == 0)
            reader.Report(null, null, "nothing says who was treated: SAFFL or TRTSDT is needed, or 'sets: safety' in 'data'.");

        var participants = new List<Participant>(reader.Count);
        for (var row = 0; row < reader.Count; row++)
        {
            var (inFull, inSafety) = (full(row), safety(row));
            var (allocated, received) = (planned(row), hasActual ? actual(row) : null);
            received ??= hasActual || !inSafety ? received : allocated;
            if (inFull && allocated is null)
                reader.Report(plannedArm, row, $"'{id(row)}' is in the full analysis set but has no planned arm.");
            if (inSafety && received is null)
                reader.Report(actualArm, row, $"'{id(row)}' is in the safety set but has no arm as treated.");
            participants.Add(new(id(row), row, allocated, received, inFull, inSafety));
        }
        return (
            participants,
            new(
                new(
                    FullId,
                    "Full analysis set",
                    "All randomized participants, in the arm to which they were allocated",
                    "ADSL",
                    fullFlag
                ),
                new(SafetyId, "Safety set", SafetyDefinition(protocol, hasActual), "ADSL", safetyFlag)
            )
        );
    }

    /// <summary>
    /// Harms follow what was taken. A time from the first dose is compared by the arm allocated, which alone is random, among the
    /// same people.
    /// </summary>
    static string SafetyDefinition(TrialProtocol protocol, bool hasActual)
    {
        var timed = protocol.Analysis.TimeToEvent.Any(plan => protocol.Endpoint(plan.EndpointId).From == TimeOrigin.FirstDose);
        return "All participants who received at least one dose; harms and exposure are counted in the arm "
            + (hasActual ? "as treated" : "as randomized")
            + (timed ? ", times from the first dose in the arm as randomized" : "");
    }

    static (string Name, Func<int, bool> IsSet) Flag(TableReader reader, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (reader.Has(name))
            {
                var flag = reader.Flag(name);
                return (name, row => flag(row) is true);
            }
        return ("", _ => false);
    }

    /// <summary>The condition that the protocol puts; a flag is held to be Y, N or blank.</summary>
    static (string Name, Func<int, bool> IsSet) Rule(TableReader reader, SetRule rule, Func<int, Arm?> planned)
    {
        List<Func<int, bool>> all = [];
        foreach (var (variable, value) in rule.AllOf)
        {
            reader.Demand(variable);
            var text = reader.TextOrBlank(variable);
            all.Add(
                variable.EndsWith("FL", StringComparison.Ordinal) && value == "Y"
                    ? Flag(reader, variable).IsSet
                    : row => text(row).Equals(value, StringComparison.OrdinalIgnoreCase)
            );
        }
        // Everyone is everyone with an arm: ADSL may hold those too who were screened and no more.
        return (rule.InWords, row => all.Count == 0 ? planned(row) is not null : all.TrueForAll(holds => holds(row)));
    }

    /// <summary>The set and its definition in a sentence, as printed.</summary>
    public static string InWords(AnalysisSet set) =>
        $"{set.Label}: {char.ToLowerInvariant(set.Definition[0])}{set.Definition[1..]}.";
}
