using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Whether the parts of a protocol agree with one another. What one part says alone, its reader has checked.</summary>
/// <remarks>
/// References are looked up among the names as written, so that something named but wrong in itself is not reported as missing
/// too.
/// </remarks>
static class Consistency
{
    // Calendar months are uneven, and accrual rarely opens on the first: within this, dates and a duration tell one story.
    const double MonthsOfSlack = 1;

    public static void Check(YamlCursor file, Parts parts)
    {
        CheckArms(file, parts);
        StrataConsistency.Check(file, parts);
        CheckEndpoints(file, parts);
        CheckDesign(file, parts);
        CheckAnalysis(file, parts);
        CheckOutcomes(file);
        CheckLaboratory(file);
        CheckData(file, parts);
    }

    /// <summary>What a plan must say beyond that: an effect to find. A world of a simulation may have none.</summary>
    public static void CheckPlan(YamlCursor file, Parts parts)
    {
        Check(file, parts);
        if (parts.Design is { } design)
            foreach (var (at, assumptions) in Sized(file.At("design"), design))
                ReadDesign.MustHaveAnEffect(at.At("hazard ratio"), assumptions);
    }

    static void CheckArms(YamlCursor file, Parts parts)
    {
        var treatments = file.At("treatments").Keys;
        foreach (var arm in parts.Arms)
            file.At("arms", arm.Id, "gives").MustReferTo(treatments, "treatment");
        foreach (var id in treatments.Except(parts.Arms.SelectMany(arm => arm.Gives)))
            file.At("treatments", id).ReportKey("is given in no arm", "name it under gives of an arm, or take it out");
        if (
            parts.Randomization?.Method is RandomizationMethod.PermutedBlocks blocks
            && parts.Arms.Count > 0
            && parts.Arms.All(arm => arm.Ratio > 0)
        )
            CheckBlocks(file.At("randomize", "block sizes"), blocks.Sizes, parts.Arms.Sum(arm => arm.Ratio));
    }

    static void CheckBlocks(YamlCursor at, IReadOnlyList<int> sizes, int ratioSum)
    {
        foreach (var item in at.Items())
        {
            // A size that is no number was reported by its reader.
            var size = item.Node is YamlNode.Scalar scalar ? Scalars.ParseInteger(scalar.Text) : null;
            if (size is { } block && sizes.Contains(block) && block % ratioSum != 0)
                item.Report(
                    $"a block of {size} cannot hold the allocation ratio",
                    $"write a multiple of {ratioSum}, the sum of the ratios"
                );
        }
    }

    static void CheckEndpoints(YamlCursor file, Parts parts)
    {
        if (parts.FollowUp is null)
            return;
        var tumorIsAssessed = file.At("follow up", "tumor assessment").IsPresent;
        foreach (var endpoint in parts.Endpoints)
        {
            var at = file.At("endpoints", endpoint.Id);
            var isNamed = endpoint.Events.Any(e => e is EndpointEvent.Named);
            if (!isNamed && endpoint.Censoring.Count == 0 && !at.Keys.Contains("censor"))
                at.At("censor")
                    .ReportKey(
                        "is missing",
                        "write censor: the date used when no event was seen, as in { no event: last known alive }"
                    );
            if (!tumorIsAssessed && endpoint.Events.Any(e => e is EndpointEvent.Progression))
                at.At("event")
                    .Report(
                        "waits for progression, and the follow-up assesses no tumor",
                        "write a tumor assessment under follow up"
                    );
            if (!tumorIsAssessed && endpoint.Censoring.Any(rule => rule.When == CensoringReason.TwoMissedAssessments))
                at.At("censor", "two missed assessments")
                    .ReportKey(
                        "counts tumor assessments, and the follow-up has none",
                        "write a tumor assessment under follow up"
                    );
        }
        if (parts.Analysis?.Safety is not null && !file.At("follow up", "adverse events").IsPresent)
            file.At("analysis", "safety")
                .ReportKey("analyzes adverse events, and the follow-up collects none", "write adverse events under follow up");
    }

    static void CheckDesign(YamlCursor file, Parts parts)
    {
        if (parts.Design is not { } design)
            return;
        var at = file.At("design");
        var endpoints = file.At("endpoints").Keys;
        at.At("primary").MustReferTo(endpoints, "endpoint");
        CheckSplit(file, design.Split);
        var first = file.At("analysis").Keys.FirstOrDefault(endpoints.Contains);
        if (first is not null && endpoints.Contains(design.Primary) && first != design.Primary)
            (design.Split is null ? at.At("primary") : at.At("endpoints", design.Primary)).Report(
                $"is {ProblemList.Quote(design.Primary)}, and the first analysis is of '{first}'",
                "put the primary endpoint first under analysis"
            );
        var waitsForDay = design.Looks?.Waits.Any(wait => wait is LookWait.OnDay) == true ? "looks"
            : design.Cutoff.NotBefore is LookWait.OnDay ? "cutoff"
            : null;
        if (waitsForDay is not null && parts.Trial is not null && parts.Trial.Calendar is null)
            at.At(waitsForDay)
                .Report(
                    "waits for a day, and the trial has no calendar",
                    "write trial: calendar: { opens: …, closes to accrual: … }, or a month of the trial"
                );
        if (parts.Trial?.Calendar is not { } calendar || calendar.Opens == default || calendar.ClosesToAccrual < calendar.Opens)
            return;
        if (design.Accrual.Participants > 0)
        {
            var months = (calendar.ClosesToAccrual.DayNumber - calendar.Opens.DayNumber + 1) / Duration.DaysPerMonth;
            // What was assumed when the trial was planned stays what it was when an amendment prolongs accrual.
            if (parts.Amendment is null && Math.Abs(months - design.Accrual.Months) > MonthsOfSlack)
                at.At("accrual", at.At("accrual", "rates").IsPresent ? "rates" : "over")
                    .Report(
                        $"is {design.Accrual.Months:0.#} months, and the calendar has {months:0.0} months from opening to "
                            + "the end of accrual",
                        "make the two agree"
                    );
            foreach (var (where, assumptions) in Sized(at, design))
                if (assumptions.Cutoff is DataCutoff.On cutoff && cutoff.Date < calendar.ClosesToAccrual)
                    where
                        .At("cutoff")
                        .Report($"is before accrual closes on {calendar.ClosesToAccrual:yyyy-MM-dd}", "write a later day");
        }
    }

    // Each endpoint that is sized, and where that stands.
    static IEnumerable<(YamlCursor At, DesignAssumptions Assumptions)> Sized(YamlCursor at, DesignAssumptions design) =>
        design.Split is { } split
            ? split.Endpoints.Select(endpoint => (at.At("endpoints", endpoint.Id), endpoint.Assumptions))
            : [(at, design)];

    static void CheckSplit(YamlCursor file, AlphaSplit? split)
    {
        var known = file.At("endpoints").Keys;
        foreach (var id in split?.Endpoints.Select(endpoint => endpoint.Id).Except(known) ?? [])
            file.At("design", "endpoints", id)
                .ReportKey($"{ProblemList.Quote(id)} is no endpoint of this protocol", NearestWord.Suggest(id, known));
    }

    static void CheckAnalysis(YamlCursor file, Parts parts)
    {
        if (parts.Analysis is not { } analysis)
            return;
        var factors = file.At("randomize", "strata").Keys;
        foreach (var plan in analysis.TimeToEvent)
        {
            var at = file.At("analysis", plan.EndpointId);
            SensitivityConsistency.Check(file, parts, plan);
            CheckCharacteristics(file, at.At("subgroups"));
            if (plan.Stratified && factors.Count == 0)
                at.At("test")
                    .Report(
                        "is stratified, and the protocol has no stratification factors",
                        "write log-rank, or name strata under randomize"
                    );
        }
        if (analysis.Response is { Stratified: true } && factors.Count == 0)
            file.At("analysis", "response", "stratified")
                .Report("is yes, and the protocol has no stratification factors", "write no, or name strata under randomize");
        CheckTestOrder(file, parts);
        CheckCharacteristics(file, file.At("analysis", "baseline"));
    }

    /// <summary>What is listed there is known before randomization: by the protocol, or as a variable of ADSL.</summary>
    static void CheckCharacteristics(YamlCursor file, YamlCursor at)
    {
        var criteria = file.At("eligibility");
        string[] known =
        [
            "age",
            "sex",
            .. criteria.At("include").Keys,
            .. criteria.At("exclude").Keys,
            .. file.At("randomize", "strata").Keys,
        ];
        foreach (var item in at.Mentions())
        {
            var cut = item.Keys is [var variable] ? variable : null;
            if ((cut ?? (item.Node as YamlNode.Scalar)?.Text) is not { Length: > 0 } name)
                continue;
            if (!known.Contains(name) && !Quantities.IsShortCode(name))
                (cut is null ? item : item.At(cut)).Report(
                    $"{ProblemList.Quote(name)} is neither age, sex, a criterion, a stratification factor nor a variable of ADSL",
                    NearestWord.Find(name, known) is { } near
                        ? $"did you mean '{near}'?"
                        : "write one of those, a variable in upper case"
                );
        }
    }

    static void CheckTestOrder(YamlCursor file, Parts parts)
    {
        var at = file.At("analysis", "test in order");
        if (!at.IsPresent)
            return;
        at.MustReferTo(file.At("endpoints").Keys, "endpoint");
        if (parts.Design is not { } design)
            at.ReportKey("has no level to test at", "write a design with its one-sided alpha");
        else if (design.Split is not null)
            at.ReportKey("stands beside a design that shares alpha among endpoints", "say there to whom alpha passes on");
        else if (parts.Analysis!.TestOrder is [var first, ..] && first != design.Primary)
            at.Report(
                $"begins with {ProblemList.Quote(first)}, and the trial is sized on {ProblemList.Quote(design.Primary)}",
                $"begin with {design.Primary}"
            );
    }

    /// <summary>What the data call an arm is an arm of the protocol; what is described of a variable is printed.</summary>
    static void CheckData(YamlCursor file, Parts parts)
    {
        var at = file.At("data");
        foreach (var value in at.At("arms").Keys)
            at.At("arms", value).MustReferTo(file.At("arms").Keys, "arm");
        if (parts.Data is null || parts.Analysis is not { } analysis)
            return;
        // A criterion or a factor has its words, and the order of its levels, in its own part.
        var criteria = file.At("eligibility");
        string[] said =
        [
            .. criteria.At("include").Keys,
            .. criteria.At("exclude").Keys,
            .. file.At("randomize", "strata").Keys,
        ];
        string[] shown =
        [
            .. analysis
                .Baseline.Concat(analysis.TimeToEvent.SelectMany(plan => plan.Subgroups))
                .Select(id => analysis.Cuts.GetValueOrDefault(id)?.Variable ?? id)
                .Except(said)
                .Select(name => name.ToUpperInvariant()),
        ];
        foreach (var part in (string[])["labels", "order"])
            foreach (var name in at.At(part).Keys.Where(name => !shown.Contains(name.ToUpperInvariant())))
                Unshown(at.At(part, name).ReportKey, name);
        foreach (var item in at.At("count").Mentions())
            if (item.Text() is { } name && !shown.Contains(name.ToUpperInvariant()))
                Unshown(item.Report, name);

        void Unshown(Action<string, string> report, string name) =>
            report(
                $"{ProblemList.Quote(name)} is no variable that the baseline table takes from ADSL as it is",
                NearestWord.Suggest(name, shown)
            );
    }

    /// <summary>The tests that are analyzed are those of the follow-up, unless that is said elsewhere.</summary>
    static void CheckLaboratory(YamlCursor file)
    {
        var tests = file.At("follow up", "laboratory", "tests").Keys;
        if (tests.Count > 0)
            file.At("analysis", "laboratory").MustReferTo(tests, "laboratory test");
    }

    static void CheckOutcomes(YamlCursor file)
    {
        var outcomes = file.At("plain words", "outcomes");
        if (outcomes.Node is not YamlNode.Map)
            return;
        var endpoints = file.At("endpoints").Keys;
        foreach (var id in outcomes.Keys.Except(endpoints))
            outcomes.At(id).ReportKey($"{ProblemList.Quote(id)} is no endpoint", NearestWord.Suggest(id, endpoints));
        foreach (var id in endpoints.Except(outcomes.Keys))
            outcomes.ReportKey($"has no lay name for '{id}'", $"write {id}: what it measures, in lay words");
    }

    /// <summary>Reports every name mentioned here that is not among the known.</summary>
    static void MustReferTo(this YamlCursor at, IReadOnlyList<string> known, string kind)
    {
        foreach (var item in at.Mentions())
        {
            if (item.Node is YamlNode.Scalar { Text: { Length: > 0 } name } && !known.Contains(name))
                item.Report($"{ProblemList.Quote(name)} is no {kind} of this protocol", NearestWord.Suggest(name, known));
        }
    }

    /// <summary>The names mentioned at a place: the items of a list, or the single one.</summary>
    static IReadOnlyList<YamlCursor> Mentions(this YamlCursor at) =>
        at.Node switch
        {
            YamlNode.List => at.Items(),
            YamlNode.Scalar => [at],
            _ => [],
        };
}
