namespace Equipoise.Design.Simulation.Tally;

/// <summary>The tally of one thread while it runs: whole numbers only, and no memory per trial.</summary>
sealed class RunningTally(int looks, bool knowsTruth)
{
    readonly RunningLook[] running = [.. Enumerable.Range(0, looks).Select(_ => new RunningLook())];
    RunningSum months;
    RunningSum events;
    RunningSum participants;
    RunningSum logHazardRatio;
    long trials;
    long rejections;
    long neverReached;
    long notEstimable;
    long covered;

    public void AddLook(int look, in LookResult result)
    {
        var to = running[look];
        to.Reached++;
        if (result.Decision == LookDecision.Efficacy)
            to.Efficacy++;
        if (result.ReachedFutility)
            to.Futility++;
        if (!result.HasZ)
            to.NotEstimable++;
        to.Months.AddTicks(result.Cutoff);
        to.Events.AddWhole(result.Events);
        to.Participants.AddWhole(result.Enrolled);
        if (result.HasHazardRatio)
            to.LogHazardRatio.Add(result.LogHazardRatio);
        to.Histogram[result.Cutoff >> (Ticks.Bits - 3)]++;
    }

    public void AddTrial(in LookResult last, bool wasNeverReached, bool estimates, bool isCovered)
    {
        trials++;
        if (last.Decision == LookDecision.Efficacy)
            rejections++;
        if (wasNeverReached)
            neverReached++;
        months.AddTicks(last.Cutoff);
        events.AddWhole(last.Events);
        participants.AddWhole(last.Enrolled);
        if (last.HasHazardRatio)
            logHazardRatio.Add(last.LogHazardRatio);
        else if (estimates)
            notEstimable++;
        if (isCovered)
            covered++;
    }

    public SimulationTally ToTally() =>
        new()
        {
            Trials = trials,
            Rejections = rejections,
            NeverReached = neverReached,
            Looks = [.. running.Select(look => look.ToTally())],
            Months = months.ToMoments(),
            Events = events.ToMoments(),
            Participants = participants.ToMoments(),
            LogHazardRatio = logHazardRatio.ToMoments(),
            HazardRatioNotEstimable = notEstimable,
            Covered = knowsTruth ? covered : null,
        };

    sealed class RunningLook
    {
        public long Reached;
        public long Efficacy;
        public long Futility;
        public long NotEstimable;
        public RunningSum Months;
        public RunningSum Events;
        public RunningSum Participants;
        public RunningSum LogHazardRatio;
        public readonly long[] Histogram = new long[MonthHistogram.BinCount];

        public LookTally ToTally() =>
            new()
            {
                Reached = Reached,
                Efficacy = Efficacy,
                Futility = Futility,
                NotEstimable = NotEstimable,
                Months = Months.ToMoments(),
                Events = Events.ToMoments(),
                Participants = Participants.ToMoments(),
                LogHazardRatio = LogHazardRatio.ToMoments(),
                MonthHistogram = new([.. Histogram]),
            };
    }

    /// <summary>A sum and a sum of squares in the units of <see cref="ExactSum"/>.</summary>
    struct RunningSum
    {
        const double UnitsPerOne = 1L << ExactSum.FractionBits;

        long count;
        Int128 sum;
        Int128 squares;

        // A tick is 2⁻²¹, its square 2⁻⁴², the unit: exact.
        public void AddTicks(int ticks)
        {
            count++;
            sum += (long)ticks << (ExactSum.FractionBits - Ticks.Bits);
            squares += (long)ticks * ticks;
        }

        public void AddWhole(int value)
        {
            count++;
            sum += (long)value << ExactSum.FractionBits;
            squares += (Int128)((long)value * value) << ExactSum.FractionBits;
        }

        // Of a log hazard ratio, which is below 2⁸ in size: its square in units is below 2⁵⁸.
        public void Add(double value)
        {
            count++;
            sum += (long)double.Round(value * UnitsPerOne);
            squares += (long)double.Round(value * value * UnitsPerOne);
        }

        public readonly SampleMoments ToMoments() => new(count, new(sum), new(squares));
    }
}
