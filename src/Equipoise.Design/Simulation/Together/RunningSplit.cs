using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Together;

/// <summary>The tally of one thread while it runs.</summary>
sealed class RunningSplit
{
    readonly SplitTrial trial;
    readonly RunningTally[] looks;
    readonly long[] atFirstAlpha;
    readonly long[] rejectedExactly;
    readonly PairTally[] pairs;
    SampleMoments months;
    SampleMoments participants;
    long neverReached;

    public RunningSplit(SplitTrial trial)
    {
        this.trial = trial;
        var n = trial.Endpoints.Count;
        looks = [.. trial.Endpoints.Select(endpoint => new RunningTally(endpoint.Alone.Looks.Count, knowsTruth: false))];
        (atFirstAlpha, rejectedExactly) = (new long[n], new long[1 << n]);
        pairs = [.. Enumerable.Repeat(PairTally.None, n * (n - 1) / 2)];
    }

    public void Add(EndpointRun[] runs, SplitDecision decision)
    {
        rejectedExactly[decision.Rejected]++;
        months += SampleMoments.Of(Ticks.Months(decision.End));
        participants += SampleMoments.Of(decision.Enrolled);
        var isNeverReached = false;
        for (var e = 0; e < runs.Length; e++)
        {
            isNeverReached |= runs[e].NeverReached;
            if (decision.ReachesFirstAlpha(e, runs[e].Results.AsSpan(0, runs[e].Made)))
                atFirstAlpha[e]++;
            AddLooks(e, runs[e], (decision.Rejected >> e & 1) == 1 ? decision.RejectedBy[e] : 0);
        }
        neverReached += isNeverReached ? 1 : 0;
        var pair = 0;
        for (var i = 0; i < runs.Length; i++)
            for (var j = i + 1; j < runs.Length; j++)
                AddPair(ref pairs[pair++], runs[i].Results[runs[i].Made - 1], runs[j].Results[runs[j].Made - 1]);
    }

    // Up to the look by which it was rejected; all of them where it was not.
    void AddLooks(int endpoint, EndpointRun run, int rejectedBy)
    {
        var made = rejectedBy > 0 ? rejectedBy : run.Made;
        for (var k = 0; k < made; k++)
        {
            ref var result = ref run.Results[k];
            result.Decision =
                k < made - 1 ? LookDecision.Continue
                : rejectedBy > 0 ? LookDecision.Efficacy
                : LookDecision.NotRejected;
            looks[endpoint].AddLook(result.Look, result);
        }
        looks[endpoint].AddTrial(run.Results[made - 1], run.NeverReached, estimates: false, isCovered: false);
    }

    static void AddPair(ref PairTally to, in LookResult first, in LookResult second)
    {
        if (first.HasZ && second.HasZ)
            to += new PairTally(SampleMoments.Of(first.Z), SampleMoments.Of(second.Z), ExactSum.Of(first.Z * second.Z));
    }

    public SimulationTally ToTally()
    {
        var trials = rejectedExactly.Sum();
        return new()
        {
            Trials = trials,
            Rejections = trials - rejectedExactly[0],
            NeverReached = neverReached,
            Looks = [],
            Months = months,
            Events = default,
            Participants = participants,
            LogHazardRatio = default,
            HazardRatioNotEstimable = 0,
            Covered = null,
            Split = new()
            {
                Endpoints =
                [
                    .. trial.Endpoints.Select(
                        (endpoint, e) =>
                            new EndpointTally
                            {
                                Endpoint = endpoint.Endpoint,
                                HasNoEffect = endpoint.HasNoEffect,
                                AtFirstAlpha = atFirstAlpha[e],
                                Looks = looks[e].ToTally(),
                            }
                    ),
                ],
                RejectedExactly = [.. rejectedExactly],
                Pairs = [.. pairs],
            },
        };
    }
}
