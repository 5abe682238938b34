using Equipoise.Design.Simulation.Tally;
using static Equipoise.Cli.Verbs.Simulate.EstimateWords;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A simulation as a statistician reads it: each estimate with its Monte-Carlo standard error.</summary>
static class OutcomeText
{
    public static void Write(StudyOutcome outcome, TextWriter output)
    {
        var tally = outcome.Tally;
        if (tally.Split is { } split)
        {
            SplitOutcomeText.Write(outcome, split, output);
            return;
        }
        output.WriteLine(outcome.About);
        output.WriteLine(
            $"{tally.Trials:N0} trial{(tally.Trials == 1 ? "" : "s")}, seed {outcome.Study.Seed}; {Brackets(Shares(tally))}"
        );
        output.WriteLine();
        Line(output, "Power", tally.Power, 4);
        Line(output, "Events", tally.ExpectedEvents, 2);
        Line(output, "Months", tally.ExpectedMonths, 2);
        Line(output, "Participants", tally.ExpectedParticipants, 2);
        if (tally.MeanLogHazardRatio is { } ratio)
            Line(output, "Log hazard ratio", ratio, 4, $"   geometric mean hazard ratio {Math.Exp(ratio.Estimate):F4}");
        Line(output, "Coverage of interval", tally.Coverage, 4);
        output.WriteLine();
        Looks(tally, output);
        if (tally.Secondary is { } secondary)
            Secondary(secondary, output);
        if (tally.Safety is { } safety)
            Safety(safety, output);
        Trouble(tally, output);
        output.WriteLine();
        output.WriteLine($"{outcome.TrialsPerSecond:N0} trials a second ({outcome.Seconds:F2} s)");
    }

    static IEnumerable<MonteCarloEstimate?> Shares(SimulationTally tally) =>
        [
            tally.Power,
            tally.Coverage,
            .. tally.Looks.SelectMany(look => new[] { look.Efficacy, look.Futility }).Select(stopped => Of(stopped, tally)),
            tally.Secondary is { } secondary ? Of(secondary) : null,
        ];

    static MonteCarloEstimate? Of(long count, SimulationTally tally) => MonteCarloEstimate.OfCount(count, tally.Trials);

    static MonteCarloEstimate? Of(SecondaryTally secondary) =>
        MonteCarloEstimate.OfCount(secondary.SignificantAfterPrimary, secondary.Trials);

    public static void Line(TextWriter output, string name, MonteCarloEstimate? estimate, int digits, string remark = "")
    {
        if (estimate is { } there)
            output.WriteLine($"  {name,-21}{Number(there.Estimate, digits),10}  {Error(there, digits),-10}{remark}".TrimEnd());
    }

    static void Looks(SimulationTally tally, TextWriter output)
    {
        output.WriteLine("  Look  reached  efficacy                futility                  events    months  (5% to 95%)");
        foreach (var (k, look) in tally.Looks.Index())
            output.WriteLine(
                $"  {k + 1,4}  {Share(look.Reached, tally),7}  {Stopped(look.Efficacy, tally),-22}  "
                    + $"{Stopped(look.Futility, tally),-22}  "
                    + $"{Mean(look.Events),8}  {Mean(look.Months),8}  "
                    + Percentiles(look)
            );
    }

    /// <summary>"(13.7 to 15.9)": between which months nine of ten looks are made.</summary>
    public static string Percentiles(LookTally look) =>
        look.MonthHistogram.Percentile(0.05) is { } low && look.MonthHistogram.Percentile(0.95) is { } high
            ? $"({low:F1} to {high:F1})"
            : "";

    static void Secondary(SecondaryTally secondary, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"  {secondary.Endpoint} at the look that ended the trial");
        Line(
            output,
            "Significant after it",
            Of(secondary),
            4,
            "   the primary endpoint succeeded, then this one"
        );
        Line(output, "Events", secondary.Events.Mean, 2);
        if (secondary.LogHazardRatio.Mean is { } ratio)
            Line(output, "Log hazard ratio", ratio, 4, $"   geometric mean hazard ratio {Math.Exp(ratio.Estimate):F4}");
    }

    static void Safety(SafetyTally safety, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("  Treated participants with an adverse event   control               experimental");
        Pair("grade 3 or higher", arm => arm.Grade3OrHigher);
        Pair("grade 4 or higher", arm => arm.Grade4OrHigher);
        Pair("serious", arm => arm.Serious);

        void Pair(string name, Func<ArmSafetyTally, SampleMoments> of) =>
            output.WriteLine($"    {name,-41}  {Share(of(safety.Control)),-20}  {Share(of(safety.Experimental))}".TrimEnd());
    }

    static string Share(SampleMoments moments) => moments.Mean is { } mean ? EstimateWords.Of(mean, 4) : "-";

    public static void Trouble(SimulationTally tally, TextWriter output)
    {
        var none = tally.Looks.Sum(look => look.NotEstimable);
        (long Count, string What)[] troubles =
        [
            (
                tally.NeverReached,
                "trials in which a look waited for events that never came; the final look was then made at once"
            ),
            (none, "looks at which the test statistic did not exist"),
            (tally.HazardRatioNotEstimable, "trials in which the hazard ratio could not be estimated"),
        ];
        foreach (var (count, what) in troubles.Where(trouble => trouble.Count > 0))
            output.WriteLine($"  {count:N0} {what}");
    }

    public static string Share(long count, SimulationTally tally) => $"{(double)count / tally.Trials:0.0%}";

    public static string Stopped(long count, SimulationTally tally) =>
        Of(count, tally) is { } share ? EstimateWords.Of(share, 4) : "";

    public static string Mean(SampleMoments moments) => moments.Mean is { } mean ? Number(mean.Estimate, 2) : "-";
}
