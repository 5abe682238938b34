using System.Text;
using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol.Laboratory;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>
/// One count is one count, whatever the laboratory writes: 400 cells/uL, 400 x 10^6/L, 0.4 G/L and 0.4 x 10^9/L are grade 4 (CTCAE 5.0, Investigations:
/// neutrophil count decreased, "&lt;500/mm3; &lt;0.5 x 10e9/L"). A liter has 10^6 uL, and a mm3 is a uL.
/// </summary>
public sealed class LaboratoryUnitTests
{
    /// <summary>Units of counts, each with how many of them are 10^9/L.</summary>
    static readonly (string Unit, double Many)[] counts =
    [
        ("10^9/L", 1),
        ("10*9/L", 1),
        ("10E9/L", 1),
        ("x 10^9/l", 1),
        ("\u00D710\u2079/L", 1),
        ("x109/L", 1),
        ("G/L", 1),
        ("GI/L", 1),
        ("/nL", 1),
        ("10^3/uL", 1),
        ("10^3/\u00B5L", 1),
        ("10^3/mm3", 1),
        ("K/uL", 1),
        ("K/mcL", 1),
        ("10^6/L", 1000),
        ("10^3/mL", 1000),
        ("cells/uL", 1000),
        ("/uL", 1000),
        ("1/uL", 1000),
        ("/mm3", 1000),
        ("cells/mm\u00B3", 1000),
        ("10^4/uL", 0.1),
        ("10^12/L", 0.001),
        ("10\u00B9\u00B2/L", 0.001),
        ("10^6/uL", 0.001),
        ("/L", 1e9),
    ];

    /// <summary>Units of other quantities, with how many of each are one of the unit of the boundaries below.</summary>
    static readonly Dictionary<string, (string Unit, double Many)[]> others = new()
    {
        ["HGB"] = [("g/dL", 1), ("g/L", 10), ("mg/mL", 10), ("mg/dL", 1000), ("mg/L", 10_000), ("g/100 mL", 1)],
        ["ALB"] = [("g/L", 1), ("g/dL", 0.1), ("mg/dL", 100), ("mg/mL", 1)],
        ["K"] = [("mmol/L", 1), ("mEq/L", 1), ("umol/L", 1000), ("\u00B5mol/L", 1000)],
        ["SODIUM"] = [("mmol/L", 1), ("mEq/L", 1), ("mol/L", 0.001)],
        ["CAION"] = [("mmol/L", 1), ("mEq/L", 2), ("umol/L", 1000)],
        ["MG"] = [("mmol/L", 1), ("mEq/L", 2)],
        // By ratio to the limit of normal: 1 kat is 1 mol/s, so 1 U is 1/60 ukat.
        ["ALT"] = [("U/L", 1), ("IU/L", 1), ("ukat/L", 1 / 60.0), ("nkat/L", 1000 / 60.0), ("kU/L", 0.001)],
        // 1 mg/dL is 88.4 umol/L of creatinine, 17.1 umol/L of bilirubin.
        ["CREAT"] = [("mg/dL", 1), ("umol/L", 88.4), ("mmol/L", 0.0884), ("mg/L", 10)],
        ["BILI"] = [("mg/dL", 1), ("umol/L", 17.1), ("mg/L", 10)],
    };

    /// <summary>Boundaries of CTCAE 5.0 in the first unit, with limits of normal, and the grades at, below and above.</summary>
    public static TheoryData<string, double, double, double, int, int, int> Boundaries =>
        new()
        {
            { "NEUT", 2, 7.5, 2, 0, 1, 0 },
            { "NEUT", 2, 7.5, 1.5, 1, 2, 1 },
            { "NEUT", 2, 7.5, 1, 2, 3, 2 },
            { "NEUT", 2, 7.5, 0.5, 3, 4, 3 },
            { "PLAT", 150, 400, 150, 0, 1, 0 },
            { "PLAT", 150, 400, 75, 1, 2, 1 },
            { "PLAT", 150, 400, 50, 2, 3, 2 },
            { "PLAT", 150, 400, 25, 3, 4, 3 },
            { "WBC", 4, 10, 3, 1, 2, 1 },
            { "WBC", 4, 10, 1, 3, 4, 3 },
            { "LYM", 1, 3, 0.5, 2, 3, 2 },
            { "CD4", 0.5, 1.5, 0.2, 2, 3, 2 },
            { "HGB", 12, 15.5, 12, 0, 1, 0 },
            { "HGB", 12, 15.5, 10, 1, 2, 1 },
            { "HGB", 12, 15.5, 8, 2, 3, 2 },
            { "ALB", 35, 52, 30, 1, 2, 1 },
            { "ALB", 35, 52, 20, 2, 3, 2 },
            { "K", 3.5, 5, 3, 2, 3, 2 },
            { "K", 3.5, 5, 6, 2, 2, 3 },
            { "SODIUM", 135, 145, 155, 2, 2, 3 },
            { "SODIUM", 135, 145, 120, 3, 4, 3 },
            { "CAION", 1.15, 1.3, 0.9, 2, 3, 2 },
            { "MG", 0.7, 1, 0.4, 2, 3, 2 },
            { "ALT", 5, 35, 105, 1, 1, 2 },
            { "ALT", 5, 35, 175, 2, 2, 3 },
            { "CREAT", 0.5, 1, 1.5, 1, 1, 2 },
            { "CREAT", 0.5, 1, 3, 2, 2, 3 },
            { "BILI", 0.2, 1, 10, 3, 3, 4 },
        };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_boundary_is_the_same_in_every_unit(string code, double low, double high, double at, int grade, int below, int above)
    {
        var dictionary = CtcaeDictionary.Find("CTCAE 5.0")!;
        foreach (var (unit, many) in others.GetValueOrDefault(code, counts))
        {
            GradedTest.Find(code)!.Knows(unit).ShouldBeTrue($"{code} in {unit}");
            int Grade(double value)
            {
                LaboratoryReading reading = new(value * many, low * many, high * many);
                return dictionary.Of(code, unit).Max(term => ((CtcaeGrade.Graded)term.Grade(reading)).Grade);
            }
            (Grade(at), Grade(at * (1 - 1e-9)), Grade(at * (1 + 1e-9))).ShouldBe((grade, below, above), $"{code} {at} in {unit}");
        }
    }

    /// <summary>Every pair of units of a test: there and back is the same value, and over a third unit the same as straight.</summary>
    [Fact]
    public void Every_pair_of_units_of_a_test_agrees()
    {
        var pairs = 0;
        foreach (var test in GradedTest.All)
            foreach (var one in test.Units)
                foreach (var other in test.Units)
                {
                    pairs++;
                    (test.Factor(one, other)!.Value * test.Factor(other, one)!.Value).ShouldBe(1, 1e-12, $"{test.Code} {one} {other}");
                    foreach (var third in test.Units)
                        (test.Factor(one, third)!.Value * test.Factor(third, other)!.Value / test.Factor(one, other)!.Value).ShouldBe(1, 1e-12);
                }
        pairs.ShouldBeGreaterThan(1000);
    }

    /// <summary>Factors as handbooks print them (AMA Manual of Style, 11th edition, table of SI conversion factors): conventional to SI.</summary>
    [Theory]
    [InlineData("CREAT", "mg/dL", "umol/L", 88.4)]
    [InlineData("BILI", "mg/dL", "umol/L", 17.104)]
    [InlineData("CA", "mg/dL", "mmol/L", 0.25)]
    [InlineData("MG", "mg/dL", "mmol/L", 0.4114)]
    [InlineData("MG", "mEq/L", "mmol/L", 0.5)]
    [InlineData("GLUC", "mg/dL", "mmol/L", 0.0555)]
    [InlineData("CHOL", "mg/dL", "mmol/L", 0.0259)]
    [InlineData("TRIG", "mg/dL", "mmol/L", 0.0113)]
    [InlineData("URATE", "mg/dL", "umol/L", 59.48)]
    [InlineData("PHOS", "mg/dL", "mmol/L", 0.323)]
    [InlineData("K", "mEq/L", "mmol/L", 1)]
    [InlineData("SODIUM", "mEq/L", "mmol/L", 1)]
    [InlineData("ALB", "g/dL", "g/L", 10)]
    [InlineData("ALT", "U/L", "ukat/L", 0.0167)]
    public void Factors_are_those_of_the_handbooks(string code, string from, string to, double factor) =>
        GradedTest.Find(code)!.Factor(from, to)!.Value.ShouldBe(factor, factor * 0.003);

    /// <summary>Every test that a dictionary grades has its units, so that no value is left without its grade for the unit alone.</summary>
    [Fact]
    public void Every_test_that_is_graded_is_known_in_every_unit_of_the_table()
    {
        foreach (var dictionary in Equipoise.Protocol.CtcaeVersions.Names.Select(name => CtcaeDictionary.Find(name)!))
            foreach (var term in dictionary.Terms.Where(term => term.Code.Length > 0))
            {
                var test = GradedTest.Find(term.Code).ShouldNotBeNull(term.Code);
                foreach (var unit in term.Units)
                    test.Knows(unit).ShouldBeTrue($"{term.Code} in {unit}");
                foreach (var unit in test.Units)
                    dictionary.Of(term.Code, unit).ShouldNotBeEmpty($"{dictionary.Name} {term.Code} in {unit}");
            }
    }

    /// <summary>"Eosinophilia: grade 1, &gt;ULN and &gt;Baseline" (CTCAE 5.0, Blood and lymphatic system disorders; version 6 the same; admiral#3191).</summary>
    [Theory]
    [InlineData("CTCAE 4.03", null, 0.6, null)]
    [InlineData("CTCAE 5.0", 0.3, 0.6, 1)]
    [InlineData("CTCAE 5.0", 0.6, 0.6, 0)]
    [InlineData("CTCAE 5.0", 0.3, 0.5, 0)]
    [InlineData("CTCAE 6.0", 0.3, 0.6, 1)]
    [InlineData("CTCAE 6.0", 0.7, 0.6, 0)]
    public void Eosinophils_above_normal_and_above_baseline_are_grade_1(string version, double? baseline, double value, int? grade)
    {
        var term = CtcaeDictionary.Find(version)!.Of("EOS", "10^9/L").SingleOrDefault();
        var before = baseline is { } start ? new LaboratoryReading(start, 0, 0.5) : null;
        (term?.Grade(new(value, 0, 0.5), before) as CtcaeGrade.Graded)?.Grade.ShouldBe(grade!.Value);
        (term is null).ShouldBe(grade is null);
    }

    /// <summary>The terms of each version that a value grades: those of admiral 1.5.0 (42, 40 and 43), the QT interval, and eosinophilia.</summary>
    [Theory]
    [InlineData("CTCAE 4.03", 43)]
    [InlineData("CTCAE 5.0", 42)]
    [InlineData("CTCAE 6.0", 44)]
    public void Each_version_has_its_terms(string version, int terms) =>
        CtcaeDictionary.Find(version)!.Terms.Select(term => term.Name).Distinct().Count().ShouldBe(terms);

    /// <summary>
    /// "Grade 4 at any time: withhold" (prescribing information of palbociclib, table 2), whatever the unit in which the protocol has the count.
    /// </summary>
    [Theory]
    [InlineData("10^9/L", 1)]
    [InlineData("10^6/L", 1000)]
    [InlineData("cells/uL", 1000)]
    [InlineData("/mm3", 1000)]
    [InlineData("G/L", 1)]
    [InlineData("K/uL", 1)]
    public void A_count_makes_the_same_proposal_in_every_unit(string unit, double many)
    {
        using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), new(WithNeutrophilsIn(unit, many), PatinaTrial.Key));
        trial.With(new OpenTrial(null, Synthetic: true));
        var day = PatinaTrial.Randomization.AddDays(14);
        const string Id = "101-001";
        trial.AndEligible(Id).AndRandomized(Id).With(new RecordLabValue(Id, "neutrophils", 0.4 * many, day));

        var drug = trial.TrialRules.Protocol.Treatments.First(treatment => treatment.DoseRules is not null);
        var facts = DoseFacts.Of(trial.Participant(), trial.TrialRules.Protocol, drug, Table, 1, 15, day, new(false));
        var proposal = DoseProposals.Of(facts, Table);
        (proposal.Step, proposal.Rules[0].Id, proposal.RecheckBy).ShouldBe((DoseStep.Withhold, "count-4", day.AddDays(7)));
        var graded = GradedLaboratory.Of(trial.Participant(), trial.TrialRules.Protocol).Single();
        (graded.Worst!.Grade, graded.Value.Unit).ShouldBe((4, unit));
        trial.RefusalsOf(new RecordLabValue(Id, "neutrophils", 450 * many, day.AddDays(7))).ShouldBe(["not-possible"]);
    }

    [Fact]
    public void A_unit_in_which_a_graded_test_is_not_known_is_refused()
    {
        Slip.In(
            "code: NEUT\n        unit: 10^9/L",
            "code: NEUT\n        unit: ‸10^9 cells",
            "follow up.laboratory.tests.neutrophils.unit",
            "'10^9 cells' is no unit in which NEUT can be graded"
        );
        Slip.ProblemsOf(Slip.Replace(patina, "code: HGB\n        unit: g/dL", "code: HGB\n        unit: mmol/L"))
            .ShouldHaveSingleItem()
            .Remedy.ShouldBe("write one of: g/L, g/dL, mg/dL, mg/L, ug/dL, ug/L");
    }

    /// <summary>A unit that is known, and limits of normal of another.</summary>
    [Fact]
    public void Limits_of_normal_that_nobody_has_in_that_unit_are_refused() =>
        Slip.In(
            "unit: 10^9/L\n        lower limit of normal: 2.0\n        upper limit of normal: 7.5",
            "unit: 10^9/L\n        lower limit of normal: 2.0\n        upper limit of normal: ‸7500",
            "follow up.laboratory.tests.neutrophils.upper limit of normal",
            "7500 10^9/L is not possible for NEUT"
        );

    /// <summary>A trial under way is not stopped by a rule that came later: its protocol is read, its test has no grade.</summary>
    [Fact]
    public void The_protocol_of_a_log_stays_readable()
    {
        var text = Slip.Replace(patina, "code: NEUT\n        unit: 10^9/L", "code: NEUT\n        unit: furlongs");
        var bytes = Encoding.UTF8.GetBytes(text);
        ProtocolFile.Parse(bytes, "p").ShouldBeOfType<ProtocolReading.Rejected>();
        ProtocolFile.ParseRecorded(bytes, "p").ShouldBeOfType<ProtocolReading.Accepted>();
    }

    static readonly string patina = File.ReadAllText(Examples.ProtocolPath("patina"));

    static readonly DoseRuleTable Table = DoseRuleTable.Find(Equipoise.Protocol.DoseRuleTables.PalbociclibLabel)!;

    static Equipoise.Protocol.TrialProtocol WithNeutrophilsIn(string unit, double many)
    {
        var text = Slip.Replace(
            patina,
            "code: NEUT\n        unit: 10^9/L\n        lower limit of normal: 2.0\n        upper limit of normal: 7.5",
            FormattableString.Invariant(
                $"code: NEUT\n        unit: {unit}\n        lower limit of normal: {2 * many}\n        upper limit of normal: {7.5 * many}"
            )
        );
        return ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "p").ShouldBeOfType<ProtocolReading.Accepted>().Protocol;
    }
}
