using System.Text.Json;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Validation.Survival;

namespace Equipoise.Validation.Tte;

/// <summary>The verb on real trials, against R 4.2.2 with survival 3.5-3 (REFERENCE_RESULTS.csv and kmdata_reference_r.csv).</summary>
public sealed class TteReferenceTests
{
    [ReferenceFact]
    public void The_lung_cancer_study_gives_Rs_answers()
    {
        var run = TteRun.Of(
            RSurvival("lung"),
            "--time",
            "time",
            "--event",
            "status",
            "--censor-value",
            "1",
            "--arm",
            "sex",
            "--format",
            "json"
        );
        var agreement = CompareWithR(run, "lung", "OS", "efron");
        // Loprinzi et al. (1994): 270 days for men, 426 for women.
        run.Json.GetProperty("arms")[0].GetProperty("median").GetProperty("estimate").GetDouble().ShouldBe(270);
        run.Json.GetProperty("cox").GetProperty("coefficients")[0].GetProperty("variable").GetString().ShouldBe("sex");
        agreement.ShouldBeComplete(atLeast: 17);
    }

    [ReferenceFact]
    public void The_breast_cancer_and_veterans_trials_give_Rs_answers()
    {
        CompareWithR(
                TteRun.Of(RSurvival("gbsg"), "--time", "rfstime", "--event", "status", "--arm", "hormon", "--format", "json"),
                "gbsg",
                "RFS",
                "efron"
            )
            .ShouldBeComplete(atLeast: 17);
        CompareWithR(
                TteRun.Of(
                    RSurvival("veteran"),
                    "--time",
                    "time",
                    "--event",
                    "status",
                    "--arm",
                    "trt",
                    "--ties",
                    "breslow",
                    "--format",
                    "json"
                ),
                "veteran",
                "OS",
                "breslow"
            )
            .ShouldBeComplete(atLeast: 17);
    }

    [ReferenceFact]
    public void The_colon_cancer_trial_gives_Rs_answers()
    {
        var colon = TimeToEventTable.Read("r-survival", "colon.csv");
        var (etype, rx) = (colon.Number("etype"), colon.Text("rx"));
        var deaths = Rows(colon, row => etype[row] == 2 && rx[row] != "Lev");
        CompareWithR(
                OnTable(deaths, "--time", "time", "--event", "status", "--arm", "rx", "--reference", "Obs", "--format", "json"),
                "colon",
                "Death",
                "efron",
                experimental: "Lev+5FU"
            )
            .ShouldBeComplete(atLeast: 17);
        var all = OnTable(
            Rows(colon, row => etype[row] == 2),
            "--time",
            "time",
            "--event",
            "status",
            "--arm",
            "rx",
            "--format",
            "json"
        );
        all.Json.GetProperty("logRank").GetProperty("df").GetInt32().ShouldBe(2);
        all.Json.GetProperty("logRank").GetProperty("chiSquare").GetDouble().ShouldBe(11.6830927106392, 1e-10);
    }

    [ReferenceFact]
    public void The_reconstructed_PALOMA3_and_CLEOPATRA_trials_give_Rs_answers()
    {
        var reference = TimeToEventTable.Read("kmdata", "kmdata_reference_r.csv");
        var data = TimeToEventTable.Read("kmdata", "kmdata_ipd_long.csv.gz");
        foreach (var name in new[] { "PALOMA3_1A", "CLEOPATRA_3A" })
        {
            var row = Array.IndexOf(reference.Text("name").Values, name);
            var figure = Rows(data, other => data.Text("name")[other] == name);
            var run = OnTable(
                figure,
                "--time",
                "time",
                "--event",
                "event",
                "--arm",
                "arm",
                "--conf-type",
                "log",
                "--format",
                "json",
                "--reference",
                reference.Text("ref_arm")[row]
            );
            var agreement = new Agreement($"equipoise tte on {name}", new Source.R("survfit, survdiff, coxph"));
            foreach (var (suffix, arm) in new[] { "ref", "cmp" }.Zip(run.Json.GetProperty("arms").EnumerateArray()))
                CompareArm(
                    arm,
                    suffix,
                    $"median_{suffix}",
                    $"median_{suffix}_l",
                    $"median_{suffix}_u",
                    column => reference.Number(column)[row],
                    agreement
                );
            CompareTests(run.Json, column => reference.Number(column)[row], "hr_efron", "logrank_chisq", "logrank_p", agreement);
            agreement.ShouldBeComplete(atLeast: 16);
        }
    }

    static Agreement CompareWithR(TteRun run, string dataset, string endpoint, string ties, string? experimental = null)
    {
        run.Error.ShouldBe("");
        run.Status.ShouldBe(0);
        var reference = TimeToEventTable.Read("r-survival", "REFERENCE_RESULTS.csv");
        var row = Enumerable
            .Range(0, reference.RowCount)
            .Single(row =>
                reference.Text("dataset")[row] == dataset
                && reference.Text("endpoint")[row] == endpoint
                && reference.Text("ties")[row] == ties
                && (experimental is null || TimeToEventTable.CellsOf(reference, "cmp")[row] == experimental)
            );
        double Expected(string column) => reference.Number(column)[row];
        var agreement = new Agreement(
            $"equipoise tte on {dataset} {endpoint} {experimental} {ties}",
            new Source.R("survfit, survdiff, coxph")
        );
        foreach (var (suffix, arm) in new[] { "ref", "cmp" }.Zip(run.Json.GetProperty("arms").EnumerateArray()))
            CompareArm(arm, suffix, $"med_{suffix}", $"med_{suffix}_loglog_l", $"med_{suffix}_loglog_u", Expected, agreement);
        CompareTests(run.Json, Expected, "hr", "logrank_pair_chisq", "logrank_pair_p", agreement);
        agreement.Within(1e-13, "log-likelihood", Number(run.Json.GetProperty("cox"), "logLikelihood"), Expected("loglik1"));
        return agreement;
    }

    static void CompareArm(
        JsonElement arm,
        string suffix,
        string estimate,
        string lower,
        string upper,
        Func<string, double> expected,
        Agreement agreement
    )
    {
        agreement.Exactly("n", Number(arm, "n"), expected($"n_{suffix}"));
        agreement.Exactly("events", Number(arm, "events"), expected($"ev_{suffix}"));
        agreement.Exactly(estimate, Number(arm.GetProperty("median"), "estimate"), expected(estimate));
        agreement.Exactly(lower, Number(arm.GetProperty("median"), "lower"), expected(lower));
        agreement.Exactly(upper, Number(arm.GetProperty("median"), "upper"), expected(upper));
    }

    static void CompareTests(
        JsonElement json,
        Func<string, double> expected,
        string ratio,
        string chiSquare,
        string p,
        Agreement agreement
    )
    {
        var (test, coefficient) = (json.GetProperty("logRank"), json.GetProperty("cox").GetProperty("coefficients")[0]);
        agreement.Within(1e-11, "log-rank", Number(test, "chiSquare"), expected(chiSquare));
        agreement.Within(1e-11, "log-rank p", Number(test, "p"), expected(p));
        agreement.Within(1e-8, "coefficient", Number(coefficient, "estimate"), expected("coef"));
        agreement.Within(1e-8, "standard error", Number(coefficient, "standardError"), expected("se"));
        agreement.Within(1e-8, "hazard ratio", Number(coefficient, "hazardRatio"), expected(ratio));
        agreement.Within(1e-8, "lower", Number(coefficient, "lower"), expected("hr_l"));
        agreement.Within(1e-8, "upper", Number(coefficient, "upper"), expected("hr_u"));
    }

    static double Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    static string RSurvival(string name) => ReferenceData.PathOf("r-survival", $"{name}.csv");

    static Table Rows(Table table, Func<int, bool> isUsed)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(isUsed)];
        return new(
            table.Name,
            table.Label,
            [
                .. table.Columns.Select(column =>
                    column switch
                    {
                        TextColumn text => text with { Values = [.. rows.Select(row => text[row])] },
                        NumberColumn number => number with { Values = [.. rows.Select(row => number[row])] },
                        _ => column,
                    }
                ),
            ]
        );
    }

    static TteRun OnTable(Table table, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "table.csv.gz");
            CsvFile.Write(table, file);
            return TteRun.Of([file, .. arguments]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
