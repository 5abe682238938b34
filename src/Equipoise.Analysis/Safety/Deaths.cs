using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Safety;

/// <summary>
/// Deaths of the safety set, as treated: how many, of which cause, and how many within 30 days of the last dose. Causes are those
/// of ADSL (DTHCAT, and DTHCAUS where that is OTHER or alone); where ADSL has none, the fatal adverse event, which is the one of
/// the first row where there were several.
/// </summary>
static class Deaths
{
    const int Window = 30;

    const string Other = "OTHER";

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    /// <summary>Who died: flagged in ADSL, or with a date of death.</summary>
    public static Func<Participant, bool> AreOf(TrialData trial)
    {
        var flag = new TableReader(trial.Datasets.Adsl, []).TextOrBlank("DTHFL");
        var day = EventDays.Of(trial.Datasets.Adsl, "DTHDT", "DTHDTM", "DTHDTC");
        return who => flag(who.Row) == "Y" || day(who.Row) is not null;
    }

    static bool IsAsked(TrialData trial)
    {
        var adsl = trial.Datasets.Adsl;
        return trial.Protocol.Analysis.Safety is not null && (adsl.Has("DTHFL") || adsl.Has("DTHDT"));
    }

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (!IsAsked(trial))
            return [];
        var of = new DeathResults();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Deaths, their causes and their time from the last dose",
            "Count of participants who died",
            "ADSL",
            "DTHFL",
            AnalysisSets.SafetyId
        );
        var dead = trial.Safety.Where(AreOf(trial)).ToList();
        var (cause, days) = (CauseOf(trial), DaysFromLastDose(trial));
        var columns = SafetyColumn.Of(trial, catalog);
        var causes = dead.Select(cause)
            .GroupBy(one => one.Key, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First())
            .ToList();
        foreach (var column in columns)
        {
            var here = dead.Where(who => column.Holds(who)).ToList();
            results.Count(of.Deaths(column.Id), here.Count);
            results.Percent(of.Percent(column.Id), here.Count, column.Treated);
            Times(here, column.Id, null);
            foreach (var (key, label) in causes)
            {
                var those = here.Where(who => cause(who).Key == key).ToList();
                var group = catalog.Group(By.Cause, key, label).Group;
                results.Count(of.Of(column.Id, group), those.Count);
                results.Percent(of.PercentOf(column.Id, group), those.Count, here.Count);
                Times(those, column.Id, group);
            }
        }
        return [results.Done()];

        void Times(List<Participant> those, string column, string? cause)
        {
            if (days is null)
                return;
            results.Count(of.Within(column, cause), those.Count(who => days(who) <= Window));
            results.Count(of.Later(column, cause), those.Count(who => days(who) > Window));
            results.Count(of.Undated(column, cause), those.Count(who => days(who) is null));
        }
    }

    /// <summary>The cause of a death with its printed name.</summary>
    static Func<Participant, (string Key, string Label)> CauseOf(TrialData trial)
    {
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        var (category, cause) = (adsl.TextOrBlank("DTHCAT"), adsl.TextOrBlank("DTHCAUS"));
        if (adsl.Has("DTHCAT") || adsl.Has("DTHCAUS"))
            return who =>
            {
                var (wide, close) = (category(who.Row), cause(who.Row));
                var text =
                    wide.Length == 0 ? close
                    : wide.Equals(Other, StringComparison.OrdinalIgnoreCase) && close.Length > 0 ? $"{Other}: {close}"
                    : wide;
                return text.Length == 0 ? (DeathResults.NotStated, Groups.NotStated) : (text, PrintedWords.Of(text));
            };
        var fatal = (trial.AdverseEvents?.Events ?? [])
            .Where(item => item.IsFatal)
            .GroupBy(item => item.Who)
            .ToDictionary(own => own.Key, own => own.First().Term);
        return who =>
            fatal.GetValueOrDefault(who) is { } term
                ? (term, $"Adverse event: {PrintedWords.OfTerm(term)}")
                : (DeathResults.NoEvent, "No fatal adverse event recorded");
    }

    /// <summary>LDDTHELD, else the day of death less that of the last dose; null where the data have no dates.</summary>
    static Func<Participant, double?>? DaysFromLastDose(TrialData trial)
    {
        var table = trial.Datasets.Adsl;
        var elapsed = new TableReader(table, []).NumberOrMissing("LDDTHELD");
        if (!table.Has("LDDTHELD") && !(table.Has("DTHDT") && (table.Has("TRTEDT") || table.Has("TRTEDTM"))))
            return null;
        var (died, last) = (EventDays.Of(table, "DTHDT"), EventDays.Of(table, "TRTEDT", "TRTEDTM"));
        return who =>
            !double.IsNaN(elapsed(who.Row)) ? elapsed(who.Row)
            : died(who.Row) is { } death && last(who.Row) is { } dose ? death.DayNumber - dose.DayNumber
            : null;
    }

    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (!IsAsked(trial))
            yield break;
        var adsl = trial.Datasets.Adsl;
        yield return new(
            "AE.deaths",
            "AE.Deaths",
            adsl.Has("DTHCAT") || adsl.Has("DTHCAUS")
                ? "Causes of death are those of ADSL (DTHCAT, DTHCAUS), in percent of those who died."
                : "The cause of a death is the fatal adverse event of the participant, in percent of those who died; "
                    + "the data hold no other."
        );
    }
}

/// <summary>Deaths of the safety set.</summary>
public sealed record DeathResults() : AnalysisResults("AE.Deaths")
{
    /// <summary>The group of deaths without a cause.</summary>
    public const string NotStated = "not-stated";

    /// <summary>The group of deaths without a fatal adverse event, where causes are those of adverse events.</summary>
    public const string NoEvent = "no-fatal-event";

    /// <summary>How many died.</summary>
    public ResultRef Deaths(string arm) => At("deaths", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm) => At("percent", new ResultGroup(By.Arm, arm));

    /// <summary>How many died of a cause.</summary>
    public ResultRef Of(string arm, string cause) => At("deathsOf", new ResultGroup(By.Arm, arm), new(By.Cause, cause));

    /// <summary>Their percentage of those who died.</summary>
    public ResultRef PercentOf(string arm, string cause) =>
        At("deathsOfPercent", new ResultGroup(By.Arm, arm), new(By.Cause, cause));

    /// <summary>How many died within 30 days of the last dose, of any cause or of one.</summary>
    public ResultRef Within(string arm, string? cause = null) => At("within30Days", Row(arm, cause));

    /// <summary>How many died later.</summary>
    public ResultRef Later(string arm, string? cause = null) => At("after30Days", Row(arm, cause));

    /// <summary>Of how many the time from the last dose is not known.</summary>
    public ResultRef Undated(string arm, string? cause = null) => At("timeNotKnown", Row(arm, cause));

    static IReadOnlyList<ResultGroup> Row(string arm, string? cause) =>
        cause is null ? [new(By.Arm, arm)] : [new(By.Arm, arm), new(By.Cause, cause)];
}
