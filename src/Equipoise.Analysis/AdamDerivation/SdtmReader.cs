using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.AdamDerivation;

/// <summary>Gathers what SDTM says of each participant; what happened after the data cutoff is left out.</summary>
sealed class SdtmReader
{
    readonly TrialProtocol protocol;
    readonly IReadOnlyDictionary<string, Table> data;
    readonly List<DataProblem> problems;
    readonly Dictionary<string, ParticipantFacts> participants = new(StringComparer.Ordinal);
    readonly HashSet<string> afterCutoff = [];
    readonly DateOnly? cutoff;
    readonly bool synthetic;
    string studyId;

    SdtmReader(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data, List<DataProblem> problems)
    {
        (this.protocol, this.data, this.problems) = (protocol, data, problems);
        studyId = protocol.Trial.Id;
        var parameters = TrialSummary(data);
        cutoff = parameters.GetValueOrDefault("DCUTDTC") is { } text ? IsoDate.TryParse(text) : null;
        synthetic = parameters.GetValueOrDefault("SYNTHET") == "Y";
        if (parameters.ContainsKey("DCUTDTC") && cutoff is null)
            problems.Add(new("TS", "TSVAL", null, $"the data cutoff '{parameters["DCUTDTC"]}' is not a complete date."));
    }

    public static TrialFacts Read(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data, List<DataProblem> problems)
    {
        var reader = new SdtmReader(protocol, data, problems);
        reader.ReadDemographics();
        reader.ReadSupplement();
        reader.ReadDisposition();
        reader.ReadExposure();
        reader.ReadResponses();
        reader.ReadTherapies();
        reader.ReadCriteriaNotMet();
        reader.ReadContacts("LB", "LBDTC", "LBSTAT");
        reader.ReadContacts("SV", "SVSTDTC", "SVOCCUR");
        reader.DemandRandomizationDates();
        var adverseEvents = reader.ReadAdverseEvents();
        return new(reader.studyId, [.. reader.participants.Values], adverseEvents, reader.cutoff, reader.synthetic);
    }

    /// <summary>TS values by TSPARMCD; empty when there is no TS.</summary>
    public static IReadOnlyDictionary<string, string> TrialSummary(IReadOnlyDictionary<string, Table> data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.GetValueOrDefault("TS") is not { } table)
            return values;
        var reader = new TableReader(table, []);
        var (code, value) = (reader.TextOrBlank("TSPARMCD"), reader.TextOrBlank("TSVAL"));
        for (var row = 0; row < reader.Count; row++)
            values.TryAdd(code(row), value(row));
        return values;
    }

    bool ByCutoff(DateOnly? date) => date is not null && (cutoff is null || date <= cutoff);

    TableReader? Open(string name, string? neededFor)
    {
        if (data.GetValueOrDefault(name) is { } table)
            return new(table, problems);
        if (neededFor is not null)
            problems.Add(new(name, null, null, $"the data set is missing; it is needed for {neededFor}."));
        return null;
    }

    /// <summary>The participant of each row; null, with a problem, for one that DM does not have.</summary>
    Func<int, ParticipantFacts?> Participant(TableReader reader)
    {
        var id = reader.Text("USUBJID");
        var known = reader.Has("USUBJID");
        return row =>
        {
            if (participants.GetValueOrDefault(id(row)) is { } participant)
                return participant;
            if (known && !afterCutoff.Contains(id(row)))
                reader.Report("USUBJID", row, $"'{id(row)}' is not in DM.");
            return null;
        };
    }

    void ReadDemographics()
    {
        if (Open("DM", "every analysis") is not { } dm)
            return;
        var (id, subject, site, sex) = (
            dm.Text("USUBJID"),
            dm.TextOrBlank("SUBJID"),
            dm.TextOrBlank("SITEID"),
            dm.TextOrBlank("SEX")
        );
        var (study, age) = (dm.TextOrBlank("STUDYID"), dm.NumberOrMissing("AGE"));
        var planned = ArmMatch.Of(protocol, dm, "ARM", "ARMCD");
        var actual = ArmMatch.Of(protocol, dm, "ACTARM", "ACTARMCD");
        var (consent, death) = (dm.DateOrMissing("RFICDTC"), dm.DateOrMissing("DTHDTC"));
        for (var row = 0; row < dm.Count; row++)
        {
            var facts = new ParticipantFacts(id(row))
            {
                SubjectId = subject(row),
                SiteId = site(row),
                Age = age(row),
                Sex = sex(row),
                Planned = planned(row),
                Actual = actual(row),
                Consented = consent(row),
            };
            if (facts.Consented > cutoff)
            {
                afterCutoff.Add(facts.Id);
                continue;
            }
            facts.Died = death(row) is { } day && ByCutoff(day) ? day : null;
            facts.SeenAlive(facts.Consented);
            if (row == 0 && study(row).Length > 0)
                studyId = study(row);
            if (facts.Id.Length == 0)
                dm.Report("USUBJID", row, "the participant has no identifier.");
            else if (!participants.TryAdd(facts.Id, facts))
                dm.Report("USUBJID", row, $"'{facts.Id}' appears twice.");
        }
    }

    static DateOnly? Earlier(DateOnly? date, DateOnly? limit) => date > limit ? limit : date;

    void ReadSupplement()
    {
        if (
            Open("SUPPDM", protocol.Randomization is { Factors.Count: > 0 } ? "the stratification factors" : null)
            is not { } supplement
        )
            return;
        var (who, name, value) = (Participant(supplement), supplement.Text("QNAM"), supplement.Text("QVAL"));
        for (var row = 0; row < supplement.Count; row++)
            if (who(row) is { } facts)
                facts.Answers[name(row)] = value(row);
    }

    void ReadDisposition()
    {
        if (Open("DS", "the date of randomization and the reasons for leaving") is not { } ds)
            return;
        var (who, term, date) = (Participant(ds), ds.Text("DSDECOD"), ds.Date("DSSTDTC"));
        var (category, part, reported) = (ds.TextOrBlank("DSCAT"), ds.TextOrBlank("DSSCAT"), ds.TextOrBlank("DSTERM"));
        for (var row = 0; row < ds.Count; row++)
        {
            if (who(row) is not { } facts || date(row) is not { } day)
                continue;
            var reason = term(row).ToUpperInvariant();
            if (reason == "RANDOMIZED")
                RecordRandomization(facts, day);
            if (!ByCutoff(day))
                continue;
            if (reason == "DEATH")
                facts.Died ??= day;
            if (category(row).Equals("DISPOSITION EVENT", StringComparison.OrdinalIgnoreCase))
                RecordEnd(facts, part(row), reported(row), new(reason, day));
            // A participant lost to follow-up was last seen before the day on which that was established.
            if (reason is not ("DEATH" or "LOST TO FOLLOW-UP"))
                facts.SeenAlive(day);
        }
    }

    void RecordRandomization(ParticipantFacts facts, DateOnly day)
    {
        if (ByCutoff(day))
            facts.Randomized = day;
        else
            (facts.Planned, facts.Actual, facts.NotRandomizedBecause) = (null, null, "IN SCREENING AT DATA CUTOFF");
    }

    void RecordEnd(ParticipantFacts facts, string part, string reported, DisposalFact end)
    {
        // CDISC's code list says STUDY TREATMENT, its implementation guide TREATMENT.
        if (!part.EndsWith("TREATMENT", StringComparison.OrdinalIgnoreCase))
            facts.StudyEnd = end.OrEarlier(facts.StudyEnd);
        else if (TreatmentNamedIn(reported) is { } treatment)
            facts.Discontinued[treatment.Id] = end.OrEarlier(facts.Discontinued.GetValueOrDefault(treatment.Id));
        else
            facts.AllTreatmentEnd = end.OrEarlier(facts.AllTreatmentEnd);
        if (facts.Planned is null && end.Reason is not "SCREEN FAILURE")
            facts.NotRandomizedBecause = end.Reason;
    }

    /// <summary>The treatment of a term such as "ENDOCRINE: progressive disease"; null when none is named.</summary>
    Treatment? TreatmentNamedIn(string reported) =>
        reported.IndexOf(':') is > 0 and var end
            ? protocol.Treatments.FirstOrDefault(treatment => treatment.IsNamed(reported[..end].Trim()))
            : null;

    void DemandRandomizationDates()
    {
        if (!data.ContainsKey("DS"))
            return;
        foreach (var facts in participants.Values.Where(facts => facts is { Planned: not null, Randomized: null }))
            problems.Add(new("DS", "DSDECOD", null, $"'{facts.Id}' has an arm in DM but no row RANDOMIZED."));
    }

    void ReadExposure()
    {
        if (Open("EX", "the safety set") is not { } ex)
            return;
        var (who, dose, start, end) = (Participant(ex), ex.Number("EXDOSE"), ex.Date("EXSTDTC"), ex.DateOrMissing("EXENDTC"));
        for (var row = 0; row < ex.Count; row++)
        {
            // A dose of 0 was withheld; a missing one was given, of a treatment whose amounts the protocol does not state.
            if (who(row) is not { } facts || start(row) is not { } first || !ByCutoff(first) || dose(row) <= 0)
                continue;
            var last = Earlier(end(row) ?? first, cutoff) ?? first;
            facts.FirstDose = facts.FirstDose < first ? facts.FirstDose : first;
            facts.LastDose = facts.LastDose > last ? facts.LastDose : last;
            facts.SeenAlive(last);
        }
    }

    void ReadResponses()
    {
        var needed = protocol.Endpoints.Any(endpoint => endpoint.Events.Any(happening => happening is EndpointEvent.Progression));
        if (Open("RS", needed ? "progression" : null) is not { } rs)
            return;
        var (who, test, date) = (Participant(rs), rs.TextOrBlank("RSTESTCD"), rs.Date("RSDTC"));
        var status = rs.TextOrBlank("RSSTAT");
        var response = rs.Has("RSSTRESC") ? rs.Text("RSSTRESC") : rs.Text("RSORRES");
        var evaluator = rs.TextOrBlank("RSEVAL");
        var judge = protocol.FollowUp?.TumorAssessment?.By;
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var heard = 0;
        for (var row = 0; row < rs.Count; row++)
        {
            if (test(row) is not ("" or "OVRLRESP") || status(row) == "NOT DONE")
                continue;
            if (!IsJudge(judge, evaluator(row)))
            {
                others.Add(evaluator(row));
                continue;
            }
            heard++;
            if (who(row) is not { } facts || date(row) is not { } day || !ByCutoff(day))
                continue;
            facts.Assessments.Add(new(day, response(row).ToUpperInvariant()));
            facts.SeenAlive(day);
        }
        if (heard == 0 && others.Count > 0)
            rs.Report(
                "RSEVAL",
                null,
                $"no response is by '{judge}', as the protocol demands, only by '{string.Join("', '", others)}'."
            );
        foreach (var facts in participants.Values)
            facts.Assessments.Sort((a, b) => a.Date.CompareTo(b.Date));
    }

    /// <summary>
    /// Whether this evaluator is the one of the protocol; CDISC calls a central review an independent assessor.
    /// </summary>
    static bool IsJudge(string? judge, string evaluator) =>
        judge is null
        || evaluator.Length == 0
        || evaluator.Equals(judge, StringComparison.OrdinalIgnoreCase)
        || (judge == "central review" && evaluator.Equals("INDEPENDENT ASSESSOR", StringComparison.OrdinalIgnoreCase));

    void ReadTherapies()
    {
        var needed = protocol
            .Endpoints.SelectMany(endpoint => endpoint.Censoring)
            .Any(rule => rule.When == CensoringReason.NewAnticancerTherapy);
        if (Open("CM", needed ? "censoring at a new anticancer therapy" : null) is not { } cm)
            return;
        var (who, category, date) = (Participant(cm), cm.TextOrBlank("CMCAT"), cm.Date("CMSTDTC"));
        for (var row = 0; row < cm.Count; row++)
        {
            if (!category(row).Equals("SUBSEQUENT ANTICANCER THERAPY", StringComparison.OrdinalIgnoreCase))
                continue;
            if (who(row) is not { } facts || date(row) is not { } day || !ByCutoff(day))
                continue;
            facts.NewTherapy = facts.NewTherapy < day ? facts.NewTherapy : day;
            facts.SeenAlive(day);
        }
    }

    void ReadCriteriaNotMet()
    {
        if (Open("IE", null) is not { } ie)
            return;
        var (who, code, test) = (Participant(ie), ie.TextOrBlank("IETESTCD"), ie.TextOrBlank("IETEST"));
        for (var row = 0; row < ie.Count; row++)
            // The first criterion recorded is the reason: everyone excluded counts once.
            if (who(row) is { Planned: null, NotRandomizedBecause: "" } facts)
                facts.NotRandomizedBecause = test(row).Length > 0 ? test(row) : code(row);
    }

    /// <summary>Days on which a participant was seen, and so was alive: a laboratory value, a visit that took place.</summary>
    void ReadContacts(string domain, string dateColumn, string? occurred = null)
    {
        if (Open(domain, null) is not { } contacts)
            return;
        var (who, date) = (Participant(contacts), contacts.CompleteDate(dateColumn));
        var took = occurred is null ? _ => "" : contacts.TextOrBlank(occurred);
        for (var row = 0; row < contacts.Count; row++)
            if (who(row) is { } facts && date(row) is { } day && ByCutoff(day) && took(row) is not ("N" or "NOT DONE"))
                facts.SeenAlive(day);
    }

    List<AdverseEventFact>? ReadAdverseEvents()
    {
        if (Open("AE", protocol.Analysis.Safety is null ? null : "the analysis of safety") is not { } ae)
            return null;
        var (who, sequence, reported) = (Participant(ae), ae.NumberOrMissing("AESEQ"), ae.TextOrBlank("AETERM"));
        var (term, system, grade) = (ae.Text("AEDECOD"), ae.TextOrBlank("AEBODSYS"), ae.NumberOrMissing("AETOXGR"));
        var (serious, related) = (ae.TextOrBlank("AESER"), ae.TextOrBlank("AEREL"));
        var (action, outcome) = (ae.TextOrBlank("AEACN"), ae.TextOrBlank("AEOUT"));
        var (start, end) = (ae.DateAsKnown("AESTDTC"), ae.CompleteDate("AEENDTC"));
        if (!ae.Has("AESTDTC"))
            ae.Report("AESTDTC", null, "the column is missing.");
        var events = new List<AdverseEventFact>(ae.Count);
        for (var row = 0; row < ae.Count; row++)
        {
            // Of a start that is known in part only what is certainly after the cutoff is left out.
            if (who(row) is not { } facts || (cutoff is { } last && start(row)?.IsAfter(last) is true))
                continue;
            facts.SeenAlive(start(row)?.Day);
            var ended = ByCutoff(end(row)) ? end(row) : null;
            events.Add(
                new(
                    facts,
                    sequence(row),
                    reported(row),
                    term(row),
                    system(row),
                    grade(row),
                    serious(row),
                    related(row),
                    action(row),
                    outcome(row),
                    start(row),
                    ended
                )
            );
        }
        return events;
    }
}
