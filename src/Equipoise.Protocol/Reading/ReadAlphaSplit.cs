using Equipoise.Protocol.Yaml;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// <c>endpoints:</c> of the design: several endpoints that share alpha, what each is sized on, and to whom its alpha passes on.
/// </summary>
static class ReadAlphaSplit
{
    // Where an endpoint names its events, no power decides anything: without futility its bounds do not depend on it.
    const double AnyPower = 0.9;

    const double Rounding = 1e-9;

    static readonly string[] ofEach =
    [
        "power", "hazard ratio", "non-inferiority margin", "control median", "control hazard", "control by stratum", "looks",
        "cutoff",
    ];

    public static DesignAssumptions? From(YamlFields design, YamlCursor part)
    {
        if (design.Optional("primary") is { IsPresent: true } primary)
            primary.ReportKey("is a second way to say which endpoint is the primary", "take it out: it is the first endpoint");
        foreach (var key in ofEach)
            if (design.Optional(key) is { IsPresent: true } at)
                at.ReportKey("stands for one endpoint, and there are several", $"write {key}: under each of the endpoints");
        var alpha = ReadDesign.Alpha(design.Required("one-sided alpha", "2.5%, of all endpoints together"));
        var shared = new SharedAssumptions(
            ReadAccrual.From(design.Required("accrual", "{ participants: 496, over: 49 months }")),
            ReadDropout.From(design.Required("dropout", "5% yearly, or none")),
            ReadDesign.FollowUp(design),
            ReadDesign.Formula(design) ?? SizingFormula.Schoenfeld
        );
        var read = part.Each((id, at) => at.Fields(fields => Endpoint(id, fields, shared, alpha, part.Keys)));
        if (read.Count is < 2 or > AlphaSplit.MostEndpoints)
            part.Report(
                $"{(read.Count == 1 ? "is 1 endpoint" : $"are {read.Count} endpoints")}",
                read.Count < 2
                    ? "name two or more; for one write primary: and its assumptions under design"
                    : $"name at most {AlphaSplit.MostEndpoints}"
            );
        if (read is [{ InitialAlpha: 0 } first, ..])
            part.At(first.Id, "one-sided alpha")
                .Report("is none, and the first endpoint is the primary one", "put an endpoint first that starts with alpha");
        if (alpha is not { } all || !SharesHold(part, read, all) || read.Count is < 2 or > AlphaSplit.MostEndpoints)
            return read.Count > 0 ? read[0].Assumptions : null;
        var split = new AlphaSplit(all, read);
        SplitEndpoint[] sized = [.. read.Select((endpoint, i) => Sized(part.At(endpoint.Id), endpoint, split.LevelsOf(i)))];
        return sized[0].Assumptions with { Split = split with { Endpoints = sized } };
    }

    static SplitEndpoint Endpoint(
        string id,
        YamlFields fields,
        SharedAssumptions shared,
        double? all,
        IReadOnlyList<string> ids
    )
    {
        var own = fields.Required("one-sided alpha", "0.5%, its part of alpha, or 0% for none at first").Portion();
        var powerAt = fields.Optional("power");
        var power = ReadDesign.Power(powerAt, own);
        var at = fields.Here.At("cutoff");
        var isNamed = at.Node is YamlNode.Scalar { Text: var words } && !words.EndsWith("planned events");
        if (!powerAt.IsPresent && at.IsPresent && !isNamed)
            powerAt.ReportKey("is missing", "write power: 90%, or name the events: cutoff: at 416 events");
        // A list of the alpha spent up to each look ends at its own alpha; without any of its own, at that of the trial.
        var assumptions = ReadDesign.Endpoint(fields, shared, id, own > 0 ? own : all, power ?? AnyPower);
        CheckLooks(fields.Here.At("looks"), assumptions.Looks);
        return new(assumptions, own, PassesOn(fields.Optional("passes on"), id, ids));
    }

    // Alpha that passes on changes the bounds: a rule must say what they are at any alpha, and alpha may take no credit for
    // stopping.
    static void CheckLooks(YamlCursor at, InterimAnalyses? looks)
    {
        if (looks is null)
            return;
        if (looks.Efficacy is EfficacyRule.HaybittlePeto)
            at.At("efficacy")
                .Report(
                    "is the same bound at every alpha, and alpha passes on between endpoints",
                    "choose a spending function, Pocock, O'Brien-Fleming or Wang-Tsiatis"
                );
        if (looks.Futility is not FutilityRule.None)
            at.At("futility")
                .ReportKey(
                    "says when one endpoint is given up, and not what becomes of the others",
                    "take it out: with several endpoints futility is not planned here"
                );
        if (looks.SpendBy == SpendingClock.Calendar)
            at.At("spend by").Report("is the calendar, and each endpoint has its own", "write events");
    }

    static Dictionary<string, double> PassesOn(YamlCursor at, string id, IReadOnlyList<string> ids)
    {
        var passes = new Dictionary<string, double>();
        if (!at.IsPresent)
            return passes;
        foreach (var (to, share) in at.Each((to, cursor) => Tuple.Create(to, cursor.Portion())))
        {
            if (to == id)
                at.At(to).ReportKey("is the endpoint itself", "name another one to which its alpha passes on");
            else if (!ids.Contains(to))
                at.At(to)
                    .ReportKey(
                        $"{ProblemList.Quote(to)} is none of the endpoints of the design",
                        NearestWord.Suggest(to, [.. ids.Where(other => other != id)])
                    );
            passes[to] = share;
        }
        var sum = passes.Values.Sum();
        if (sum > 1 + Rounding)
            at.Report($"gives away {Percent(sum)} of its alpha", "write shares that sum to 100% or less");
        return passes;
    }

    // Whether there is a graph: no more alpha than there is, and every name known.
    static bool SharesHold(YamlCursor part, IReadOnlyList<SplitEndpoint> endpoints, double alpha)
    {
        var sum = endpoints.Sum(endpoint => endpoint.InitialAlpha);
        if (sum > alpha * (1 + Rounding))
        {
            part.ReportKey(
                $"start with {Percent(sum)} of one-sided alpha together, and there is {Percent(alpha)}",
                $"write parts that sum to {Percent(alpha)} or less"
            );
            return false;
        }
        return alpha < 0.5
            && endpoints.All(endpoint =>
                endpoint.PassesOn.Values.Sum() <= 1 + Rounding
                && endpoint.PassesOn.Keys.All(to => to != endpoint.Id && endpoints.Any(other => other.Id == to))
            );
    }

    static SplitEndpoint Sized(YamlCursor at, SplitEndpoint endpoint, IReadOnlyList<AlphaLevel> levels)
    {
        if (levels.Count == 0)
        {
            at.At("one-sided alpha")
                .Report("is none, and no other endpoint passes any on to it", "give it a part, or let another pass its alpha on");
            return endpoint;
        }
        return endpoint.InitialAlpha > 0
            ? endpoint
            : endpoint with { Assumptions = endpoint.Assumptions with { OneSidedAlpha = levels[^1].Alpha } };
    }

    static string Percent(double share) => $"{Math.Round((decimal)share * 100, 8):0.########}%";
}
