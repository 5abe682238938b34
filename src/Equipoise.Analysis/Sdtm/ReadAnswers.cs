namespace Equipoise.Analysis.Sdtm;

/// <summary>SUPPDM: strata and the answers given at screening.</summary>
static class ReadAnswers
{
    public static void Into(SdtmReading sdtm)
    {
        var needed = sdtm.Protocol.Randomization is { Factors.Count: > 0 };
        if (sdtm.Open("SUPPDM", needed ? "the stratification factors" : null) is not { } supplement)
            return;
        var (who, name, value) = (sdtm.Participant(supplement), supplement.Text("QNAM"), supplement.Text("QVAL"));
        for (var row = 0; row < supplement.Count; row++)
            if (who(row) is { } facts)
                facts.Answers[name(row)] = value(row);
    }
}

partial class ParticipantFacts
{
    /// <summary>SUPPDM values by QNAM: strata and answers to the criteria.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
