using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>accrual:</c> of the design: how many participants, and over how long or at what rates.</summary>
static class ReadAccrual
{
    static readonly AccrualAssumption unknown = new(0, [(0, 1)]);

    public static AccrualAssumption From(YamlCursor part) =>
        part.Fields(fields =>
        {
            var participants = fields.Required("participants", "496").Integer("a whole number, 2 or more", least: 2) ?? 0;
            var (over, rates) = (fields.Optional("over"), fields.Optional("rates"));
            if (over.IsPresent == rates.IsPresent)
            {
                if (over.IsPresent)
                    rates.ReportKey("is a second speed", "keep over or rates");
                else
                    part.ReportKey(
                        "does not say how fast",
                        "write over: 49 months, or rates: [ { from: 0 months, per month: 4 }, { from: 6 months, per month: 12 } ]"
                    );
            }
            if (!rates.IsPresent)
                return over.Duration("49 months") is { } duration && participants > 0
                    ? new AccrualAssumption(participants, [(0, participants / duration.Months)])
                    : unknown with { Participants = participants };
            var pieces = Rates(rates);
            return pieces.Count == 0 ? unknown with { Participants = participants } : Checked(new(participants, pieces), rates);
        }) ?? unknown;

    static List<(double From, double Value)> Rates(YamlCursor at)
    {
        var pieces = at.Pieces(
            (fields, _) =>
                fields.Required("per month", "12").Number("participants per month, 0 or more", value => value >= 0) ?? 1
        );
        if (pieces.Count > 0 && pieces[^1].Value == 0)
            at.Report("ends with nobody coming", "let the last rate be above 0: it holds until all participants have come");
        return pieces;
    }

    static AccrualAssumption Checked(AccrualAssumption accrual, YamlCursor at)
    {
        if (accrual.Participants > 0 && accrual.Months < accrual.Rates[^1].FromMonth)
            at.Report(
                $"bring all {accrual.Participants} participants before the last rate starts",
                "leave out the rates that come too late, or enroll more participants"
            );
        return accrual;
    }
}
