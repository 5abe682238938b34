using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>design:</c> the assumptions that size the trial.</summary>
static class ReadDesign
{
    public static DesignAssumptions? From(YamlCursor part) =>
        part.Fields(fields =>
        {
            var primary = fields.Required("primary", "the endpoint on which the trial is sized").Text() ?? "";
            var alpha = fields.Required("one-sided alpha", "2.5%").Share("a probability above 0 and below 1, such as 2.5%");
            var powerAt = fields.Required("power", "90%");
            var power = powerAt.Share("a probability above 0 and below 1, such as 90%");
            if (power <= alpha)
                powerAt.Report(
                    $"is not above the one-sided alpha",
                    "write a power such as 90%: chance alone finds an effect as often as alpha"
                );
            var ratio = fields
                .Required("hazard ratio", "0.667")
                .Number(
                    "the ratio experimental to control that the trial is to find, above 0 and below 1",
                    value => value is > 0 and < 1
                );
            var median = fields.Required("control median", "29.1 months").Duration("29.1 months");
            var accrual = Accrual(fields.Required("accrual", "{ participants: 496, over: 49 months }"));
            var dropout = Dropout(fields.Required("dropout", "5% yearly, or none"));
            var cutoff = Cutoff(fields.Required("cutoff", "at planned events"), accrual.Participants);
            return new DesignAssumptions(
                primary,
                alpha ?? 0,
                power ?? 0,
                ratio ?? 0,
                median ?? default,
                accrual.Participants,
                accrual.Over,
                dropout,
                cutoff
            );
        });

    static (int Participants, Duration Over) Accrual(YamlCursor part)
    {
        (int Participants, Duration Over) accrual = default;
        part.Fields<YamlFields>(fields =>
        {
            accrual.Participants = fields.Required("participants", "496").Integer("a whole number, 2 or more", least: 2) ?? 0;
            accrual.Over = fields.Required("over", "49 months").Duration("49 months") ?? default;
            return fields;
        });
        return accrual;
    }

    static double Dropout(YamlCursor at)
    {
        const string wanted = "the share lost within a year, such as 5% yearly, or none";
        if (at.Words(wanted) is not { } words)
            return 0;
        if (words is ["none"])
            return 0;
        if (words is [var share, "yearly"] && Scalars.ParseShare(share) is >= 0 and < 1 and var yearly)
            return yearly;
        at.Reject(string.Join(' ', words), wanted);
        return 0;
    }

    static DataCutoff Cutoff(YamlCursor at, int participants)
    {
        const string wanted = "at planned events, at 257 events, or on 2024-06-30";
        if (at.Words(wanted) is not { } words)
            return new DataCutoff.AtPlannedEvents();
        switch (words)
        {
            case ["at", "planned", "events"]:
                break;
            case ["at", var number, "events"] when Scalars.ParseInteger(number) is >= 1 and var events:
                if (participants > 0 && events > participants)
                    at.Report(
                        $"{events} events cannot come from {participants} participants",
                        "write fewer events or enroll more participants"
                    );
                return new DataCutoff.AtEvents(events);
            case ["on", var day] when Quantities.ParseDate(day) is { } date:
                return new DataCutoff.On(date);
            default:
                at.Reject(string.Join(' ', words), wanted);
                break;
        }
        return new DataCutoff.AtPlannedEvents();
    }
}
