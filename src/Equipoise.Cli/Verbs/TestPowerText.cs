using Equipoise.Design.Sizing;
using Equipoise.Design.TestPower;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>design --test</c>: the power of a plan with another test, and what it takes for the power asked for.</summary>
sealed class TestPowerText
{
    readonly TrialDesign design;
    readonly PlannedTest test;
    readonly string words;

    /// <param name="protocol">The protocol.</param>
    /// <param name="design">Its plan.</param>
    /// <param name="test">The plan with the test.</param>
    /// <param name="words">The test as the call names it.</param>
    public TestPowerText(TrialProtocol protocol, TrialDesign design, PlannedTest test, string words)
    {
        (this.design, this.test, this.words) = (design, test, words);
        EventsNeeded = test.EventsNeeded();
        if (test.ParticipantsNeeded() is not { } times)
            return;
        // A full round of the allocation.
        var round = protocol.Comparison!.Experimental.Ratio + protocol.Comparison.Control.Ratio;
        ParticipantsNeeded = Whole(times * design.Participants, round);
        EventsOfThem = Whole((double)ParticipantsNeeded / design.Participants * test.Looks[^1].Events, 1);
    }

    /// <summary>The power.</summary>
    public double Power => test.Power;

    (int Events, double Month)? EventsNeeded { get; }

    long? ParticipantsNeeded { get; }

    long? EventsOfThem { get; }

    public void Write(TextWriter output)
    {
        var last = test.Looks[^1];
        var several = last.Means.Count > 1;
        output.WriteLine(
            $"  with {words}: power {test.Power:0.0%}"
                + (several ? $", the largest of {last.Means.Count} statistics at {test.CriticalZ:F4} or above" : "")
                + $" (mean of Z{(test.Looks.Count > 1 ? " at the end" : "")} {Each(last.Means)}, "
                + $"standard deviation {Each(Deviations(last))})"
        );
        output.WriteLine($"  {design.Assumptions.Power:0.#%} takes {string.Join(", or ", Needed())}");
        if (test.Looks.Count > 1 && test.TypeIError is { } error)
            output.WriteLine(
                $"  its one-sided type I error is {error:0.00%} with the bounds above, which are for shares of events: "
                    + $"of its information it has {Shares()} there"
            );
        output.WriteLine(
            "  Power by the mean and the covariance of the statistics under the assumptions; "
                + $"with the variance of no effect it would be {test.PowerNearNull:0.0%}."
        );
    }

    IEnumerable<string> Needed()
    {
        if (EventsNeeded is var (events, month))
            yield return $"{events} events of these {design.Participants} participants, in month {month:F1}";
        if (ParticipantsNeeded is { } people)
            yield return $"{people} participants, with {EventsOfThem} events in month {design.Looks[^1].Months:F1}";
        else
            yield return "more participants than can be had: the test finds no effect";
    }

    string Shares() =>
        string.Join(", ", test.Looks.SkipLast(1).Select(law => $"{law.Variance[0, 0] / test.Looks[^1].Variance[0, 0]:0.0%}"));

    static IEnumerable<double> Deviations(WeightedLaw law) => law.Means.Select((_, a) => Math.Sqrt(law.Covariance[a, a]));

    static string Each(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(number => $"{number:F3}"));

    static long Whole(double count, int of) => (long)Math.Ceiling(count / of - 1e-9) * of;

    public object ToJson() =>
        new
        {
            Test = words,
            test.Power,
            test.PowerNearNull,
            test.TypeIError,
            test.CriticalZ,
            EventsNeeded = EventsNeeded?.Events,
            MonthOfEventsNeeded = EventsNeeded?.Month,
            ParticipantsNeeded,
            EventsOfParticipantsNeeded = EventsOfThem,
            Looks = test.Looks.Select(law => new
            {
                InformationFraction = law.Means.Count == 1 ? law.Variance[0, 0] / test.Looks[^1].Variance[0, 0] : (double?)null,
                law.Means,
                StandardDeviations = Deviations(law),
                NullCorrelation = Rows(law.NullCorrelation),
            }),
        };

    static double[][] Rows(double[,] matrix) =>
        [
            .. Enumerable
                .Range(0, matrix.GetLength(0))
                .Select(a => Enumerable.Range(0, matrix.GetLength(1)).Select(b => matrix[a, b]).ToArray()),
        ];
}
