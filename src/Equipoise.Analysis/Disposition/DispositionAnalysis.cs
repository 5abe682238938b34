using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Disposition;

/// <summary>What became of everyone who was screened; a count that ADSL cannot give is left out.</summary>
sealed class DispositionAnalysis
{
    const string Completed = Terms.Completed;
    const string Discontinued = "DISCONTINUED";
    const string Ongoing = "ONGOING";

    readonly DispositionResults of = new();
    readonly TrialData trial;
    readonly TableReader adsl;
    readonly ResultCollector results;

    DispositionAnalysis(TrialData trial, GroupCatalog catalog)
    {
        this.trial = trial;
        adsl = new(trial.Datasets.Adsl, []);
        results = new(
            catalog,
            of.Id,
            "Flow of participants",
            "Count of participants",
            "ADSL",
            "USUBJID",
            AnalysisSets.FullId
        );
    }

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new((trial, catalog) => [Of(trial, catalog)], Conventions);

    static NamedAnalysis Of(TrialData trial, GroupCatalog catalog)
    {
        var analysis = new DispositionAnalysis(trial, catalog);
        analysis.Screening();
        analysis.Randomization();
        analysis.Treatment();
        analysis.Study();
        analysis.Sets();
        return analysis.results.Done();
    }

    void Screening()
    {
        // Only our own ADSL is known to hold everyone who was screened.
        if (!adsl.Has("NORANDRS"))
            return;
        var excluded = trial.Participants.Where(who => !who.InFull).ToList();
        results.Count(of.Screened, trial.Participants.Count);
        results.Count(of.Excluded, excluded.Count);
        var because = adsl.TextOrBlank("NORANDRS");
        foreach (var reason in ByReason(excluded, because))
            results.Count(of.ExcludedBecause(results.Catalog.Named(By.Reason, reason.Key).Group), reason.Count());
    }

    void Randomization()
    {
        results.Count(of.AllRandomized, trial.Full.Count);
        ForArms(of.Randomized, _ => true);
        ForArms(of.Treated, who => who.InSafety);
        ForArms(of.NotTreated, who => !who.InSafety);
    }

    /// <summary>Everyone treated has completed, discontinued, or is still treated: nobody is nowhere.</summary>
    void Treatment()
    {
        if (!adsl.Has("EOTSTT"))
            return;
        var status = adsl.TextOrBlank("EOTSTT");
        ForArms(of.CompletedTreatment, who => status(who.Row) == Completed);
        ForArms(of.DiscontinuedTreatment, who => status(who.Row) == Discontinued);
        ForArms(of.OnTreatment, who => status(who.Row) == Ongoing);
        ForArmsIfAny(
            of.TreatmentStatusNotStated,
            who => who.InSafety && status(who.Row) is not (Completed or Discontinued or Ongoing)
        );
        if (adsl.Has("DCTREAS"))
            Reasons(of.DiscontinuedTreatmentBecause, adsl.TextOrBlank("DCTREAS"), who => status(who.Row) == Discontinued);
    }

    void Study()
    {
        if (adsl.Has("DCSREAS"))
        {
            var because = adsl.TextOrBlank("DCSREAS");
            ForArms(
                of.WithdrewFromStudy,
                who => because(who.Row).Equals(Terms.WithdrawalBySubject, StringComparison.OrdinalIgnoreCase)
            );
            ForArms(of.LostToFollowUp, who => because(who.Row).Equals(Terms.LostToFollowUp, StringComparison.OrdinalIgnoreCase));
        }
        if (adsl.Has("EOSSTT"))
        {
            var status = adsl.TextOrBlank("EOSSTT");
            ForArms(of.CompletedStudy, who => status(who.Row) == Completed);
            ForArms(of.LeftStudy, who => status(who.Row) == Discontinued);
            ForArms(of.InStudy, who => status(who.Row) == Ongoing);
            ForArmsIfAny(of.StudyStatusNotStated, who => status(who.Row) is not (Completed or Discontinued or Ongoing));
            if (adsl.Has("DCSREAS"))
                Reasons(of.LeftStudyBecause, adsl.TextOrBlank("DCSREAS"), who => status(who.Row) == Discontinued);
        }
        if (adsl.Has("DTHFL"))
        {
            var died = adsl.TextOrBlank("DTHFL");
            ForArms(of.Died, who => died(who.Row) == "Y");
        }
    }

    /// <summary>
    /// Every reason in every arm, the most frequent first: a zero is a result, and so is a reason that nobody stated.
    /// </summary>
    void Reasons(Func<string, string, ResultRef> operation, Func<int, string> because, Func<Participant, bool> isCounted)
    {
        var reasons = ByReason(trial.Full.Where(isCounted), because).ToList();
        foreach (var arm in trial.Protocol.Arms)
            foreach (var reason in reasons)
                results.Count(
                    operation(arm.Id, results.Catalog.Named(By.Reason, reason.Key).Group),
                    reason.Count(who => who.Planned == arm)
                );
    }

    static IEnumerable<IGrouping<string, Participant>> ByReason(IEnumerable<Participant> members, Func<int, string> because) =>
        members
            .GroupBy(who => because(who.Row), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count());

    void Sets()
    {
        ForArms(of.InFullAnalysis, _ => true);
        foreach (var arm in trial.Protocol.Arms)
            results.Count(of.InSafety(arm.Id), trial.Safety.Count(who => who.Received == arm));
    }

    /// <summary>Counts within the full analysis set, in the arm that was allocated.</summary>
    void ForArms(Func<string, ResultRef> operation, Func<Participant, bool> isCounted)
    {
        foreach (var arm in trial.Protocol.Arms)
            results.Count(operation(arm.Id), trial.Full.Count(who => who.Planned == arm && isCounted(who)));
    }

    /// <summary>As <see cref="ForArms"/>, where somebody is counted: of nobody the row is left out.</summary>
    void ForArmsIfAny(Func<string, ResultRef> operation, Func<Participant, bool> isCounted)
    {
        if (trial.Full.Any(isCounted))
            ForArms(operation, isCounted);
    }

    /// <summary>How the excluded and those who stopped treatment are counted, and who was treated.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Datasets.Derived)
        {
            yield return new(
                "disposition.excluded",
                "Disposition",
                "Everyone excluded counts once, under the first reason recorded."
            );
            yield return new(
                "disposition.treatment",
                "Disposition",
                "Treatment is discontinued with the last treatment of the arm, for its reason, "
                    + "or with participation in the study."
            );
        }
        yield return new("disposition.safety", "Disposition", AnalysisSets.InWords(trial.Sets.Safety));
    }
}

/// <summary>What became of everyone; in an arm, of those allocated to it.</summary>
public sealed record DispositionResults() : AnalysisResults("Disposition")
{
    /// <summary>How many were screened.</summary>
    public ResultRef Screened => At("screened");

    /// <summary>How many of them were not randomized.</summary>
    public ResultRef Excluded => At("excluded");

    /// <summary>How many were not randomized for this reason.</summary>
    public ResultRef ExcludedBecause(string reason) => At("excludedBecause", new ResultGroup(By.Reason, reason));

    /// <summary>How many were randomized.</summary>
    public ResultRef AllRandomized => At("randomized");

    /// <summary>How many were allocated to an arm.</summary>
    public ResultRef Randomized(string arm) => At("randomized", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them were treated.</summary>
    public ResultRef Treated(string arm) => At("treated", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them were not.</summary>
    public ResultRef NotTreated(string arm) => At("notTreated", new ResultGroup(By.Arm, arm));

    /// <summary>How many stopped treatment.</summary>
    public ResultRef DiscontinuedTreatment(string arm) => At("discontinuedTreatment", new ResultGroup(By.Arm, arm));

    /// <summary>How many stopped treatment for this reason.</summary>
    public ResultRef DiscontinuedTreatmentBecause(string arm, string reason) =>
        At("discontinuedTreatmentBecause", new ResultGroup(By.Arm, arm), new(By.Reason, reason));

    /// <summary>How many completed treatment.</summary>
    public ResultRef CompletedTreatment(string arm) => At("completedTreatment", new ResultGroup(By.Arm, arm));

    /// <summary>Of how many treated the data do not say how treatment stands; there is none where there is nobody.</summary>
    public ResultRef TreatmentStatusNotStated(string arm) => At("treatmentStatusNotStated", new ResultGroup(By.Arm, arm));

    /// <summary>How many were on treatment at the data cutoff.</summary>
    public ResultRef OnTreatment(string arm) => At("onTreatmentAtCutoff", new ResultGroup(By.Arm, arm));

    /// <summary>How many completed the study.</summary>
    public ResultRef CompletedStudy(string arm) => At("completedStudy", new ResultGroup(By.Arm, arm));

    /// <summary>How many left the study before its end, for whatever reason.</summary>
    public ResultRef LeftStudy(string arm) => At("leftStudy", new ResultGroup(By.Arm, arm));

    /// <summary>How many left the study for this reason; the reasons sum to those who left.</summary>
    public ResultRef LeftStudyBecause(string arm, string reason) =>
        At("leftStudyBecause", new ResultGroup(By.Arm, arm), new(By.Reason, reason));

    /// <summary>How many were in the study at the data cutoff.</summary>
    public ResultRef InStudy(string arm) => At("inStudyAtCutoff", new ResultGroup(By.Arm, arm));

    /// <summary>Of how many the data do not say whether they left the study; there is none where there is nobody.</summary>
    public ResultRef StudyStatusNotStated(string arm) => At("studyStatusNotStated", new ResultGroup(By.Arm, arm));

    /// <summary>How many withdrew from the study.</summary>
    public ResultRef WithdrewFromStudy(string arm) => At("withdrewFromStudy", new ResultGroup(By.Arm, arm));

    /// <summary>How many were lost to follow-up.</summary>
    public ResultRef LostToFollowUp(string arm) => At("lostToFollowUp", new ResultGroup(By.Arm, arm));

    /// <summary>How many died.</summary>
    public ResultRef Died(string arm) => At("died", new ResultGroup(By.Arm, arm));

    /// <summary>How many are in the full analysis set.</summary>
    public ResultRef InFullAnalysis(string arm) => At("analyzedFAS", new ResultGroup(By.Arm, arm));

    /// <summary>How many are in the safety set, by the treatment received.</summary>
    public ResultRef InSafety(string arm) => At("analyzedSAF", new ResultGroup(By.Arm, arm));
}
