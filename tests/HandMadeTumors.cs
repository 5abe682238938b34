using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Tests;

/// <summary>
/// ADaM of tumors made by hand: participants 1, 3, 5 … have the new drug, 2, 4, 6 … the standard; all were randomized and first
/// dosed on 2020-01-01, and every sum was 100 mm at baseline.
/// </summary>
static class HandMadeTumors
{
    public static TrialProtocol Protocol(TargetLesionPlan? lesions = null)
    {
        var protocol = HandMadeAdam.Protocol();
        return protocol with
        {
            Analysis = protocol.Analysis with
            {
                Response = new(
                    Confirmed: false,
                    new(28, TimeUnit.Day),
                    new(42, TimeUnit.Day),
                    null,
                    ProportionInterval.ClopperPearson,
                    RiskDifferenceInterval.Newcombe,
                    Stratified: false,
                    0.95
                )
                {
                    TargetLesions = lesions ?? new(),
                },
            },
        };
    }

    /// <summary>Their data; a change that is null is an assessment without a sum.</summary>
    /// <param name="best">The best overall response of each participant.</param>
    /// <param name="seen">What was seen of whom on which day of 2020.</param>
    public static Dictionary<string, Table> Of(string[] best, params (int Who, int Day, double? Change, string Overall)[] seen)
    {
        string[] ids = [.. best.Select((_, row) => $"{row + 1}")];
        var data = HandMadeAdam
            .Of(ids.Length)
            .With("ADSL", "RANDDT", [.. ids.Select(_ => "2020-01-01")])
            .With("ADSL", "TRTSDT", [.. ids.Select(_ => "2020-01-01")])
            .With("ADSL", "TRTEDT", [.. ids.Select(_ => "2020-06-30")]);
        string[] days = [.. seen.Select(one => $"{new DateOnly(2020, 1, 1).AddDays(one.Day - 1):yyyy-MM-dd}")];
        data["ADRS"] = Table(
            "ADRS",
            ("USUBJID", [.. ids, .. ids, .. seen.Select(one => $"{one.Who}")]),
            ("PARAMCD", [.. ids.Select(_ => "BOR"), .. ids.Select(_ => "RSP"), .. seen.Select(_ => "OVR")]),
            ("AVALC", [.. best, .. best.Select(one => one is "CR" or "PR" ? "Y" : "N"), .. seen.Select(one => one.Overall)]),
            ("ADT", [.. ids.Select(_ => ""), .. best.Select((one, row) => one is "CR" or "PR" ? First(row + 1) : ""), .. days])
        );
        data["ADTR"] = Table(
            "ADTR",
            ("USUBJID", [.. ids, .. seen.Select(one => $"{one.Who}")]),
            ("PARAMCD", [.. ids.Select(_ => "SDIAM"), .. seen.Select(_ => "SDIAM")]),
            ("PARAM", [.. ids.Select(_ => Label), .. seen.Select(_ => Label)]),
            ("ADT", [.. ids.Select(_ => "2019-12-20"), .. days]),
            ("BASE", [.. ids.Select(_ => "100"), .. seen.Select(_ => "100")]),
            ("PCHG", [.. ids.Select(_ => ""), .. seen.Select(one => FormattableString.Invariant($"{one.Change}"))]),
            ("ABLFL", [.. ids.Select(_ => "Y"), .. seen.Select(_ => "")])
        );
        return data;

        string First(int who) =>
            seen.Where(one => one.Who == who && one.Overall is ("CR" or "PR")).Select(one => $"{new DateOnly(2020, 1, 1).AddDays(one.Day - 1):yyyy-MM-dd}").FirstOrDefault("");
    }

    const string Label = "Target Lesions Sum of Diameters by Investigator";

    static Table Table(string name, params (string Name, string[] Values)[] columns) =>
        new(name, name, [.. columns.Select(column => new TextColumn(column.Name, "", column.Values))]);
}
