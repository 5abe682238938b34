using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>
/// Test data set 1 of Therneau and Grambsch (2000), appendix E.1, of which everything has a closed form in r = e^β.
/// </summary>
public sealed class CoxClosedFormTests
{
    const double Reach = 1e-13;

    static readonly Observation[] observations =
    [
        Observation.Event(1),
        Observation.CensoredAt(1),
        Observation.Event(6),
        Observation.Event(6),
        Observation.CensoredAt(8),
        Observation.Event(9),
    ];

    static readonly double[] x = [1, 1, 1, 0, 0, 0];

    [Fact]
    public void With_Breslows_ties()
    {
        var r = (3 + Math.Sqrt(33)) / 2;
        var (h1, h6, h9) = (1 / (3 * r + 3), 2 / (r + 3), 1.0); // who is at risk: 3r + 3, r + 3, 1
        var (m1, m6) = (r / (r + 1), r / (r + 3)); // the means of x; 0 at time 9
        Compare(
            "Breslow",
            TieMethod.Breslow,
            martingale: [1 - r * h1, -r * h1, 1 - r * (h1 + h6), 1 - h1 - h6, -h1 - h6, 1 - h1 - h6 - h9],
            score:
            [
                (1 - m1) * (1 - r * h1),
                -(1 - m1) * r * h1,
                1 - m6 - r * (h1 * (1 - m1) + h6 * (1 - m6)),
                -m6 + h1 * m1 + h6 * m6,
                h1 * m1 + h6 * m6,
                h1 * m1 + h6 * m6,
            ],
            schoenfeld: [1 - m1, 1 - m6, -m6, 0],
            information: r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3)),
            hazards: [h1, h1 + h6, h1 + h6 + h9],
            variances: [h1 * h1, h1 * h1 + h6 * h6 / 2, h1 * h1 + h6 * h6 / 2 + 1],
            drifts: [h1 * m1, h1 * m1 + h6 * m6, h1 * m1 + h6 * m6]
        );
    }

    [Fact]
    public void With_Efrons_ties()
    {
        // At time 6 the two events leave by halves: the first term has r + 3 at risk, the second (r + 5)/2.
        var r = 2 * Math.Sqrt(23 / 3.0) * Math.Cos(Math.Acos(45 / 23.0 * Math.Sqrt(3 / 23.0)) / 3);
        var (h1, a, b) = (1 / (3 * r + 3), 1 / (r + 3), 2 / (r + 5));
        var (m1, ma, mb) = (r / (r + 1), r / (r + 3), r / (r + 5)); // Σx of the second term: r/2 of (r + 5)/2
        var m6 = (ma + mb) / 2;
        var drift = h1 * m1 + a * ma + b * mb;
        Compare(
            "Efron",
            TieMethod.Efron,
            martingale:
            [
                1 - r * h1,
                -r * h1,
                1 - r * (h1 + a + b / 2),
                1 - (h1 + a + b / 2),
                -(h1 + a + b),
                1 - (h1 + a + b) - 1,
            ],
            score:
            [
                (1 - m1) * (1 - r * h1),
                -(1 - m1) * r * h1,
                1 - m6 - r * (h1 * (1 - m1) + a * (1 - ma) + b / 2 * (1 - mb)),
                -m6 + h1 * m1 + a * ma + b / 2 * mb,
                drift,
                drift,
            ],
            schoenfeld: [1 - m1, 1 - m6, -m6, 0],
            information: m1 * (1 - m1) + ma * (1 - ma) + mb * (1 - mb),
            hazards: [h1, h1 + a + b, h1 + a + b + 1],
            variances: [h1 * h1, h1 * h1 + a * a + b * b, h1 * h1 + a * a + b * b + 1],
            drifts: [h1 * m1, drift, drift]
        );
    }

    static void Compare(
        string name,
        TieMethod ties,
        double[] martingale,
        double[] score,
        double[] schoenfeld,
        double information,
        double[] hazards,
        double[] variances,
        double[] drifts
    )
    {
        var agreement = new Agreement(
            $"Residuals, robust variance and hazard of a Cox model, {name} ties",
            new Source.ClosedForm("Therneau and Grambsch (2000), appendix E.1, at the maximum")
        );
        var fit = CoxRegression.Fit(observations, x, ["x"], ties: ties);
        var residuals = fit.Residuals().ShouldNotBeNull();
        for (var i = 0; i < 6; i++)
        {
            agreement.Within(Reach, $"martingale {i}", residuals.Martingale()[i], martingale[i], scale: 1);
            agreement.Within(Reach, $"score {i}", residuals.Score()[0]![i], score[i], scale: 1);
            agreement.Within(Reach, $"dfbeta {i}", residuals.DfBeta()[0]![i], score[i] / information, scale: 1);
        }
        for (var i = 0; i < 4; i++)
        {
            agreement.Within(Reach, $"Schoenfeld {i}", residuals.Schoenfeld().Columns[0]![i], schoenfeld[i], scale: 1);
            var scaled = 4 * schoenfeld[i] / information + fit.Coefficients[0].Estimate;
            var actual = residuals.Schoenfeld().Scaled[0]![i];
            agreement.Within(Reach, $"scaled Schoenfeld {i}", actual, scaled, scale: 1);
        }
        var sandwich = score.Sum(l => l * l) / (information * information);
        agreement.Within(Reach, "robust variance", fit.Robust()!.Covariance[0, 0], sandwich);
        var curve = fit.Predict([0]).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
        {
            agreement.Within(Reach, $"hazard {i}", curve.Steps[i].CumulativeHazard, hazards[i]);
            var error = Math.Sqrt(variances[i] + drifts[i] * drifts[i] / information);
            agreement.Within(Reach, $"standard error {i}", curve.Steps[i].CumulativeHazardError, error);
        }
        agreement.ShouldBeComplete(atLeast: 33);
    }
}
