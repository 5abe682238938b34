using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Cli.Work;

/// <summary>The primary endpoint in a few lines, quoted from the results by address.</summary>
static class MainResult
{
    public static void Print(TrialProtocol protocol, ReportingEvent results, TextWriter output)
    {
        foreach (var plan in protocol.Analysis.TimeToEvent.Take(1))
        {
            var endpoint = protocol.Endpoint(plan.EndpointId);
            output.WriteLine($"{protocol.Trial.Id}, {endpoint.Label}{(results.Provenance.Synthetic ? " (synthetic data)" : "")}");
            foreach (var arm in protocol.Arms)
                output.WriteLine(
                    $"  {arm.Label}: {Of("Events/events", arm)} events in {Of("Events/participants", arm)}, "
                        + $"median {Of("KaplanMeier/median", arm)} "
                        + $"({Of("KaplanMeier/medianLower", arm)}-{Of("KaplanMeier/medianUpper", arm)}) "
                        + $"{endpoint.Unit.ToString().ToLowerInvariant()}s"
                );
            foreach (var arm in protocol.Experimental)
                output.WriteLine(
                    $"  hazard ratio {arm.Label}: {Of("Cox/hazardRatio", arm)} ({Of("Cox/lower", arm)}-{Of("Cox/upper", arm)})"
                );
            var test = new LogRankResults(endpoint.Id);
            if (Has(test.PTwoSided))
                output.WriteLine($"  log-rank p (two-sided) {Printed(test.PTwoSided)}");
            foreach (var arm in protocol.Experimental.Where(arm => Has((test with { Arm = arm.Id }).PTwoSided)))
                output.WriteLine($"  log-rank p (two-sided) {arm.Label}: {Printed((test with { Arm = arm.Id }).PTwoSided)}");
            var verdict = new VerdictResults(endpoint.Id);
            output.WriteLine($"  standard set in advance: {Printed(verdict.Verdict)}{Events(verdict)}");

            bool Has(ResultRef result) => results.At(result.Address) is not null;

            string Printed(ResultRef result) => results.At(result.Address)?.Formatted ?? "-";

            string Events(VerdictResults of) =>
                results.At(of.PlannedEvents.Address) is { } planned
                    ? $" ({Printed(of.Events)} events, {planned.Formatted} planned)"
                    : "";

            string Of(string result, Arm arm) => results.At($"{endpoint.Id}.{result}[arm={arm.Id}]")?.Formatted ?? "-";
        }
    }
}
