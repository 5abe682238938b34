using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Closing;

/// <summary>Fixes the data cutoff: for the analysis, what happened later does not count.</summary>
/// <remarks>
/// <para>
/// An interim cutoff is for a look while the trial goes on: people are randomized, treated and followed up as before, and the
/// analysis leaves out what happened after that day. The next look has a later cutoff of its own.
/// </para>
/// <para>
/// The final cutoff ends accrual, and what happened later is no longer taken. What happened on or before that day may still be
/// entered and corrected. To go on (survival follow-up after the main analysis) it is moved, with a reason.
/// </para>
/// </remarks>
/// <param name="On">The last day that counts.</param>
/// <param name="ReasonForChange">
/// Why an earlier cutoff is moved or has another purpose; null for the first, for the next interim look and for the final cutoff
/// after it.
/// </param>
/// <param name="Purpose">What it is for.</param>
public sealed record CutOffData(DateOnly On, string? ReasonForChange = null, CutoffPurpose Purpose = CutoffPurpose.Final)
    : TrialCommand
{
    internal override Act Act => Act.Direct;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (Timeline.NotYet(On, stamp) is { } future)
            return new Decision.Refused([future]);
        if (!Enum.IsDefined(Purpose))
            return Refuse("bad-purpose", "A data cutoff is for an interim analysis or the final one.");
        if (state.DataCutoff is not { } cutoff)
            return new Decision.Accepted([new DataWereCutOff(On, null, Purpose)]);
        if (cutoff.On == On && cutoff.IsFinal == (Purpose == CutoffPurpose.Final))
            return new Decision.Accepted([]);
        // After an interim look comes the next, or the final analysis.
        if (!cutoff.IsFinal && On >= cutoff.On)
            return new Decision.Accepted([new DataWereCutOff(On, ReasonForChange, Purpose)]);
        return string.IsNullOrWhiteSpace(ReasonForChange)
            ? Refuse(
                "change-without-reason",
                $"The {(cutoff.IsFinal ? "final" : "interim")} data cutoff is already recorded as {cutoff.On:yyyy-MM-dd}: "
                    + "a change needs a reason."
            )
            : new Decision.Accepted([new DataWereCutOff(On, ReasonForChange, Purpose)]);
    }
}

/// <summary>What a data cutoff is for.</summary>
public enum CutoffPurpose
{
    /// <summary>A look while the trial goes on.</summary>
    Interim,

    /// <summary>The final analysis: accrual has ended, and nothing that happens later is taken.</summary>
    Final,
}

/// <summary>The data cutoff was fixed.</summary>
/// <param name="On">The last day that counts.</param>
/// <param name="ReasonForChange">Why an earlier cutoff was moved; null for the first.</param>
/// <param name="Purpose">What it is for; null in logs of the first format, whose every cutoff ended accrual.</param>
public sealed record DataWereCutOff(
    DateOnly On,
    [FreeText] string? ReasonForChange,
    [property: SinceFormat(2)] CutoffPurpose? Purpose = null
) : TrialEvent
{
    /// <summary>Whether it ends accrual, and nothing that happened later is taken.</summary>
    internal bool IsFinal => Purpose is not CutoffPurpose.Interim;

    internal override string Says(TrialProtocol protocol) =>
        $"The data are cut off on {On.InWords}, for {(IsFinal ? "the final" : "an interim")} analysis";

    internal override TrialCommand AsAsked(Trace trace) => new CutOffData(On, ReasonForChange, Purpose ?? CutoffPurpose.Final);

    internal override void Apply(TrialState trial, Entry entry)
    {
        trial.Own<Foundation>().LastDayThatCounts = IsFinal ? On : null;
        trial.Own<Closings>().Cutoff = this;
    }
}
