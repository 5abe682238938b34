namespace Equipoise.Design.Sizing;

/// <summary>
/// What happens to the participants of one arm of one stratum, cut into pieces on which all hazards are constant.
/// </summary>
/// <remarks>
/// A participant x months after entry has had neither event nor dropout with probability S(x) = exp(-∫λ - ∫η). With N(y) accrued
/// by month y, events by month t are ∫ N(t - x) λ(x) S(x) dx: between two neighbors among the change points of hazards and the (t
/// - change points of accrual), N is a line and S an exponential, so each part has a closed form whose terms are all positive.
/// </remarks>
sealed class ArmCourse
{
    readonly double[] from;
    readonly double[] hazard;
    readonly double[] dropout;
    readonly double[] logRatio;
    readonly int[] effect; // which interval of one hazard ratio each piece lies in
    readonly double[] surviving;
    readonly double[] eventFree;

    /// <summary>The share of all participants to whom this happens.</summary>
    public double Share { get; }

    public ArmCourse(double share, PiecewiseRate hazard, PiecewiseRate? ratio, PiecewiseRate dropout, PiecewiseRate hazardRatio)
    {
        Share = share;
        var cuts = new SortedSet<double>();
        foreach (var rate in new[] { hazard, ratio ?? hazard, dropout, hazardRatio })
            cuts.UnionWith(rate.Pieces.Select(piece => piece.FromMonth));
        from = [.. cuts];
        this.hazard = Array.ConvertAll(from, x => hazard.At(x) * (ratio?.At(x) ?? 1));
        this.dropout = Array.ConvertAll(from, dropout.At);
        logRatio = Array.ConvertAll(from, x => Math.Log(hazardRatio.At(x)));
        effect = new int[from.Length];
        for (var i = 1; i < from.Length; i++)
            effect[i] = effect[i - 1] + (logRatio[i] == logRatio[i - 1] ? 0 : 1);
        (surviving, eventFree) = (new double[from.Length], new double[from.Length]);
        surviving[0] = eventFree[0] = 1;
        for (var i = 1; i < from.Length; i++)
        {
            eventFree[i] = eventFree[i - 1] * Math.Exp(-this.hazard[i - 1] * (from[i] - from[i - 1]));
            surviving[i] = surviving[i - 1] * Math.Exp(-(this.hazard[i - 1] + this.dropout[i - 1]) * (from[i] - from[i - 1]));
        }
    }

    /// <summary>In how many intervals from entry the hazard ratio differs from the one before.</summary>
    public int Effects => effect[^1] + 1;

    /// <summary>The change points of its hazards.</summary>
    public ReadOnlySpan<double> From => from;

    /// <summary>The probability of neither event nor dropout by so many months after entry.</summary>
    public double SurvivingTo(double x) => SurvivingTo(x, Piece(x));

    /// <summary>The probability of no event by so many months after entry, were nobody lost.</summary>
    public double EventFreeTo(double x)
    {
        var piece = Piece(x);
        return eventFree[piece] * Math.Exp(-hazard[piece] * (x - from[piece]));
    }

    /// <summary>The hazards at so many months after entry.</summary>
    public (double Event, double Dropout) HazardsAt(double x) => (hazard[Piece(x)], dropout[Piece(x)]);

    /// <summary>
    /// What is expected by a month, of an arm that all participants are in; infinite for what is expected ever.
    /// </summary>
    /// <param name="month">The month of the trial.</param>
    /// <param name="accrual">How many have entered by when.</param>
    /// <param name="followUp">The months for which each is followed at most.</param>
    /// <param name="byEffect">Receives the events by interval of one hazard ratio, where it has room for them.</param>
    public Tally By(double month, AccrualSteps accrual, double followUp, Span<double> byEffect = default)
    {
        var tally = default(Tally);
        var last = Math.Min(month, followUp);
        if (!(last > 0))
            return tally;
        var (x, piece, step) = (0.0, 0, accrual.StepBefore(month));
        var accrued = accrual.By(month, step);
        tally.Entered = accrued;
        while (x < last)
        {
            var nextPiece = piece + 1 < from.Length ? from[piece + 1] : double.PositiveInfinity;
            var nextStep = month - accrual.From(step);
            var next = Math.Min(last, Math.Min(nextPiece, nextStep));
            if (next > x)
            {
                var fewer = next == nextStep ? accrual.AccruedAt(step) : accrual.By(month - next, step);
                var events = tally.Events;
                Add(ref tally, piece, x, next - x, fewer, accrued - fewer, accrual.Rate(step));
                if (!byEffect.IsEmpty)
                    byEffect[effect[piece]] += tally.Events - events;
                (x, accrued) = (next, fewer);
            }
            if (next == nextPiece)
                piece++;
            if (next == nextStep)
                step--;
            if (step < 0)
                break;
        }
        if (x == followUp) // those who entered so long ago, and had nothing until then
            tally.Completed = accrued * SurvivingTo(x);
        return tally;
    }

    // N falls along this piece from (fewer + more) to fewer participants.
    void Add(ref Tally tally, int piece, double x, double width, double fewer, double more, double rate)
    {
        var all = hazard[piece] + dropout[piece];
        if (all == 0)
        {
            tally.AtRisk += rate == 0 ? 0 : rate * SurvivingTo(x, piece) * width;
            return;
        }
        var (z, now) = (all * width, SurvivingTo(x, piece));
        var exits = double.IsInfinity(z)
            ? now * fewer
            : now * z * (fewer * ExponentialPiece.Mean(z) + more * ExponentialPiece.FallingMean(z));
        var events = exits * (hazard[piece] / all);
        tally.Events += events;
        tally.LogRatioOfEvents += events * logRatio[piece];
        tally.Dropouts += exits * (dropout[piece] / all);
        tally.AtRisk += rate == 0 ? 0 : rate * now * width * ExponentialPiece.Mean(z);
    }

    double SurvivingTo(double x, int piece)
    {
        var (all, months) = (hazard[piece] + dropout[piece], x - from[piece]);
        return all == 0 || months == 0 ? surviving[piece] : surviving[piece] * Math.Exp(-all * months);
    }

    int Piece(double x)
    {
        var piece = 0;
        while (piece + 1 < from.Length && from[piece + 1] <= x)
            piece++;
        return piece;
    }

    /// <summary>Expected numbers of participants.</summary>
    public struct Tally
    {
        public double Entered;
        public double Events;
        public double Dropouts;
        public double AtRisk;
        public double Completed;

        /// <summary>The sum over events of the log hazard ratio at their time.</summary>
        public double LogRatioOfEvents;

        public void Add(Tally other, double share)
        {
            Entered += share * other.Entered;
            Events += share * other.Events;
            Dropouts += share * other.Dropouts;
            AtRisk += share * other.AtRisk;
            Completed += share * other.Completed;
            LogRatioOfEvents += share * other.LogRatioOfEvents;
        }
    }
}
