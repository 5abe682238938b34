using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// TS: the trial in parameters: what the protocol says of it, the data cutoff, and whether the participants are virtual.
/// </summary>
static class TrialSummary
{
    sealed record Parameter(string Code, string Name, string? Value);

    internal static Table Of(TrialOpened opened, DataWereCutOff? cutoff, TrialProtocol protocol) =>
        Table.Of(
            "TS",
            "Trial Summary Information",
            [.. Parameters(opened, cutoff, protocol).Where(parameter => !string.IsNullOrEmpty(parameter.Value))],
            ColumnOf<Parameter>.Text("STUDYID", _ => opened.Trial),
            ColumnOf<Parameter>.Text("DOMAIN", _ => "TS"),
            // Each parameter has one value here; the sequence would tell several of one parameter apart.
            ColumnOf<Parameter>.Number("TSSEQ", _ => 1),
            ColumnOf<Parameter>.Text("TSPARMCD", parameter => parameter.Code),
            ColumnOf<Parameter>.Text("TSPARM", parameter => parameter.Name),
            ColumnOf<Parameter>.Text("TSVAL", parameter => parameter.Value)
        );

    static IEnumerable<Parameter> Parameters(TrialOpened opened, DataWereCutOff? cutoff, TrialProtocol protocol)
    {
        yield return new("TITLE", "Trial Title", protocol.Trial.Title);
        yield return new("REGID", "Registry Identifier", protocol.Trial.Registry);
        yield return new("TPHASE", "Trial Phase Classification", protocol.Trial.Phase is { } phase ? Phase(phase) : null);
        yield return new("TBLIND", "Trial Blinding Schema", protocol.Trial.Masking is { } masking ? Blinding(masking) : null);
        yield return new("PLANSUB", "Planned Number of Subjects", $"{protocol.Design?.Accrual.Participants}");
        yield return new("DCUTDTC", "Data Cutoff Date", Domain<Parameter>.Iso(cutoff?.On));
        yield return new(
            "DCUTDESC",
            "Data Cutoff Description",
            cutoff is null ? null : cutoff.ReasonForChange ?? (cutoff.IsFinal ? "FIRST DATA CUTOFF" : "INTERIM ANALYSIS")
        );
        yield return new("SYNTHET", "Participants are Virtual", opened.Synthetic ? "Y" : null);
    }

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
