using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// The simulated oncology trial of random.cdisc.data (Apache-2.0), drug X against placebo, stratified by sex. Expected values are
/// R's (survival 3.5.3), in REFERENCE_TTE.csv and REFERENCE_AE_maxgrade.csv beside the data.
/// </summary>
public sealed class SimulatedOncology
{
    static readonly Arm Drug = new("x", "A: Drug X", ArmRole.Experimental, 1, []);
    static readonly Arm Placebo = new("placebo", "B: Placebo", ArmRole.Control, 1, []);

    static readonly Lazy<AnalysisOutput> output = new(Analyze);

    static AnalysisOutput Output => output.Value;

    [ReferenceFact]
    public void Progression_free_survival_agrees_with_R()
    {
        Output.Raw("PFS.Events/events[arm=x]").ShouldBe(79);
        Output.Raw("PFS.Events/events[arm=placebo]").ShouldBe(84);
        Output.Raw("PFS.KaplanMeier/median[arm=x]").ShouldBe(260.589081305079, 1e-11);
        Output.Raw("PFS.KaplanMeier/medianLower[arm=x]").ShouldBe(234.964758064598, 1e-11);
        Output.Raw("PFS.KaplanMeier/medianUpper[arm=x]").ShouldBe(278.322391654365, 1e-11);
        Output.Raw("PFS.LogRank/chiSquare").ShouldBe(0.565929234821562, 1e-12);
        Output.Raw("PFS.LogRank/pTwoSided").ShouldBe(0.451881079648114, 1e-12);
        Output.Raw("PFS.Cox/hazardRatio[arm=x]").ShouldBe(0.888710063892768, 1e-10);
        Output.Raw("PFS.Cox/lower[arm=x]").ShouldBe(0.653408921518827, 1e-10);
        Output.Raw("PFS.Cox/upper[arm=x]").ShouldBe(1.20874624091206, 1e-10);
    }

    [ReferenceFact]
    public void A_median_or_its_limit_to_which_the_curve_never_comes_is_not_reached()
    {
        Output.Printed("OS.KaplanMeier/median[arm=x]").ShouldBe("NR");
        Output.Raw("OS.KaplanMeier/medianLower[arm=x]").ShouldBe(283.1430218881, 1e-10);
        Output.Printed("OS.KaplanMeier/medianUpper[arm=x]").ShouldBe("NR");
    }

    [ReferenceFact]
    public void The_model_stratified_by_sex_agrees_with_R() =>
        // hr_strat_sex of OS: coxph(Surv(AVAL, 1 - CNSR) ~ ARM + strata(SEX)).
        Output.Raw("OS.Cox/hazardRatio[arm=x]").ShouldBe(1.00050682145496, 1e-10);

    [ReferenceFact]
    public void Worst_grades_agree_with_the_reference()
    {
        // The 15 cells of REFERENCE_AE_maxgrade.csv: grade, arm, participants, percent.
        var rows = File.ReadLines(ReferenceData.PathOf("random-cdisc", "REFERENCE_AE_maxgrade.csv")).Skip(1).ToList();
        rows.Count.ShouldBe(15);
        var all = Analyze(withCombination: true);
        foreach (var cells in rows.Select(row => row.Split(',')))
        {
            var arm = cells[1] switch
            {
                "A: Drug X" => "x",
                "B: Placebo" => "placebo",
                _ => "combination",
            };
            var address = $"[arm={arm};grade={cells[0]}]";
            all.Printed($"AE.WorstGrade/participants{address}").ShouldBe(cells[2]);
            all.Raw($"AE.WorstGrade/percent{address}").ShouldBe(double.Parse(cells[3], CultureInfo.InvariantCulture), 0.0501);
        }
        // The two arms alone.
        Output.Printed("AE.WorstGrade/percent[arm=x;grade=5]").ShouldBe("56.7%");
    }

    [ReferenceFact]
    public void The_effect_in_each_sex_is_that_of_the_model_on_that_sex_alone()
    {
        foreach (var sex in (string[])["F", "M"])
        {
            var alone = Analyze(rows => rows.Text("SEX"), sex);
            Output.Raw($"PFS.Subgroup.SEX/hazardRatio[level={sex}]").ShouldBe(alone.Raw("PFS.Cox/hazardRatio[arm=x]"), 1e-12);
            Output.Raw($"PFS.Subgroup.SEX/events[arm=x;level={sex}]").ShouldBe(alone.Raw("PFS.Events/events[arm=x]"));
        }
    }

    [ReferenceFact]
    public void The_test_of_interaction_is_twice_the_gain_in_log_likelihood()
    {
        // An independent Newton fit (plain Python, Efron): 2 x (789.2358479731938 - 788.9969923295357) = 0.4777112873 on 1 df.
        Output.Raw("PFS.Subgroup.SEX/pTwoSided").ShouldBe(0.4894608424174638, 1e-9);
        Output.Raw("PFS.Subgroup.SEX/degreesOfFreedom").ShouldBe(1);
    }

    static TrialProtocol Protocol { get; } =
        new()
        {
            Trial = new("AB12345", null, "Simulated", null, null, "1", null, [], null),
            Arms = [Drug, Placebo],
            Randomization = new(
                new RandomizationMethod.PermutedBlocks([2]),
                [new("SEX", "Sex", new FactorSource.Asked("Sex?"), [new("F", ["F"]), new("M", ["M"])])]
            ),
            Endpoints = [Endpoint("PFS"), Endpoint("OS")],
            Analysis = new(
                [SmallTrial.Plan("PFS", stratified: false, "SEX"), SmallTrial.Plan("OS", stratified: true)],
                [],
                new(Graded: true, TermThreshold: 0.05)
            ),
            Sha256 = new string('0', 64),
        };

    static Endpoint Endpoint(string id) =>
        new(id, id, TimeOrigin.Randomization, [new EndpointEvent.Death()], [SmallTrial.NoEvent], TimeUnit.Day);

    static AnalysisOutput Analyze() => Analyze(null, "");

    static AnalysisOutput Analyze(bool withCombination) => Analyze(null, "", withCombination);

    /// <summary>The two arms of the file, and where wanted only the rows with that value.</summary>
    static AnalysisOutput Analyze(Func<Table, TextColumn>? column, string value, bool withCombination = false) =>
        Outputs.Analyzed(
            withCombination
                ? Protocol with
                {
                    Arms = [Drug, Placebo, new("combination", "C: Combination", ArmRole.Experimental, 1, [])],
                    Analysis = Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("PFS", stratified: false)] },
                }
                : Protocol,
            new[] { "ADSL", "ADTTE", "ADAE" }.ToDictionary(
                name => name,
                name =>
                {
                    var table = DatasetFile.Read(ReferenceData.PathOf("random-cdisc", $"c{name.ToLowerInvariant()}.csv.gz"));
                    var arm = table.Text("ARM");
                    return Filtered(
                        name,
                        table,
                        row => (withCombination || arm[row] != "C: Combination") && (column is null || column(table)[row] == value)
                    );
                }
            )
        );

    static Table Filtered(string name, Table table, Func<int, bool> keep)
    {
        var rows = Enumerable.Range(0, table.RowCount).Where(keep).ToArray();
        return new(
            name,
            table.Label,
            [
                .. table.Columns.Select(column =>
                    column is NumberColumn number
                        ? (Column)(number with { Values = [.. rows.Select(row => number[row])] })
                        : (TextColumn)column with
                        {
                            Values = [.. rows.Select(row => ((TextColumn)column)[row])],
                        }
                ),
            ]
        );
    }
}
