using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs.Solve;

/// <summary><c>design --solve</c>: one line for each pair of durations.</summary>
sealed class SolvedTable(string path, TrialProtocol protocol, SolveQuestion question)
{
    readonly DesignAssumptions design = protocol.Design!;

    // So many make a full round of the allocation.
    int Round => protocol.Arms.Sum(arm => arm.Ratio);

    public int Run(bool asJson, Said said)
    {
        if (Analyses() is not { } analyses)
            return said.Unusable(
                $"{path}: the cutoff waits for the planned events, which is what --solve asks for: "
                    + "say when the final analysis is, by --follow-up or --month."
            );
        var (sizing, refusal) = ProtocolSizing.Of(protocol);
        if (sizing is null)
            return said.Problems($"{path}: {refusal}");
        IReadOnlyList<double?> accruals = question.AccrualMonths is { Count: > 0 } named ? named : [null];
        var answers = accruals
            .SelectMany(accrual => analyses.Select(analysis => sizing.Solve(question.Unknown, accrual, analysis)))
            .ToArray();
        var trials = answers.Select(answer => answer.Size).OfType<TrialSize>().ToArray();
        if (trials.Length > 0)
            Write(trials, asJson, said.Output);
        var refused = answers.OfType<SizingAnswer.Refused>().Select(answer => $"{path}: {answer.Reason}").ToArray();
        return refused.Length > 0 ? said.Problems(refused) : ExitStatus.Done;
    }

    // The protocol's own cutoff, where it is a time.
    IReadOnlyList<AnalysisTime>? Analyses()
    {
        if (question.Analyses.Count > 0)
            return question.Analyses;
        if (question.Unknown == SizingUnknown.FollowUp)
            return [new AnalysisTime.AfterAccrual(0)];
        return design.Cutoff switch
        {
            { IsTimed: true } => null,
            DataCutoff.AtEvents(var count) when question.Unknown is SizingUnknown.Power or SizingUnknown.HazardRatio =>
            [
                new AnalysisTime.AtEvents(count),
            ],
            DataCutoff.On(var day) when protocol.Trial.Calendar is { } calendar =>
            [
                new AnalysisTime.AtMonth(calendar.MonthOf(day)),
            ],
            _ => null,
        };
    }

    void Write(TrialSize[] trials, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(trials.Select(Row), Formats.JsonOptions));
            return;
        }
        var effect = design.IsProportional ? "Hazard ratio" : "Average HR";
        var table = PrintedTable.Numbers("Accrual", "Follow-up", "Month", "Participants", "Events", effect, "Power");
        foreach (var trial in trials)
            table.Row(
                $"{trial.AccrualMonths:F1}",
                $"{trial.FollowUpMonths:F1}",
                $"{trial.StudyMonths:F1}",
                $"{Whole(trial.Participants, Round)}",
                $"{Whole(trial.Events, 1)}",
                $"{trial.HazardRatio:0.####}",
                $"{trial.Power:0.0%}"
            );
        PrintedTable.On(output).Write(table);
        output.WriteLine(
            $"  At one-sided alpha {(decimal)design.OneSidedAlpha * 100:0.############}%, by {trials[0].Target.Formula.InWords}; "
                + $"participants rounded up to a multiple of {Round}, events rounded up, the rest before rounding."
        );
    }

    object Row(TrialSize trial) =>
        new
        {
            trial.AccrualMonths,
            trial.FollowUpMonths,
            trial.StudyMonths,
            trial.Participants,
            WholeParticipants = Whole(trial.Participants, Round),
            trial.Events,
            WholeEvents = Whole(trial.Events, 1),
            trial.HazardRatio,
            trial.Power,
            design.OneSidedAlpha,
            Formula = trial.Target.Formula.GetType().Name,
        };

    // What is whole but for the last bits stays.
    static long Whole(double count, int of) => (long)Math.Ceiling(count / of - 1e-9) * of;
}
