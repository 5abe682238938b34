using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>
/// Derives ADSL: one row for everyone screened, with arm, dates, flags, strata and the answers given at screening.
/// </summary>
static class Adsl
{
    public static Table Derive(TrialProtocol protocol, TrialFacts facts)
    {
        IReadOnlyList<ColumnOf<ParticipantFacts>> columns =
        [
            Text("STUDYID", _ => facts.StudyId),
            Text("USUBJID", who => who.Id),
            Text("SUBJID", who => who.Demographics.SubjectId),
            Text("SITEID", who => who.Demographics.SiteId),
            ColumnOf<ParticipantFacts>.Number("AGE", who => who.Demographics.Age),
            Text("SEX", who => who.Demographics.Sex),
            Text("ARM", who => who.Planned?.Label),
            Text("TRT01P", who => who.Planned?.Label),
            Text("TRT01A", who => who.TreatmentReceived?.Label),
            .. Dates("RANDDT", who => who.Disposition.Randomized),
            .. Dates("TRTSDT", who => who.Exposure.First),
            .. Dates("TRTEDT", who => who.Exposure.Last),
            Text("RANDFL", who => Flag(who.IsRandomized)),
            Text("FASFL", who => Flag(who.IsRandomized)),
            Text("SAFFL", who => Flag(who.TreatmentReceived is not null)),
            .. Dates("DTHDT", who => who.Died),
            Text("DTHFL", who => who.Died is null ? "" : "Y"),
            ColumnOf<ParticipantFacts>.Date("DCUTDT", _ => facts.Summary.Cutoff),
            Text("EOTSTT", who => Status(who.Exposure.First is not null, who.TreatmentEnd)),
            Text("DCTREAS", who => Reason(who.Exposure.First is not null, who.TreatmentEnd)),
            Text("EOSSTT", who => Status(who.IsRandomized, who.Disposition.StudyEnd)),
            Text("DCSREAS", who => Reason(who.IsRandomized, who.Disposition.StudyEnd)),
            Text("NORANDRS", who => who.IsRandomized ? "" : Otherwise(who.NotRandomizedBecause)),
            .. Factors(protocol),
            .. Criteria(protocol),
            .. facts.Summary.Synthetic
                ? [Text("SYNTHET", _ => "Y")]
                : Array.Empty<ColumnOf<ParticipantFacts>>(),
        ];
        return Table.Of("ADSL", "Subject-Level Analysis Dataset", facts.Participants, columns);

        IEnumerable<ColumnOf<ParticipantFacts>> Dates(string name, Func<ParticipantFacts, DayOf?> date) =>
            DateColumns.Of(facts.Participants, name, date);
    }

    static string Flag(bool value) => value ? "Y" : "N";

    static string Status(bool begun, DisposalFact? end) =>
        (begun, end) switch
        {
            (false, _) => "",
            (true, null) => "ONGOING",
            (true, { IsCompletion: true }) => Terms.Completed,
            _ => "DISCONTINUED",
        };

    static string Reason(bool begun, DisposalFact? end) => begun && end is { IsCompletion: false } ? end.Reason : "";

    static string Otherwise(string reason) => reason.Length > 0 ? reason : "REASON NOT RECORDED";

    static IEnumerable<ColumnOf<ParticipantFacts>> Factors(TrialProtocol protocol) =>
        (protocol.Randomization?.Factors ?? []).Select(
            (factor, index) =>
            {
                var name = CriterionVariables.OfFactor(index);
                return Text(name, Shortened($"Stratum: {factor.Label}"), who => who.Answers.GetValueOrDefault(name));
            }
        );

    static IEnumerable<ColumnOf<ParticipantFacts>> Criteria(TrialProtocol protocol)
    {
        var names = AdslVariables.OfCriteria(protocol);
        foreach (var criterion in protocol.Eligibility)
        {
            var name = names[criterion.Id];
            if (name is "AGE" or "SEX")
                continue;
            yield return criterion.Rule is EligibilityRule.Between or EligibilityRule.AtLeast or EligibilityRule.AtMost
                ? ColumnOf<ParticipantFacts>.Number(
                    name,
                    Shortened(criterion.Ask),
                    who => Parsed(who.Answers.GetValueOrDefault(name))
                )
                : Text(name, Shortened(criterion.Ask), who => who.Answers.GetValueOrDefault(name));
        }
    }

    static double? Parsed(string? answer) =>
        double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A label as XPT allows it: 40 ASCII characters.</summary>
    static string Shortened(string label)
    {
        var ascii = string.Concat(label.Select(letter => char.IsAscii(letter) ? letter : '?'));
        return ascii.Length <= 40 ? ascii : ascii[..40].TrimEnd();
    }

    static ColumnOf<ParticipantFacts> Text(string name, Func<ParticipantFacts, string?> value) =>
        ColumnOf<ParticipantFacts>.Text(name, value);

    static ColumnOf<ParticipantFacts> Text(string name, string label, Func<ParticipantFacts, string?> value) =>
        ColumnOf<ParticipantFacts>.Text(name, label, value);
}
