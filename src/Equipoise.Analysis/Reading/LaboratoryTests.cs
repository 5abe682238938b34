using Equipoise.Protocol;

namespace Equipoise.Analysis.Reading;

/// <summary>The laboratory tests that the plan of the analysis names.</summary>
/// <param name="Id">As the protocol names it.</param>
/// <param name="Code">As the data do: LBTESTCD in SDTM, PARAMCD in ADLB.</param>
sealed record LaboratoryTests(string Id, string Code)
{
    /// <summary>Each with the code that the follow-up gives it; where that has no such test the name is the code.</summary>
    public static IReadOnlyList<LaboratoryTests> Of(TrialProtocol protocol) =>
        [
            .. protocol.Analysis.Laboratory.Select(id => new LaboratoryTests(
                id,
                protocol.FollowUp?.Laboratory.FirstOrDefault(test => test.Id == id)?.Code ?? id.ToUpperInvariant()
            )),
        ];
}
