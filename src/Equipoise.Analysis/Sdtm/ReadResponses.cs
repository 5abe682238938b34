using Equipoise.Analysis.Reading;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>RS: the overall responses, by the assessor of the protocol.</summary>
static class ReadResponses
{
    public static void Into(SdtmReading sdtm)
    {
        var needed = sdtm.Protocol.Endpoints.Any(endpoint =>
            endpoint.Events.Any(happening => happening is EndpointEvent.Progression)
        );
        var analyzed = sdtm.Protocol.Analysis.Response is not null;
        if (sdtm.Open("RS", needed ? "progression" : analyzed ? "tumor response" : null) is not { } rs)
            return;
        var (who, test, date) = (sdtm.Participant(rs), rs.TextOrBlank("RSTESTCD"), sdtm.Day(rs, "RS", "RSDTC", Dated.Start));
        rs.Demand("RSDTC");
        var status = rs.TextOrBlank("RSSTAT");
        var response = rs.Has("RSSTRESC") ? rs.Text("RSSTRESC") : rs.Text("RSORRES");
        var evaluator = rs.TextOrBlank("RSEVAL");
        var judge = sdtm.Protocol.FollowUp?.TumorAssessment?.By;
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var heard = 0;
        for (var row = 0; row < rs.Count; row++)
        {
            if (test(row) is not ("" or Terms.OverallResponse) || status(row) == Terms.NotDone)
                continue;
            if (!IsJudge(judge, evaluator(row)))
            {
                others.Add(evaluator(row));
                continue;
            }
            heard++;
            if (who(row) is not { } facts || date(row, facts) is not { } day || !sdtm.ByCutoff(day.Day))
                continue;
            var seen = new Assessment(day, response(row).ToUpperInvariant());
            if (analyzed && !seen.IsKnown)
                rs.Report("RSSTRESC", row, $"'{response(row)}' is no overall response: CR, PR, SD, NON-CR/NON-PD, PD or NE.");
            if (seen.IsProgression && seen.Date < facts.Disposition.Randomized?.Day)
                rs.Report("RSDTC", row, $"'{facts.Id}' had progressed before randomization.");
            facts.Assessments.Add(seen);
            facts.SeenAlive(day.IsImputed ? null : day.Day);
        }
        if (heard == 0 && others.Count > 0)
            rs.Report(
                "RSEVAL",
                null,
                $"no response is by '{judge}', as the protocol demands, only by '{string.Join("', '", others)}'."
            );
        foreach (var facts in sdtm.Participants)
            facts.Assessments.Sort((a, b) => a.Date.CompareTo(b.Date));
    }

    /// <summary>
    /// Whether this evaluator is the one of the protocol; CDISC calls a central review an independent assessor.
    /// </summary>
    static bool IsJudge(string? judge, string evaluator) =>
        judge is null
        || evaluator.Length == 0
        || evaluator.Equals(judge, StringComparison.OrdinalIgnoreCase)
        || (judge == "central review" && evaluator.Equals("INDEPENDENT ASSESSOR", StringComparison.OrdinalIgnoreCase));
}

/// <summary>An overall response.</summary>
/// <param name="On">The day of the assessment.</param>
/// <param name="Response">CR, PR, SD, NON-CR/NON-PD, PD or NE.</param>
readonly record struct Assessment(DayOf On, string Response)
{
    public DateOnly Date => On.Day;

    /// <summary>Whether the response could be evaluated.</summary>
    public bool IsAdequate => Response is not ("NE" or "" or Terms.NotDone);

    /// <summary>Whether it is an overall response of RECIST 1.1, or a blank.</summary>
    public bool IsKnown => Response is "CR" or "PR" or "SD" or "NON-CR/NON-PD" or Terms.ResponseOfProgression || !IsAdequate;

    /// <summary>Whether the disease had progressed.</summary>
    public bool IsProgression => Response == Terms.ResponseOfProgression;
}

partial class ParticipantFacts
{
    /// <summary>Overall responses by date.</summary>
    public List<Assessment> Assessments { get; } = [];
}
