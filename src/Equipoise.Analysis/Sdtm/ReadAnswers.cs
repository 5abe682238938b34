using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>
/// SUPPDM: strata and the answers given at screening; LB and RS, the answers that the protocol places there.
/// </summary>
static class ReadAnswers
{
    public static void Into(SdtmReading sdtm)
    {
        foreach (var domain in Placed(sdtm.Protocol))
            ReadPlaced(sdtm, domain);
        var needed = sdtm.Protocol.Randomization is { Factors.Count: > 0 };
        if (sdtm.Open("SUPPDM", needed ? "the stratification factors" : null) is not { } supplement)
            return;
        var (who, name, value) = (sdtm.Participant(supplement), supplement.Text("QNAM"), supplement.Text("QVAL"));
        for (var row = 0; row < supplement.Count; row++)
            if (who(row) is { } facts)
                facts.Answers[name(row)] = value(row);
    }

    static IEnumerable<string> Placed(TrialProtocol protocol) =>
        protocol.Eligibility.Select(criterion => criterion.Sdtm?.Domain).OfType<string>().Distinct();

    /// <summary>The rows that bear the variable of a criterion as their identifier (--SPID).</summary>
    static void ReadPlaced(SdtmReading sdtm, string domain)
    {
        if (sdtm.Open(domain, null) is not { } findings || !findings.Has($"{domain}SPID"))
            return;
        var names = CriterionVariables.Of(sdtm.Protocol);
        var placed = sdtm
            .Protocol.Eligibility.Where(criterion => criterion.Sdtm?.Domain == domain)
            .Select(criterion => names[criterion.Id])
            .ToHashSet(StringComparer.Ordinal);
        var (who, name) = (sdtm.Participant(findings), findings.Text($"{domain}SPID"));
        var value = findings.TextOrBlank($"{domain}STRESC");
        for (var row = 0; row < findings.Count; row++)
            if (placed.Contains(name(row)) && who(row) is { } facts)
                facts.Answers[name(row)] = value(row);
    }
}

partial class ParticipantFacts
{
    /// <summary>Strata and answers to the criteria, by their variables.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
