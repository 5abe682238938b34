using Equipoise.Statistics.Sequential;

namespace Equipoise.Validation.Sequential;

/// <summary>
/// The reference entries about bounds, each at its tolerance: converged integrations in R, and what rpact, gsDesign and lrstat say of the
/// same designs.
/// </summary>
public sealed class ReferenceBoundaryTests
{
    readonly Agreement exact = new(
        "Reference designs: bounds, spending and probabilities",
        new Source.R("Gauss-Legendre recursion with 300 points, converged", "R 4.2.2")
    );

    readonly Agreement packages = new(
        "Reference designs: bounds of other packages",
        new Source.R("getDesignGroupSequential; gsDesign; getBound; sfLDOF", "R 4.2.2, rpact 3.3.4, gsDesign 3.11.0.9003, lrstat 0.3.3")
    );

    static readonly EfficacyRule obrienFlemingType = new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming());

    static EfficacyRule Hsd(double gamma) => new EfficacyRule.Spending(new SpendingFunction.HwangShihDeCani(gamma));

    static double[] Even(int looks) => [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)];

    static GroupSequentialTest Test(EfficacyRule rule, params double[] fractions) =>
        new()
        {
            InformationFractions = fractions,
            OneSidedAlpha = 0.025,
            Efficacy = rule,
        };

    [ReferenceFact]
    public void Bounds_of_the_reference_designs_are_met_at_their_tolerance()
    {
        double[] Constants(EfficacyRule rule, double alpha, params int[] looks) =>
            [
                .. looks.Select(k =>
                    (Test(rule, Even(k)) with { OneSidedAlpha = alpha, TwoSided = true }).Solve().EfficacyZ[^1]
                ),
            ];
        int[] upTo10 = [.. Enumerable.Range(2, 9)];
        Compare("GS-OBF-CONST-a01", "C_B", Constants(new EfficacyRule.OBrienFleming(), 0.005, upTo10));
        Compare("GS-POCOCK-CONST-a05", "C_P", Constants(new EfficacyRule.Pocock(), 0.025, upTo10));
        Compare("GS-POCOCK-CONST-a10", "C_P", Constants(new EfficacyRule.Pocock(), 0.05, upTo10));
        Packages("GS-POCOCK-CONST-a05", "kMax=K", Constants(new EfficacyRule.Pocock(), 0.025, upTo10));

        double[] Inflation(EfficacyRule rule) =>
            [.. Enumerable.Range(2, 4).Select(k => (Test(rule, Even(k)) with { TwoSided = true }).Solve().Inflation!.Value)];
        Compare("GS-INFLATION-POCOCK-OBF", "R_P", Inflation(new EfficacyRule.Pocock()));
        Compare("GS-INFLATION-POCOCK-OBF", "R_B", Inflation(new EfficacyRule.OBrienFleming()));
        Packages("GS-INFLATION-POCOCK-OBF", "'P'", Inflation(new EfficacyRule.Pocock()));
        Packages("GS-INFLATION-POCOCK-OBF", "'OF'", Inflation(new EfficacyRule.OBrienFleming()));

        Bounds("GS-HAYBITTLE-PETO-K3", Test(new EfficacyRule.HaybittlePeto(3), Even(3)));
        var pocock = Test(new EfficacyRule.Pocock(), Even(3)).Solve().EfficacyZ[0];
        Compare("GS-POCOCK-ONESIDED-K3", "c", [pocock]);
        Packages("GS-POCOCK-ONESIDED-K3", "sided=1", [pocock]);
        Bounds("GS-LDOF-K3", Test(obrienFlemingType, Even(3)));
        Compare("GS-LDOF-K3", "stageLevels", [.. Test(obrienFlemingType, Even(3)).Solve().NominalP]);
        Bounds("GS-LDOF-K5-TWOSIDED", Test(obrienFlemingType, Even(5)) with { TwoSided = true });
        Bounds("GS-HSD-m4-K3", Test(Hsd(-4), Even(3)));
        Bounds("GS-HSD-m2-K3", Test(Hsd(-2), Even(3)));
        Bounds("GS-HSD-1-K3", Test(Hsd(1), Even(3)));
        Bounds("GS-KD3-UNEQUAL", Test(new EfficacyRule.Spending(new SpendingFunction.KimDeMets(3)), 0.3, 0.7, 1));
        Bounds(
            "GS-USERSPEND",
            Test(new EfficacyRule.Spending(new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)])), 0.4, 0.7, 1)
        );
        Bounds("GS-SPENDINGTIME", Test(obrienFlemingType, 0.3, 0.65, 1) with { SpendingFractions = [0.4, 0.7, 1] });
        Compare(
            "GS-OVERRUN-RECALC",
            "criticalValues",
            [.. ObservedBoundary.Of(Test(obrienFlemingType, 0.5, 1).Solve(), new(400, [new(220), new(410)], true)).EfficacyZ]
        );
        var standard = (Test(Hsd(-4), Even(3)) with { Futility = new FutilityRule.Spending(new SpendingFunction.HwangShihDeCani(-2), false) }).Solve();
        Compare("GS-DEFAULT-GSDESIGN", "upper", [.. standard.EfficacyZ]);
        Compare("GS-DEFAULT-GSDESIGN", "lower", [.. standard.FutilityZ.Select(z => z!.Value)]);
        Compare("GS-DEFAULT-GSDESIGN", "drift", [standard.Drift!.Value]);
        Compare("GS-DEFAULT-GSDESIGN", "inflation", [standard.Inflation!.Value]);
        Packages("GS-DEFAULT-GSDESIGN", "upper$bound", [.. standard.EfficacyZ]);
        Packages("GS-DEFAULT-GSDESIGN", "lower$bound", [.. standard.FutilityZ.Select(z => z!.Value)]);
        Packages("GS-DEFAULT-GSDESIGN", "n.I", [.. Even(3).Select(t => t * standard.Inflation!.Value)]);

        var fixedZ = (Test(obrienFlemingType, Even(3)) with { Futility = new FutilityRule.FixedZ([0, 0.5], false) }).Solve();
        var (at, none) = (fixedZ.At(3.3), fixedZ.UnderNull!);
        Compare("GS-FUTILITY-FIXEDZ", "upper", [.. fixedZ.EfficacyZ]);
        Compare("GS-FUTILITY-FIXEDZ", "up1", [.. at.Above]);
        Compare("GS-FUTILITY-FIXEDZ", "lo1", [.. at.Below]);
        Compare("GS-FUTILITY-FIXEDZ", "up0", [.. none.Above]);
        Compare("GS-FUTILITY-FIXEDZ", "lo0", [.. none.Below]);
        Compare("GS-FUTILITY-FIXEDZ", "power", [at.TotalAbove]);
        Compare("GS-FUTILITY-FIXEDZ", "EInf_frac_H1", [fixedZ.ExpectedFraction(at)]);

        exact.ShouldBeComplete(atLeast: 95);
        packages.ShouldBeComplete(atLeast: 60);
    }

    [ReferenceFact]
    public void Spending_functions_have_the_values_of_gsDesign()
    {
        var agreement = new Agreement(
            "Spending functions",
            new Source.R("sfLDOF, sfLDPocock, sfHSD, sfPower and their formulas", "R 4.2.2, gsDesign 3.11.0.9003")
        );
        var reference = DesignReference.Of("SPEND-FUNCTION-VALUES");
        foreach (
            var (name, function, call) in new (string, SpendingFunction, string?)[]
            {
                ("LDOF", new SpendingFunction.LanDeMetsOBrienFleming(), "sfLDOF"),
                ("LDPocock", new SpendingFunction.LanDeMetsPocock(), "sfLDPocock"),
                ("HSDm4", new SpendingFunction.HwangShihDeCani(-4), "sfHSD"),
                ("HSDm2", new SpendingFunction.HwangShihDeCani(-2), null),
                ("HSD1", new SpendingFunction.HwangShihDeCani(1), null),
                ("KD1", new SpendingFunction.KimDeMets(1), null),
                ("KD2", new SpendingFunction.KimDeMets(2), null),
                ("KD3", new SpendingFunction.KimDeMets(3), null),
            }
        )
        {
            double[] spent = [.. reference["t"].Select(t => function.At(t, 0.025))];
            AgreeAll(agreement, reference.Tolerance, name, spent, reference[name]);
            if (call is not null)
                AgreeAll(agreement, reference.Tolerance, call, spent, reference.Other(call));
        }
        agreement.ShouldBeComplete(atLeast: 88);
    }

    void Bounds(string id, GroupSequentialTest test)
    {
        double[] bounds = [.. test.Solve().EfficacyZ];
        Compare(id, "criticalValues", bounds);
        foreach (var (call, other) in DesignReference.Of(id).Others)
            AgreeAll(packages, DesignReference.Of(id).Tolerance, call, bounds, other);
    }

    void Compare(string id, string output, double[] actual) =>
        // The entry's tolerance is for packages; the integration itself is met to its fifteen printed digits.
        AgreeAll(exact, double.Min(DesignReference.Of(id).Tolerance, 1e-12), $"{id} {output}", actual, DesignReference.Of(id)[output]);

    void Packages(string id, string words, double[] actual) =>
        AgreeAll(packages, DesignReference.Of(id).Tolerance, $"{id} {words}", actual, DesignReference.Of(id).Other(words));

    internal static void AgreeAll(Agreement agreement, double tolerance, string what, double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (var i = 0; i < actual.Length; i++)
            agreement.Within(tolerance, $"{what} [{i}]", actual[i], expected[i], scale: 1);
    }
}
