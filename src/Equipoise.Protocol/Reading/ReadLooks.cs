using Equipoise.Protocol.Yaml;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Protocol.Reading;

/// <summary><c>looks:</c> of the design: when the trial is looked at, and the bounds at which it stops.</summary>
static class ReadLooks
{
    const int MostLooks = 20;

    const string Spendings = "Lan-DeMets O'Brien-Fleming, Lan-DeMets Pocock, Hwang-Shih-DeCani -4, Kim-DeMets 3";

    static readonly Meanings<SpendingClock> clocks = new()
    {
        ["events"] = SpendingClock.Events,
        ["calendar"] = SpendingClock.Calendar,
    };

    public static InterimAnalyses? From(YamlCursor part, double? alpha, double? power) =>
        part.Fields(fields =>
        {
            var at = fields.Required("at", "[50%, 75%, 100%], shares of the planned events");
            var waits = new List<LookWait?>();
            var fractions = Fractions(at, waits);
            var apart = fields.Optional("apart").Duration("6 months")?.Months ?? 0;
            var efficacy = Efficacy(fields.Required("efficacy", "Lan-DeMets O'Brien-Fleming"), fractions, alpha);
            var futility = Futility(fields.Optional("futility"), fractions, power);
            var clockAt = fields.Optional("spend by");
            var clock = clockAt.OneOf(clocks) ?? SpendingClock.Events;
            if (clock == SpendingClock.Calendar && efficacy is not EfficacyRule.Spending && futility is not FutilityRule.Spending)
                clockAt.Report("and no bound spends", "leave it out, or choose a spending function");
            return new InterimAnalyses(fractions, efficacy, futility, clock)
            {
                Waits = waits.Exists(wait => wait is not null) ? waits : [],
                MonthsApart = apart,
            };
        });

    static List<double> Fractions(YamlCursor at, List<LookWait?> waits)
    {
        const string wanted =
            "a share of the planned events above 0%, at most 100%, or the later of 50% and month 18 (or 6 months after the last "
                + "participant, or 2024-06-30)";
        var fractions = new List<double>();
        foreach (var item in at.Items())
        {
            if (item.Text(wanted) is not { } text)
                continue;
            if (
                ReadCutoff.Look(text) is not var (share, wait)
                || Scalars.ParseShare(share) is not (> 0 and <= 1 and var fraction)
            )
                item.Reject(text, wanted);
            else if (fraction == 1 && wait is not null)
                item.Report("is the final analysis, which the cutoff times", "write 100% here, and the later of both at cutoff:");
            else if (fractions.Count > 0 && fraction <= fractions[^1])
                item.Report(
                    $"{share} does not come after {fractions[^1]:0.##%}",
                    "write the looks in the order in which they come"
                );
            else
            {
                fractions.Add(fraction);
                waits.Add(wait);
            }
        }
        if (fractions.Count > 0 && fractions[^1] != 1)
            at.Report("do not end with the final analysis", "let the last look be at 100%");
        if (fractions.Count > MostLooks)
            at.Report($"are {fractions.Count} looks", $"write at most {MostLooks}");
        return fractions.Count > 0 ? fractions : [1];
    }

    static EfficacyRule Efficacy(YamlCursor at, List<double> fractions, double? alpha)
    {
        const string wanted =
            $"{Spendings}, Pocock, O'Brien-Fleming, Wang-Tsiatis 0.25, Haybittle-Peto 3, "
                + "or a list of the alpha spent up to each look";
        if (at.Node is YamlNode.List)
            return new EfficacyRule.Spending(Spent(at, fractions, alpha, "one-sided alpha"));
        if (at.Words(wanted) is not { } words)
            return new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming());
        if (Spending(words) is { } function)
            return new EfficacyRule.Spending(function);
        EfficacyRule? rule = words switch
        {
            ["Pocock"] => new EfficacyRule.Pocock(),
            ["O'Brien-Fleming"] => new EfficacyRule.OBrienFleming(),
            ["Wang-Tsiatis", var delta] when Scalars.ParseNumber(delta) is >= -1 and <= 1 and var Δ =>
                new EfficacyRule.WangTsiatis(Δ),
            ["Haybittle-Peto", var bound] when Scalars.ParseNumber(bound) is > 0 and <= 10 and var z =>
                new EfficacyRule.HaybittlePeto(z),
            _ => null,
        };
        if (rule is null)
            at.Reject(string.Join(' ', words), wanted);
        return rule ?? new EfficacyRule.Pocock();
    }

    static FutilityRule Futility(YamlCursor at, List<double> fractions, double? power)
    {
        const string wanted = $"none, or binding or non-binding and a spending function: {Spendings}";
        if (!at.IsPresent)
            return new FutilityRule.None();
        if (at.Node is YamlNode.Map)
            return at.Fields(fields => Bounds(fields, fractions, power)) ?? new FutilityRule.None();
        if (at.Words(wanted) is not { } words || words is ["none"])
            return new FutilityRule.None();
        if (words is ["binding" or "non-binding", ..] && Spending(words[1..]) is { } function)
            return new FutilityRule.Spending(function, Binding: words[0] == "binding");
        at.Reject(string.Join(' ', words), wanted);
        return new FutilityRule.None();
    }

    /// <summary><c>{ Z: [0, 0.5], binding: no }</c> or <c>{ spent: [2%, 5%, 10%], binding: no }</c>.</summary>
    static FutilityRule? Bounds(YamlFields fields, List<double> fractions, double? power)
    {
        var (z, spent) = (fields.Optional("Z"), fields.Optional("spent"));
        var binding = fields.Required("binding", "no: stopping is advised, and alpha takes no credit for it").YesNo() ?? false;
        if (z.IsPresent == spent.IsPresent)
        {
            fields.Here.Report(
                "needs either Z or spent",
                "write Z: and a bound for each interim look, or spent: the beta spent up to each"
            );
            return null;
        }
        if (spent.IsPresent)
            return new FutilityRule.Spending(Spent(spent, fractions, 1 - power, "type II error"), binding);
        double[] bounds =
        [
            .. z.Items().Select(item => item.Number("a Z value from -10 to 10", value => value is >= -10 and <= 10) ?? 0),
        ];
        if (bounds.Length != fractions.Count - 1)
            z.Report(
                $"has {bounds.Length} bounds for {fractions.Count - 1} interim looks",
                "write one for each look before the final analysis"
            );
        return new FutilityRule.FixedZ(bounds, binding);
    }

    static SpendingFunction? Spending(string[] words) =>
        words switch
        {
            ["Lan-DeMets", "O'Brien-Fleming"] => new SpendingFunction.LanDeMetsOBrienFleming(),
            ["Lan-DeMets", "Pocock"] => new SpendingFunction.LanDeMetsPocock(),
            ["Hwang-Shih-DeCani", var gamma] when Scalars.ParseNumber(gamma) is >= -40 and <= 40 and var γ =>
                new SpendingFunction.HwangShihDeCani(γ),
            ["Kim-DeMets", var rho] when Scalars.ParseNumber(rho) is > 0 and <= 50 and var ρ => new SpendingFunction.KimDeMets(ρ),
            _ => null,
        };

    /// <summary>Cumulative errors, one for each look; the last is the whole error.</summary>
    static SpendingFunction Spent(YamlCursor at, List<double> fractions, double? total, string error)
    {
        var unsound = new SpendingFunction.LanDeMetsOBrienFleming();
        var (levels, increases) = (new List<double>(), true);
        foreach (var item in at.Items())
        {
            if (item.Text("a share such as 0.5%") is not { } text)
                return unsound;
            if (Scalars.ParseShare(text) is not (>= 0 and < 1 and var level))
            {
                item.Reject(text, "a share such as 0.5%");
                return unsound;
            }
            if (levels.Count > 0 && level < levels[^1])
            {
                item.Report($"{text} is less than was spent before", "write what is spent up to each look: it never decreases");
                increases = false;
            }
            levels.Add(level);
        }
        if (levels.Count != fractions.Count)
            at.Report($"has {levels.Count} values for {fractions.Count} looks", "write what is spent up to each look");
        else if (total is { } all && Math.Abs(levels[^1] - all) > 1e-12)
            at.Report($"ends at {levels[^1]:0.####%}", $"let the last be the {error}, {all:0.####%}");
        else if (increases && total is > 0 && Increase(fractions))
            return new SpendingFunction.UserDefined([
                .. fractions.Zip(levels, (fraction, level) => new SpendingPoint(fraction, Part(level, levels[^1]))),
            ]);
        return unsound;
    }

    // As decimals, as they are written: 0.5% of 2.5% is 0.2, and not 0.19999999999999998.
    static double Part(double level, double all) => (double)((decimal)level / (decimal)all);

    static bool Increase(List<double> fractions) =>
        fractions[^1] == 1 && fractions.Zip(fractions.Skip(1)).All(pair => pair.First < pair.Second);
}
