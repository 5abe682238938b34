using Equipoise.Protocol;

namespace Equipoise.Analysis.Reading;

/// <summary>Which rows of EX record a dose that was not given.</summary>
/// <remarks>
/// A dose of 0 was withheld where its treatment has a positive dose, in the protocol or anywhere in the data. Of any other
/// treatment it is the dose, as SDTM records placebo. A missing dose was given, in an amount that nobody stated.
/// </remarks>
static class WithheldDoses
{
    public static Func<int, bool> In(TrialProtocol protocol, TableReader ex)
    {
        var (treatment, dose) = (ex.TextOrBlank("EXTRT"), ex.NumberOrMissing("EXDOSE"));
        var positive = Enumerable
            .Range(0, ex.Count)
            .Where(row => dose(row) > 0)
            .Select(treatment)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var named in protocol.Treatments.Where(named => named.Doses.Any(level => level.Amount > 0)))
            positive.UnionWith([named.Id, named.Label]);
        return row => dose(row) < 0 || (dose(row) == 0 && positive.Contains(treatment(row)));
    }
}
