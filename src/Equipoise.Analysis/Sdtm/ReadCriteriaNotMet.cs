namespace Equipoise.Analysis.Sdtm;

/// <summary>IE: which criterion kept somebody out.</summary>
static class ReadCriteriaNotMet
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("IE", null) is not { } ie)
            return;
        var (who, code, test) = (sdtm.Participant(ie), ie.TextOrBlank("IETESTCD"), ie.TextOrBlank("IETEST"));
        for (var row = 0; row < ie.Count; row++)
            // The first criterion recorded is the reason: everyone excluded counts once.
            if (who(row) is { CriterionNotMet: "" } facts)
                facts.CriterionNotMet = test(row).Length > 0 ? test(row) : code(row);
    }
}

partial class ParticipantFacts
{
    /// <summary>The first criterion that was not met; "" for none recorded.</summary>
    public string CriterionNotMet { get; set; } = "";

    /// <summary>Why someone who was screened was not randomized; "" where nothing says.</summary>
    public string NotRandomizedBecause =>
        Disposition.NotRandomizedBecause.Length > 0 ? Disposition.NotRandomizedBecause : CriterionNotMet;
}
