using Equipoise.Datasets;

namespace Equipoise.Tests;

/// <summary>SDTM written row by row, as a test tells the story of each participant.</summary>
sealed class HandMadeSdtm
{
    readonly Dictionary<string, (string[] Columns, List<string[]> Rows)> domains = new()
    {
        ["DM"] = (
            ["STUDYID", "USUBJID", "SUBJID", "SITEID", "AGE", "SEX", "ARMCD", "ARM", "ACTARMCD", "ACTARM", "RFICDTC", "DTHDTC"],
            []
        ),
        ["DS"] = (["USUBJID", "DSDECOD", "DSCAT", "DSSCAT", "DSSTDTC", "DSTERM"], []),
        ["EX"] = (["USUBJID", "EXTRT", "EXDOSE", "EXSTDTC", "EXENDTC"], []),
        ["AE"] = (
            ["USUBJID", "AESEQ", "AETERM", "AEDECOD", "AETOXGR", "AESER", "AEREL", "AEACN", "AEOUT", "AESTDTC", "AEENDTC"],
            []
        ),
        ["RS"] = (["USUBJID", "RSTESTCD", "RSSTRESC", "RSEVAL", "RSDTC"], []),
        ["CM"] = (["USUBJID", "CMTRT", "CMCAT", "CMSTDTC"], []),
        ["SV"] = (["USUBJID", "SVSTDTC", "SVOCCUR"], []),
        ["SUPPDM"] = (["USUBJID", "QNAM", "QVAL"], []),
        ["IE"] = (["USUBJID", "IETESTCD", "IETEST"], []),
        ["TS"] = (["TSPARMCD", "TSVAL"], []),
    };

    static readonly string[] Numbers = ["AGE", "EXDOSE", "AESEQ"];

    public HandMadeSdtm(string cutoff = "2022-12-31", bool synthetic = false)
    {
        Add("TS", "DCUTDTC", cutoff);
        if (synthetic)
            Add("TS", "SYNTHET", "Y");
    }

    /// <summary>Adds a row; the columns for which no cell is given are blank.</summary>
    public void Add(string domain, params string[] cells)
    {
        var (columns, rows) = domains[domain];
        rows.Add([.. cells, .. Enumerable.Repeat("", columns.Length - cells.Length)]);
    }

    public void Remove(string domain) => domains.Remove(domain);

    /// <summary>Somebody randomized, by default on 2020-01-01, a day that makes day counts easy: day d is January d.</summary>
    public HandMadeParticipant Randomized(
        string id,
        string arm = "drug",
        string on = "2020-01-01",
        string death = "",
        string response = "responded",
        string age = "60",
        string sex = "F",
        string? took = null
    )
    {
        took ??= arm;
        Add(
            "DM",
            "SMALL",
            id,
            id,
            "01",
            age,
            sex,
            arm.ToUpperInvariant(),
            LabelOf(arm),
            took.ToUpperInvariant(),
            LabelOf(took),
            on,
            death
        );
        Add("DS", id, "RANDOMIZED", "PROTOCOL MILESTONE", "", on);
        Add("SUPPDM", id, "STRAT1", response);
        Add("SUPPDM", id, "NOPROGRE", response == "stable" ? "SD" : "CR");
        Add("SUPPDM", id, "PERFORMA", "0");
        return new(this, id);
    }

    static string LabelOf(string arm) => arm == "drug" ? "New drug" : "Standard";

    public void ScreenFailure(string id, string criterion)
    {
        Add("DM", "SMALL", id, id, "01", "60", "M", "", "", "", "", "2020-01-01", "");
        Add("IE", id, "AGE", criterion);
    }

    public IReadOnlyDictionary<string, Table> Tables() =>
        domains.ToDictionary(domain => domain.Key, domain => TableOf(domain.Key, domain.Value.Columns, domain.Value.Rows));

    static Table TableOf(string name, string[] columns, List<string[]> rows) =>
        new(
            name,
            name,
            [
                .. columns.Select(
                    (column, index) =>
                        Numbers.Contains(column)
                            ? (Column)new NumberColumn(column, column, [.. rows.Select(row => double.Parse(row[index]))])
                            : new TextColumn(column, column, [.. rows.Select(row => row[index])])
                ),
            ]
        );
}

/// <summary>What happens to one participant.</summary>
sealed class HandMadeParticipant(HandMadeSdtm sdtm, string id)
{
    public HandMadeParticipant Assessed(string date, string response, string evaluator = "INVESTIGATOR")
    {
        sdtm.Add("RS", id, "OVRLRESP", response, evaluator, date);
        return this;
    }

    public HandMadeParticipant Dosed(double dose, string from, string to)
    {
        sdtm.Add("EX", id, "TABLET", $"{dose}", from, to);
        return this;
    }

    public HandMadeParticipant Visited(string date, string occurred = "Y")
    {
        sdtm.Add("SV", id, date, occurred);
        return this;
    }

    public HandMadeParticipant NewTherapy(string date)
    {
        sdtm.Add("CM", id, "CHEMOTHERAPY", "SUBSEQUENT ANTICANCER THERAPY", date);
        return this;
    }

    public HandMadeParticipant StoppedTreatment(string date, string reason, string treatment = "")
    {
        var term = treatment.Length == 0 ? reason : $"{treatment}: {reason.ToLowerInvariant()}";
        sdtm.Add("DS", id, reason, "DISPOSITION EVENT", "TREATMENT", date, term);
        return this;
    }

    public HandMadeParticipant LeftStudy(string date, string reason)
    {
        sdtm.Add("DS", id, reason, "DISPOSITION EVENT", "STUDY PARTICIPATION", date);
        return this;
    }

    public HandMadeParticipant Unblinded(string date)
    {
        sdtm.Add("DS", id, "TREATMENT UNBLINDED", "OTHER EVENT", "", date);
        return this;
    }

    public HandMadeParticipant AdverseEvent(
        string term,
        int? grade,
        string start,
        string serious = "N",
        string related = "RELATED",
        string action = "DOSE NOT CHANGED",
        string outcome = "RECOVERED/RESOLVED",
        string end = ""
    )
    {
        sdtm.Add("AE", id, "1", term, term, $"{grade}", serious, related, action, outcome, start, end);
        return this;
    }
}
