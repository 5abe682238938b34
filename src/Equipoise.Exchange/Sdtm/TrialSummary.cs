using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// TS: the trial in parameters: what the protocol says of it, what the records say, and whether the participants are virtual.
/// </summary>
/// <remarks>
/// What the protocol states under 'summary' comes before what follows from its other parts. A parameter that the FDA asks for
/// and neither says has no value and the null flavor NI, no information (ISO 21090); what is not known yet has NAV. None is
/// made up. Codes are those of CDISC's terminology, of the version that TSVCDVER names.
/// </remarks>
static class TrialSummary
{
    const string TerminologyVersion = "2025-03-28";
    const string Terminology = "CDISC CT";
    const string NoInformation = "NI";
    const string NotYet = "NAV";

    /// <summary>What the FDA's Study Data Technical Conformance Guide asks for, beside what is always told here.</summary>
    static readonly string[] required =
    [
        "ADAPT",
        "AGEMAX",
        "AGEMIN",
        "HLTSUBJI",
        "INDIC",
        "INTTYPE",
        "LENGTH",
        "OBJPRIM",
        "OBJSEC",
        "PCLAS",
        "SEXPOP",
        "SPONSOR",
        "STOPRULE",
        "TCNTRL",
        "TDIGRP",
        "THERAREA",
        "TINDTP",
        "TTYPE",
    ];

    sealed record Row(string Code, string Name, int Sequence, Value Value);

    /// <param name="Text">The value; null for none.</param>
    /// <param name="Flavor">Why there is none.</param>
    /// <param name="Code">Its code in a terminology.</param>
    /// <param name="Reference">The terminology or standard.</param>
    /// <param name="Version">Its version.</param>
    sealed record Value(
        string? Text,
        string? Flavor = null,
        string? Code = null,
        string? Reference = null,
        string? Version = null
    );

    internal static Table Of(TrialState state, TrialProtocol protocol, IReadOnlyList<Subject> subjects)
    {
        var opened = state.Opened!;
        return Table.Of(
            "TS",
            "Trial Summary",
            [.. Rows(state, protocol, subjects)],
            ColumnOf<Row>.Text("STUDYID", _ => opened.Trial),
            ColumnOf<Row>.Text("DOMAIN", _ => "TS"),
            ColumnOf<Row>.Number("TSSEQ", row => row.Sequence),
            ColumnOf<Row>.Text("TSPARMCD", row => row.Code),
            ColumnOf<Row>.Text("TSPARM", row => row.Name),
            ColumnOf<Row>.Text("TSVAL", row => row.Value.Text),
            ColumnOf<Row>.Text("TSVALNF", row => row.Value.Flavor),
            ColumnOf<Row>.Text("TSVALCD", row => row.Value.Code),
            ColumnOf<Row>.Text("TSVCDREF", row => row.Value.Reference),
            ColumnOf<Row>.Text("TSVCDVER", row => row.Value.Version)
        );
    }

    static IEnumerable<Row> Rows(TrialState state, TrialProtocol protocol, IReadOnlyList<Subject> subjects)
    {
        var stated = protocol.Trial.Summary.ToLookup(one => one.Parameter.Code, one => Coded(one.Parameter.Code, one.Value));
        var known = Recorded(state, subjects)
            .Concat(Promised(protocol))
            .Where(one => one.Value.Text is not (null or "") || one.Value.Flavor is not null)
            .ToLookup(one => one.Code, one => one.Value);
        foreach (var code in TrialParameter.Codes)
        {
            var values = stated.Contains(code) ? stated[code] : known[code];
            if (!values.Any() && required.Contains(code))
                values = [new(null, NoInformation)];
            foreach (var (index, value) in values.Index())
                yield return new(code, TrialParameter.Find(code)!.Name, index + 1, value);
        }
        if (state.Opened!.Synthetic)
            // Our own parameter, answered in CDISC's words: one value has one code in a table.
            yield return new("SYNTHET", "Participants are Virtual", 1, Coded("RANDOM", "Y"));
    }

    /// <summary>What follows from the records.</summary>
    static IEnumerable<(string Code, Value Value)> Recorded(TrialState state, IReadOnlyList<Subject> subjects)
    {
        var enrolled = subjects.Where(subject => subject.Facts.Randomized is not null).ToList();
        yield return ("ACTSUB", new($"{enrolled.Count}"));
        // CDISC (C69208) and the FDA: the earliest informed consent of anybody who was enrolled; screening failures do not count.
        yield return ("SSTDTC", Day(enrolled.Min(subject => subject.Facts.Consent?.On)));
        yield return ("SENDTC", Day(state.Locked is null ? null : enrolled.Max(subject => (DateOnly?)subject.ParticipationEnd)));
        yield return ("ONGOSIND", Coded("ONGOSIND", state.Locked is null ? "Y" : "N"));
        foreach (var country in state.Sites.Values.Select(site => site.Country).Distinct().Order(StringComparer.Ordinal))
            yield return ("FCNTRY", new(country, Reference: "ISO 3166"));
        if (state.DataCutoff is { } cutoff)
        {
            yield return ("DCUTDTC", Day(cutoff.On));
            yield return (
                "DCUTDESC",
                new(cutoff.ReasonForChange ?? (cutoff.IsFinal ? "FIRST DATA CUTOFF" : "INTERIM ANALYSIS"))
            );
        }
    }

    /// <summary>What follows from the other parts of the protocol.</summary>
    static IEnumerable<(string Code, Value Value)> Promised(TrialProtocol protocol)
    {
        yield return ("TITLE", new(protocol.Trial.Title));
        yield return (
            "REGID",
            protocol.Trial.Registry is { } number && number.StartsWith("NCT", StringComparison.Ordinal)
                ? new(number, Code: number, Reference: "ClinicalTrials.gov")
                : new(protocol.Trial.Registry)
        );
        if (protocol.Trial.Phase is { } phase)
            yield return ("TPHASE", Coded("TPHASE", Phase(phase)));
        if (protocol.Trial.Masking is { } masking)
            yield return ("TBLIND", Coded("TBLIND", Blinding(masking)));
        yield return ("PLANSUB", new(protocol.Design is { } design ? $"{design.Accrual.Participants}" : null));
        if (protocol.Trial.Calendar is { Ends: { } ends, Opens: var opens })
            yield return ("LENGTH", new($"P{ends.DayNumber - opens.DayNumber + 1}D", Reference: "ISO 8601"));
        // The model of the file has arms side by side, and participants are assigned to them.
        yield return ("STYPE", Coded("STYPE", "INTERVENTIONAL"));
        yield return ("INTMODEL", Coded("INTMODEL", protocol.Arms.Count == 1 ? "SINGLE GROUP" : "PARALLEL"));
        yield return ("NARMS", new($"{protocol.Arms.Count}"));
        yield return ("RANDOM", Coded("RANDOM", protocol.Randomization is null ? "N" : "Y"));
        foreach (var factor in protocol.Randomization?.Factors ?? [])
            yield return ("STRATFCT", new(factor.Label));
        var quotient = (double)protocol.Experimental.Sum(arm => arm.Ratio) / protocol.Arms.Sum(arm => arm.Ratio);
        yield return ("RANDQT", new(quotient.ToString("0.####", CultureInfo.InvariantCulture)));
        foreach (var treatment in Treatments(protocol))
            yield return treatment;
        var primary = protocol.Design?.Primary;
        foreach (var endpoint in protocol.Endpoints)
            if (primary is not null)
                yield return (endpoint.Id == primary ? "OUTMSPRI" : "OUTMSSEC", new(endpoint.Label));
        if (protocol.Analysis.Response is { } response)
        {
            if (response.Confirmed)
                yield return ("CRMDUR", Days(response.ConfirmedAfter));
            yield return ("SDMDUR", Days(response.StableFor));
        }
        yield return ("SDTMVER", new("2.0"));
        yield return ("SDTIGVER", new("3.4"));
    }

    /// <summary>
    /// What is investigated, which the control arm does not give; what it is compared with; and to what it is added: what
    /// every arm gives.
    /// </summary>
    static IEnumerable<(string Code, Value Value)> Treatments(TrialProtocol protocol)
    {
        var control = protocol.Control.Gives;
        var tested = protocol.Experimental.SelectMany(arm => arm.Gives).Distinct().Except(control).ToList();
        var common = control.Where(id => protocol.Experimental.All(arm => arm.Gives.Contains(id))).ToList();
        foreach (var id in tested)
            yield return ("TRT", new(Name(id)));
        foreach (var id in control.Except(common))
            yield return ("COMPTRT", new(Name(id)));
        foreach (var id in common)
            yield return ("CURTRT", new(Name(id)));
        if (control.Count > 0)
            yield return ("ADDON", Coded("ADDON", tested.Count > 0 && common.Count == control.Count ? "Y" : "N"));

        string Name(string id) =>
            (protocol.Treatments.FirstOrDefault(treatment => treatment.Id == id)?.Label ?? id).ToUpperInvariant();
    }

    static Value Coded(string parameter, string value) =>
        TrialParameter.Find(parameter)!.CodeOf(value) is { } code
            ? new(value, null, code, Terminology, TerminologyVersion)
            : new(value);

    static Value Days(Duration duration) => new($"P{duration.WholeDays}D", Reference: "ISO 8601");

    static Value Day(DateOnly? day) =>
        day is null ? new(null, NotYet) : new(Domain<Row>.Iso(day), Reference: "ISO 8601");

    /// <summary>Code list TBLIND, which does not tell more than two parties apart.</summary>
    static string Blinding(Masking masking) =>
        masking switch
        {
            Masking.Blind { Level: BlindingLevel.Single } => "SINGLE BLIND",
            Masking.Blind => "DOUBLE BLIND",
            _ => "OPEN LABEL",
        };

    /// <summary>Code list TPHASE where the protocol gives a plain number; otherwise as written.</summary>
    static string Phase(string written) =>
        written switch
        {
            "1" => "PHASE I TRIAL",
            "1/2" => "PHASE I/II TRIAL",
            "2" => "PHASE II TRIAL",
            "2/3" => "PHASE II/III TRIAL",
            "3" => "PHASE III TRIAL",
            "4" => "PHASE IV TRIAL",
            _ => written,
        };
}
