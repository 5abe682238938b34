using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.CompetingRisks;

/// <summary>State probabilities beside R's survfit and cmprsk's cuminc.</summary>
public sealed class AalenJohansenAgreement
{
    const double SumsOfAHundred = 1e-12;
    static readonly Expected expected = Expected.Read("competing-risks");

    static Source Survfit => expected.Call("survfit(Surv(time, factor(cause, 0:2)) ~ 1)");

    [Theory]
    [InlineData("plain", IntervalTransformation.Plain)]
    [InlineData("log", IntervalTransformation.Log)]
    [InlineData("log-log", IntervalTransformation.LogLog)]
    public void State_probabilities_and_their_limits_are_those_of_survfit(string type, IntervalTransformation transformation)
    {
        var agreement = new Agreement($"Aalen-Johansen, {type} limits", Survfit);
        foreach (var (name, times) in new[] { ("untied", Sample.Untied), ("tied", Sample.Tied) })
            Compare($"{name} {type}", AalenJohansen.Estimate(Sample.Observe(times), transformation: transformation), agreement);
        agreement.ShouldBeComplete(atLeast: 300);
    }

    [Fact]
    public void Weights_and_late_entries_are_those_of_survfit()
    {
        var agreement = new Agreement("Aalen-Johansen with weights and late entries", Survfit);
        Compare(
            "weighted",
            AalenJohansen.Estimate(Sample.Observe(Sample.Tied), Sample.Weights, transformation: IntervalTransformation.Plain),
            agreement
        );
        Compare("late", AalenJohansen.Estimate(Sample.Late, transformation: IntervalTransformation.Plain), agreement);
        agreement.ShouldBeComplete(atLeast: 250);
    }

    [ReferenceFact]
    public void The_incidence_of_malignancy_and_death_in_mgus2_is_that_of_survfit()
    {
        var agreement = new Agreement("Aalen-Johansen on mgus2", Survfit);
        var (observations, _, male) = Sample.Mgus2();
        var curves = AalenJohansen.EstimateEach(observations, male);
        Compare("mgus2 F", curves[0], agreement);
        Compare("mgus2 M", curves[1], agreement);
        agreement.ShouldBeComplete(atLeast: 1000);
    }

    [Fact]
    public void Aalens_variance_is_that_of_cuminc()
    {
        var agreement = new Agreement("Aalen's variance of incidence", expected.Call("cmprsk::cuminc(time, cause)"));
        Aalen("Aalen untied", Sample.Observe(Sample.Untied), agreement);
        Aalen("Aalen tied", Sample.Observe(Sample.Tied), agreement);
        agreement.ShouldBeComplete(atLeast: 100);
    }

    [ReferenceFact]
    public void Aalens_variance_on_mgus2_is_that_of_cuminc()
    {
        var agreement = new Agreement("Aalen's variance of incidence on mgus2", expected.Call("cmprsk::cuminc(time, cause)"));
        Aalen("Aalen mgus2", Sample.Mgus2().Observations, agreement);
        agreement.ShouldBeComplete(atLeast: 100);
    }

    static void Aalen(string name, CompetingObservation[] observations, Agreement agreement)
    {
        var curves = AalenJohansen.Estimate(observations, variance: IncidenceVariance.Aalen);
        for (var time = 1; time <= 360; time++)
            for (var cause = 1; cause <= 2; cause++)
                if (expected.Has(name, $"p {cause} {time}"))
                {
                    var at = curves.Incidence(cause).At(time);
                    agreement.Within(SumsOfAHundred, $"{name} p {cause} {time}", at.Probability, expected[name, $"p {cause} {time}"]);
                    agreement.Within(
                        SumsOfAHundred,
                        $"{name} variance {cause} {time}",
                        at.StandardError * at.StandardError,
                        expected[name, $"variance {cause} {time}"]
                    );
                }
    }

    static void Compare(string name, AalenJohansen curves, Agreement agreement)
    {
        for (var state = 0; state <= 2; state++)
            foreach (var step in (state == 0 ? curves.EventFree : curves.Incidence(state)).Steps)
            {
                var at = $"{state} {step.Time}";
                if (!expected.Has(name, $"p {at}"))
                    continue;
                agreement.Within(SumsOfAHundred, $"{name} p {at}", step.Probability, expected[name, $"p {at}"], scale: 1);
                agreement.Within(SumsOfAHundred, $"{name} se {at}", step.StandardError, expected[name, $"se {at}"], scale: 1);
                // R has no limits on a log scale where nothing has happened yet; here both are the probability, as SAS has it.
                if (expected[name, $"lower {at}"] is null)
                    continue;
                agreement.Within(SumsOfAHundred, $"{name} lower {at}", step.Lower, expected[name, $"lower {at}"], scale: 1);
                agreement.Within(SumsOfAHundred, $"{name} upper {at}", step.Upper, expected[name, $"upper {at}"], scale: 1);
            }
    }
}
