using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>How the protocol says that each treatment is given, in the words of EX and EC.</summary>
sealed class GivenTreatments(TrialProtocol protocol)
{
    readonly Dictionary<string, Treatment> treatments = protocol.Treatments.ToDictionary(treatment => treatment.Id);

    /// <summary>--DOSTXT: the dose where no amount is recorded.</summary>
    internal string? Dose(string treatment) => treatments.GetValueOrDefault(treatment)?.DoseInWords;

    /// <summary>--DOSU of that dose.</summary>
    internal string? Unit(string treatment) => treatments.GetValueOrDefault(treatment)?.UnitInWords;

    /// <summary>--DOSFRM.</summary>
    internal string? Form(string treatment) => treatments.GetValueOrDefault(treatment)?.Form?.ToUpperInvariant();

    /// <summary>--DOSFRQ.</summary>
    internal string? Frequency(string treatment) => treatments.GetValueOrDefault(treatment)?.Frequency?.ToUpperInvariant();

    /// <summary>--ROUTE.</summary>
    internal string? Route(string treatment) => treatments.GetValueOrDefault(treatment)?.Route?.ToUpperInvariant();

    /// <summary>--LNKID: the same for a dose in EX and as it was collected in EC.</summary>
    internal static string Link(DoseGiven dose) =>
        $"{dose.Treatment.ToUpperInvariant()} CYCLE {dose.Cycle} INTERVAL {dose.IntervalNumber}";
}
