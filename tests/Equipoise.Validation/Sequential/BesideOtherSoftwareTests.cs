using Equipoise.Statistics.Sequential;

namespace Equipoise.Validation.Sequential;

/// <summary>Boundaries that several packages give, each with its error: the second table of VALIDATION.md.</summary>
public sealed class BesideOtherSoftwareTests
{
    static readonly EfficacyRule obrienFlemingType = new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming());
    static readonly EfficacyRule hsd = new EfficacyRule.Spending(new SpendingFunction.HwangShihDeCani(-4));

    static double[] Even(int looks) => [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)];

    static GroupSequentialBoundary Of(EfficacyRule rule, double[] fractions, bool twoSided = false) =>
        new GroupSequentialTest
        {
            InformationFractions = fractions,
            OneSidedAlpha = 0.025,
            Efficacy = rule,
            TwoSided = twoSided,
        }.Solve();

    // The calls: rpact getDesignGroupSequential(...)$criticalValues, gsDesign(...)$upper$bound, $lower$bound and $n.I, lrstat getBound(...), each with its
    // default accuracy; SAS as its manual prints it (example "Group Sequential Design for Survival Data"). Converged: Gauss-Legendre recursion with
    // 300 points, R 4.2.2.
    [Fact]
    public void Bounds_are_those_of_a_converged_integration_and_other_software_comes_near()
    {
        var (three, four, five) = (Of(obrienFlemingType, Even(3)), Of(obrienFlemingType, Even(4), true), Of(obrienFlemingType, Even(5), true));
        var (pocock5, pocock10) = (Of(new EfficacyRule.Pocock(), Even(5), true), Of(new EfficacyRule.Pocock(), Even(10), true));
        var peto = Of(new EfficacyRule.HaybittlePeto(3), Even(3));
        var unequal = Of(new EfficacyRule.Spending(new SpendingFunction.KimDeMets(3)), [0.3, 0.7, 1]);
        var calendar = (Of(obrienFlemingType, [0.3, 0.65, 1]).Test with { SpendingFractions = [0.4, 0.7, 1] }).Solve();
        var standard = (Of(hsd, Even(3)).Test with { Futility = new FutilityRule.Spending(new SpendingFunction.HwangShihDeCani(-2), false) }).Solve();
        BesideOthers[] rows =
        [
            new("Pocock, 5 looks, two-sided 5%", 2.41317622006099, pocock5.EfficacyZ[0], Rpact: 2.41317622018418),
            new("Pocock, 10 looks, two-sided 5%", 2.55501277028654, pocock10.EfficacyZ[0], Rpact: 2.55501277357558),
            new("Haybittle-Peto (3), 3 looks: last", 1.97509763389204, peto.EfficacyZ[2], Rpact: 1.97509763338343),
            new("Lan-DeMets O'Brien-Fleming, 3 looks: second", 2.51142748126954, three.EfficacyZ[1], 2.51142748445272, 2.51142701390808, 2.51142701680448),
            new("Lan-DeMets O'Brien-Fleming, 3 looks: last", 1.99304747782513, three.EfficacyZ[2], 1.9930474832654, 1.99304752277194, 1.99304749855601),
            new("Lan-DeMets O'Brien-Fleming, 4 looks, two-sided 5%: second", 2.9631315976799, four.EfficacyZ[1], GsDesign: 2.96313084197969, Sas: 2.96333),
            new("Lan-DeMets O'Brien-Fleming, 5 looks, two-sided 5%: last", 2.03103204331006, five.EfficacyZ[4], Rpact: 2.0310320481658),
            new("Hwang-Shih-DeCani (-4), 3 looks: second", 2.5465305560733, standard.EfficacyZ[1], 2.54653055220842, 2.54653056127702),
            new("Hwang-Shih-DeCani (-4), 3 looks: last", 1.99922635430558, standard.EfficacyZ[2], 1.99922635406256, 1.99922637074817),
            new("the same with Hwang-Shih-DeCani (-2) for futility: first futility bound", -0.238724033235344, standard.FutilityZ[0]!.Value, GsDesign: -0.23872395536113),
            new("second futility bound", 0.941067235637039, standard.FutilityZ[1]!.Value, GsDesign: 0.941067348130195),
            new("inflation of the fixed sample size", 1.06988311782031, standard.Inflation!.Value, GsDesign: 1.06988320390073),
            new("Kim-DeMets (3) at 0.3, 0.7, 1: last", 2.01430470237031, unequal.EfficacyZ[2], Rpact: 2.01430470496416),
            new("calendar spending at 0.4, 0.7, 1 of information 0.3, 0.65, 1: second", 2.44768332095297, calendar.EfficacyZ[1], GsDesign: 2.4476831128237, Lrstat: 2.44768313367782),
        ];
        foreach (var row in rows)
        {
            row.Here.ShouldBe(row.Converged, 1e-12, row.Quantity);
            foreach (var other in new[] { row.Rpact, row.GsDesign, row.Lrstat, row.Sas })
                if (other is { } number)
                    number.ShouldBe(row.Converged, 3e-4, row.Quantity);
        }
        // Gauss's rule of 20 points on 4,000 panels of the one integral that remains of three looks, R 4.2.2.
        var close = Of(obrienFlemingType, [0.98, 0.99, 1]);
        BesideOthers[] wrongElsewhere =
        [
            new("Lan-DeMets O'Brien-Fleming, looks at 392, 396 and 400 of 400: second", 2.057838074966205, close.EfficacyZ[1], Rpact: 2.0574415),
            new("the same: last", 2.076514469157998, close.EfficacyZ[2], Rpact: 2.0705209),
        ];
        foreach (var row in wrongElsewhere)
        {
            row.Here.ShouldBe(row.Converged, 1e-12, row.Quantity);
            Math.Abs(row.Rpact!.Value - row.Converged).ShouldBeGreaterThan(1e-4, row.Quantity);
        }
        ValidationPage.RecordBeside([.. rows, .. wrongElsewhere]);
    }
}
