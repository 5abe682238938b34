using Equipoise.Design.Simulation.Designed;

namespace Equipoise.Design.Simulation.Together;

/// <summary>Why several endpoints cannot be simulated together.</summary>
static class SplitProblems
{
    // Decimal hazards that were meant to be equal differ in the last digits.
    const double Rounding = 1e-12;

    public static IEnumerable<string> Of(SplitTrial trial)
    {
        foreach (var endpoint in trial.Endpoints)
            foreach (var problem in endpoint.Alone.Problems())
                yield return $"{endpoint.Endpoint}: {problem}";
        foreach (var (inner, outer) in trial.Chain.Zip(trial.Chain.Skip(1)))
            foreach (var problem in Pair(trial.Endpoints[inner], trial.Endpoints[outer]))
                yield return problem;
    }

    static IEnumerable<string> Pair(SplitTrialEndpoint inner, SplitTrialEndpoint outer)
    {
        var (strata, others) = (inner.Alone.Strata, outer.Alone.Strata);
        if (!strata.Select(stratum => stratum.Share).SequenceEqual(others.Select(stratum => stratum.Share)))
        {
            yield return $"{inner.Endpoint} and {outer.Endpoint} have strata of different shares: they are those of one trial.";
            yield break;
        }
        for (var s = 0; s < strata.Count; s++)
        {
            if (Below(strata[s].Control, others[s].Control) is { } control)
                yield return Sentence("control", control);
            if (Below(strata[s].Experimental, others[s].Experimental) is { } experimental)
                yield return Sentence("experimental", experimental);
        }

        string Sentence(string arm, RatePiece at) =>
            $"From month {at.FromMonth:0.##} on the hazard of {outer.Endpoint} in the {arm} arm is {-at.PerMonth:G3} a month "
            + $"below that of {inner.Endpoint}, which is one of its events: let it be the larger of the two.";
    }

    // The first piece on which the wider endpoint has the smaller hazard, with the difference; null where there is none.
    static RatePiece? Below(EventWorld inner, EventWorld outer) =>
        Difference(inner.Hazard, outer.Hazard).FirstOrDefault(piece => piece.PerMonth < 0);

    /// <summary>The hazard of what the wider endpoint counts and the narrower does not: the difference of theirs.</summary>
    public static IReadOnlyList<RatePiece> Difference(IReadOnlyList<RatePiece> inner, IReadOnlyList<RatePiece> outer) =>
        [
            .. inner
                .Concat(outer)
                .Select(piece => piece.FromMonth)
                .Distinct()
                .Order()
                .Select(month => new RatePiece(month, Rounded(At(outer, month), At(inner, month)))),
        ];

    static double Rounded(double outer, double inner) =>
        double.Abs(outer - inner) <= Rounding * double.Max(outer, inner) ? 0 : outer - inner;

    static double At(IReadOnlyList<RatePiece> pieces, double month) => pieces.Last(piece => piece.FromMonth <= month).PerMonth;
}
