namespace Equipoise.Statistics;

/// <summary>How the fit of a model ended. When several apply, the one listed later here is given.</summary>
public abstract record FitStatus
{
    FitStatus() { }

    /// <summary>Every coefficient is at its maximum-likelihood value.</summary>
    public sealed record Converged : FitStatus;

    /// <summary>
    /// Some covariates are constant, or combinations of earlier ones, wherever events happen. Their coefficients are null (R:
    /// NA); the others are fitted without them.
    /// </summary>
    /// <param name="Names">The covariates left out, the later ones of each combination.</param>
    public sealed record RankDeficient(IReadOnlyList<string> Names) : FitStatus;

    /// <summary>
    /// The likelihood keeps rising as some coefficients go to infinity, as when an arm has no event. Those are given as
    /// infinities, without standard error; the others, the log-likelihood and the likelihood-ratio test are at their limits, the
    /// Wald test does not exist. (R: "Loglik converged before variable ...; coefficient may be infinite".)
    /// </summary>
    /// <param name="Names">The covariates with an infinite coefficient.</param>
    /// <param name="LeftOut">
    /// The covariates that are combinations of others wherever events happen, as in <see cref="RankDeficient"/>, or are so
    /// once the
    /// infinite coefficients are at their limit: their coefficients are null.
    /// </param>
    public sealed record MonotoneLikelihood(IReadOnlyList<string> Names, IReadOnlyList<string> LeftOut) : FitStatus;

    /// <summary>Nobody had the event: all coefficients are null and there is no test.</summary>
    public sealed record NoEvents : FitStatus;

    /// <summary>
    /// Of a subdistribution model: somebody had an event of another cause where, by the data, nobody can be under observation, as
    /// when all of the few who entered early have left and others enter later. The weight would divide by 0: all coefficients
    /// are null and there is no test.
    /// </summary>
    /// <param name="Time">When the first of them had it.</param>
    public sealed record UndefinedWeights(double Time) : FitStatus;

    /// <summary>The maximum was not found: all coefficients are null.</summary>
    public sealed record NotConverged : FitStatus;
}
