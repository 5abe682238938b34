using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>
/// Derives ADLB: one row for each value of a test that is analyzed, with its grades in both directions and those of baseline,
/// the last value up to the day of the first dose.
/// </summary>
static class Adlb
{
    public static Table? Derive(TrialProtocol protocol, TrialFacts facts)
    {
        if (facts.Laboratory is not { } all)
            return null;
        var codes = LaboratoryTests.Of(protocol).Select(test => test.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        LaboratoryFact[] values = [.. all.Where(item => codes.Contains(item.Code))];
        // The last of the day counts: rows of one day stand in the order of their samples.
        var baselines = values
            .Where(item => item.On <= item.Participant.Exposure.First?.Day)
            .GroupBy(item => (item.Participant.Id, item.Code))
            .ToDictionary(group => group.Key, group => group.OrderBy(item => item.On).Last());
        var window = protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose.WholeDays;
        return Table.Of(
            "ADLB",
            "Laboratory Analysis Dataset",
            values,
            [
                ColumnOf<LaboratoryFact>.Text("STUDYID", _ => facts.StudyId),
                ColumnOf<LaboratoryFact>.Text("USUBJID", item => item.Participant.Id),
                ColumnOf<LaboratoryFact>.Text("TRTA", item => item.Participant.TreatmentReceived?.Label),
                ColumnOf<LaboratoryFact>.Text("PARAMCD", item => item.Code),
                ColumnOf<LaboratoryFact>.Text("PARAM", item => item.Name),
                ColumnOf<LaboratoryFact>.Date("ADT", item => item.On),
                ColumnOf<LaboratoryFact>.Number("AVAL", item => item.Value),
                ColumnOf<LaboratoryFact>.Text("ABLFL", item => ReferenceEquals(Baseline(item), item) ? "Y" : ""),
                ColumnOf<LaboratoryFact>.Text("ONTRTFL", item => IsOnTreatment(item, window) ? "Y" : ""),
                ColumnOf<LaboratoryFact>.Text("ATOXGRL", item => $"{item.Low}"),
                ColumnOf<LaboratoryFact>.Text("ATOXGRH", item => $"{item.High}"),
                ColumnOf<LaboratoryFact>.Text("BTOXGRL", item => $"{Baseline(item)?.Low}"),
                ColumnOf<LaboratoryFact>.Text("BTOXGRH", item => $"{Baseline(item)?.High}"),
            ]
        );

        LaboratoryFact? Baseline(LaboratoryFact item) => baselines.GetValueOrDefault((item.Participant.Id, item.Code));
    }

    /// <summary>After the day of the first dose and no later than the window of adverse events after the last.</summary>
    static bool IsOnTreatment(LaboratoryFact item, int? window)
    {
        var who = item.Participant;
        return who.Exposure.First?.Day is { } first
            && item.On > first
            && (window is not { } days || who.TreatmentEnd is null || item.On <= who.Exposure.Last!.Value.Day.AddDays(days));
    }
}
