using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Validation.Analysis;

/// <summary>Best responses derived from assessments, against admiralonco's examples and the data of pharmaverse.</summary>
public sealed class ResponseTests
{
    // The example of derive_param_confirmed_bor in admiralonco (Apache-2.0), tests 1 and 2: start, assessments, category, its day.
    static readonly (string Id, string Start, string Seen, string Category, string On)[] admiralonco =
    [
        ("1", "2020-01-01", "2020-01-01 PR, 2020-02-01 CR, 2020-02-16 NE, 2020-03-01 CR, 2020-04-01 SD", "CR", "2020-02-01"),
        ("2", "2019-12-12", "2020-01-01 SD, 2020-02-01 PR, 2020-03-01 SD, 2020-03-13 CR", "SD", "2020-02-01"),
        ("3", "2019-11-11", "2019-11-12 CR, 2019-12-02 CR, 2020-01-01 SD", "SD", "2020-01-01"),
        ("4", "2019-12-30", "2020-01-01 PR, 2020-03-01 SD, 2020-04-01 SD, 2020-05-01 PR, 2020-05-15 NON-CR/NON-PD", "SD", "2020-03-01"),
        ("5", "2020-01-01", "2020-01-01 PR, 2020-01-10 SD, 2020-01-20 PR, 2020-05-15 NON-CR/NON-PD", "NON-CR/NON-PD", "2020-05-15"),
        ("6", "2020-02-02", "2020-02-06 PR, 2020-02-16 CR, 2020-03-30 PR", "SD", "2020-03-30"),
        ("7", "2020-02-02", "2020-02-06 PR, 2020-02-16 CR, 2020-04-01 NE", "NE", "2020-02-06"),
        ("8", "2020-04-01", "", "MISSING", ""),
        ("9", "2020-02-01", "2020-02-16 PD, 2020-03-06 SD", "PD", "2020-02-16"),
    ];

    [Fact]
    public void Confirmed_best_responses_are_those_of_admiralonco()
    {
        var agreement = new Agreement(
            "Analysis: confirmed best responses and their days, the example of admiralonco",
            new Source.Published("admiralonco (Apache-2.0), tests of derive_param_confirmed_bor, ref_start_window = 28, ref_confirm = 28")
        );
        var sdtm = new HandMadeSdtm();
        foreach (var (who, start, seen, _, _) in admiralonco)
        {
            var participant = sdtm.Randomized(who, on: start);
            foreach (var one in seen.Split(", ", StringSplitOptions.RemoveEmptyEntries))
                participant.Assessed(one.Split(' ')[0], one.Split(' ')[1]);
        }
        var adrs = Outputs.Analyzed(With(Plan(confirmed: true, benefit: null)), sdtm.Tables()).Dataset("ADRS");
        foreach (var (id, _, _, category, on) in admiralonco)
        {
            var (value, day) = Row(adrs, id, "CBOR");
            agreement.Word($"{id} category", value, category);
            agreement.Word($"{id} day", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", on);
        }
        agreement.ShouldBeComplete(atLeast: 18);
    }

    [ReferenceFact]
    public void The_responses_of_pharmaverse_are_derived_from_its_assessments_as_in_its_ADRS()
    {
        var agreement = new Agreement(
            "Analysis: best response, response and clinical benefit, confirmed or not, of pharmaverse's eight participants",
            new Source.Published("pharmaverseadam @2c7db61 (Apache-2.0), adrs_onco, made by the templates of admiralonco")
        );
        var given = DatasetFile.Read(ReferenceData.PathOf("pharmaverse", "adam", "adrs_onco.csv.gz"));
        var (ids, codes, values) = (Texts(given, "USUBJID"), Texts(given, "PARAMCD"), Texts(given, "AVALC"));
        var starts = Texts(given, "RANDDT");
        var rs = DatasetFile.Read(ReferenceData.PathOf("pharmaverse", "sdtm", "rs_onco_recist.csv.gz"));
        var (who, judge, said, when) = (Texts(rs, "USUBJID"), Texts(rs, "RSEVAL"), Texts(rs, "RSSTRESC"), Texts(rs, "RSDTC"));
        var sdtm = new HandMadeSdtm();
        foreach (var id in who.Distinct())
        {
            var participant = sdtm.Randomized(id, on: starts[Array.IndexOf(ids, id)]);
            for (var row = 0; row < who.Length; row++)
                if (who[row] == id && judge[row] == "INVESTIGATOR")
                    participant.Assessed(when[row], said[row]);
        }
        foreach (var (confirmed, wanted) in new[] { (true, (string[])["CBOR", "CRSP", "CCB"]), (false, ["BOR", "RSP", "CB"]) })
        {
            // One day is known by its month alone. The templates of admiralonco: 28 days for stable disease and confirmation, 42 for
            // clinical benefit.
            var protocol = With(Plan(confirmed, benefit: 42));
            var adrs = Outputs
                .Analyzed(
                    protocol with
                    {
                        Analysis = protocol.Analysis with { PartialDates = PartialDateRule.FirstOfMonth },
                    },
                    sdtm.Tables()
                )
                .Dataset("ADRS");
            foreach (var id in who.Distinct())
                foreach (var code in wanted)
                {
                    var row = Enumerable.Range(0, ids.Length).Single(row => ids[row] == id && codes[row] == code);
                    agreement.Word($"{id} {code}", Row(adrs, id, code).Value, values[row]);
                }
        }
        agreement.ShouldBeComplete(atLeast: 48);
    }

    static ResponsePlan Plan(bool confirmed, int? benefit) =>
        new(
            confirmed,
            new(28, TimeUnit.Day),
            new(28, TimeUnit.Day),
            benefit is { } days ? new Duration(days, TimeUnit.Day) : null,
            ProportionInterval.ClopperPearson,
            RiskDifferenceInterval.Newcombe,
            Stratified: false,
            0.95
        );

    static TrialProtocol With(ResponsePlan plan) =>
        SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { Response = plan },
        };

    static (string Value, DateOnly? On) Row(Table adrs, string id, string code)
    {
        var (ids, codes) = (Texts(adrs, "USUBJID"), Texts(adrs, "PARAMCD"));
        var row = Enumerable.Range(0, ids.Length).Single(row => ids[row] == id && codes[row] == code);
        return (Texts(adrs, "AVALC")[row], SasDate.FromNumber(((NumberColumn)adrs.Find("ADT")!)[row]));
    }

    static string[] Texts(Table table, string column) => table.Text(column).Values;
}
