using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Closing;

/// <summary>Fixes the data cutoff: what happened later does not count, and is no longer taken.</summary>
/// <remarks>
/// What happened on or before that day may still be entered and corrected. To go on (survival follow-up after the main
/// analysis) the cutoff is moved, with a reason.
/// </remarks>
/// <param name="On">The last day that counts.</param>
/// <param name="ReasonForChange">Why an earlier cutoff is moved; null for the first.</param>
public sealed record CutOffData(DateOnly On, string? ReasonForChange = null) : TrialCommand
{
    internal override Act Act => Act.Direct;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (Timeline.NotYet(On, stamp) is { } future)
            return new Decision.Refused([future]);
        if (state.DataCutoff is not { } cutoff)
            return new Decision.Accepted([new DataWereCutOff(On, null)]);
        if (cutoff.On == On)
            return new Decision.Accepted([]);
        return string.IsNullOrWhiteSpace(ReasonForChange)
            ? Refuse(
                "change-without-reason",
                $"The data cutoff is already recorded as {cutoff.On:yyyy-MM-dd}: a change needs a reason."
            )
            : new Decision.Accepted([new DataWereCutOff(On, ReasonForChange)]);
    }
}

/// <summary>The data cutoff was fixed.</summary>
/// <param name="On">The last day that counts.</param>
/// <param name="ReasonForChange">Why an earlier cutoff was moved; null for the first.</param>
public sealed record DataWereCutOff(DateOnly On, [FreeText] string? ReasonForChange) : TrialEvent
{
    internal override TrialCommand AsAsked(Trace trace) => new CutOffData(On, ReasonForChange);

    internal override void Apply(TrialState trial, Entry entry)
    {
        trial.Own<Foundation>().LastDayThatCounts = On;
        trial.Own<Closings>().Cutoff = this;
    }
}
