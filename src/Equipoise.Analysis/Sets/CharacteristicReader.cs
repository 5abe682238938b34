using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>Finds the ADSL column behind an id of the protocol.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="adsl">ADSL.</param>
/// <param name="participants">Its rows; only those of the full analysis set are held to the levels that the protocol
/// lists.</param>
sealed class CharacteristicReader(TrialProtocol protocol, TableReader adsl, IReadOnlyList<Participant> participants)
{
    readonly IReadOnlyDictionary<string, string> criterionVariables = AdslVariables.OfCriteria(protocol);

    /// <summary>
    /// All that the plan needs, by id: the baseline table, the subgroups and, for stratified analyses, every factor.
    /// </summary>
    public static IReadOnlyDictionary<string, Characteristic> ReadAll(
        TrialProtocol protocol,
        Table adsl,
        IReadOnlyList<Participant> participants,
        List<DataProblem> problems
    )
    {
        var reader = new CharacteristicReader(protocol, new TableReader(adsl, problems), participants);
        var factors = protocol.Analysis.IsStratified
            ? protocol.Randomization?.Factors.Select(factor => factor.Id) ?? []
            : [];
        var found = new Dictionary<string, Characteristic>(StringComparer.Ordinal);
        var subgroups = protocol.Analysis.TimeToEvent.SelectMany(plan => plan.Subgroups);
        var covariates = protocol.Analysis.TimeToEvent.SelectMany(plan => plan.Sensitivity?.Covariates ?? []);
        foreach (var id in protocol.Analysis.Baseline.Concat(subgroups).Concat(factors).Concat(covariates).Distinct())
            if (reader.Find(id) is { } characteristic)
                found.Add(id, characteristic);
        foreach (var plan in protocol.Analysis.TimeToEvent)
        {
            if (plan.Stratified && protocol.Randomization is not { Factors.Count: > 0 })
                problems.Add(
                    new("protocol", null, null, $"{plan.EndpointId}: a stratified analysis needs stratification factors.")
                );
            foreach (var id in plan.Subgroups.Where(id => found.GetValueOrDefault(id) is Characteristic.Numeric))
                problems.Add(
                    new(
                        "protocol",
                        null,
                        null,
                        $"{plan.EndpointId}: '{id}' is a number; subgroups need the points at which it is cut, as in {id}: [65]."
                    )
                );
        }
        return found;
    }

    Characteristic? Find(string id) => protocol.Analysis.Cuts.GetValueOrDefault(id) is { } cut ? Cut(cut) : FindWhole(id);

    /// <summary>A number in groups.</summary>
    Characteristic.Categorical? Cut(CutPoints cut)
    {
        if (FindWhole(cut.Variable) is not { } whole)
            return null;
        if (whole is not Characteristic.Numeric number)
        {
            adsl.Report(whole.Variable, null, $"holds no numbers; the protocol cuts '{cut.Variable}' into groups.");
            return null;
        }
        string[] points = [.. cut.Points.Select(Format.Exact)];
        return new(
            cut.Id,
            whole.Label,
            whole.Variable,
            [
                new($"below-{points[0]}", $"<{points[0]}"),
                .. points.Zip(points.Skip(1)).Select(pair =>
                    new Characteristic.Level($"{pair.First}-to-{pair.Second}", $"{pair.First} to <{pair.Second}")
                ),
                new($"from-{points[^1]}", $"≥{points[^1]}"),
            ],
            [.. number.Values.Select(cut.GroupOf)]
        );
    }

    Characteristic? FindWhole(string id)
    {
        var factor = FactorIndex(id);
        if (factor >= 0)
            return Factor(factor);
        if (protocol.Eligibility.FirstOrDefault(criterion => criterion.Id == id) is { } criterion)
            return FromCriterion(criterion);
        var variable = id.ToUpperInvariant();
        if (!adsl.Has(variable))
            return Missing(variable, id);
        return variable == "SEX" ? Sex() : Plain(id, LabelOf(variable), variable);
    }

    Characteristic? Factor(int index)
    {
        var factor = protocol.Randomization!.Factors[index];
        // Elsewhere ADSL has STRAT1R, the stratum as randomized, or a variable of the name that the protocol uses.
        var standard = CriterionVariables.OfFactor(index);
        var variable = new[] { standard, $"{standard}R", factor.Id.ToUpperInvariant() }.FirstOrDefault(adsl.Has);
        return variable is null
            ? Missing(standard, factor.Id)
            : Listed(
                factor.Id,
                factor.Label,
                variable,
                [.. factor.Levels.Select(level => level.Name)],
                IsSex(factor) ? SexInWords : PrintedWords.Named
            );
    }

    /// <summary>Whether the levels are those of SEX, which SDTM codes.</summary>
    static bool IsSex(StratificationFactor factor) => factor.Levels.All(level => level.Name is "F" or "M");

    static string SexInWords(string code) => code == "F" ? "Female" : "Male";

    int FactorIndex(string id)
    {
        for (var index = 0; index < (protocol.Randomization?.Factors.Count ?? 0); index++)
            if (protocol.Randomization!.Factors[index].Id == id)
                return index;
        return -1;
    }

    Characteristic? Missing(string variable, string id)
    {
        adsl.Report(variable, null, $"the column is missing; the protocol asks for '{id}'.");
        return null;
    }

    Characteristic? FromCriterion(EligibilityCriterion criterion)
    {
        var variable = criterionVariables[criterion.Id];
        if (!adsl.Has(variable))
            return Missing(variable, criterion.Id);
        var label = criterion.Unit is null ? criterion.Ask : $"{criterion.Ask} ({criterion.Unit})";
        return criterion.Rule switch
        {
            _ when variable == "SEX" => Sex(),
            EligibilityRule.OneOf oneOf => Listed(criterion.Id, label, variable, oneOf.Choices),
            EligibilityRule.Is => Listed(criterion.Id, label, variable, ["yes", "no"]),
            EligibilityRule.Between scale when IsScale(scale) => Listed(criterion.Id, label, variable, Values(scale)),
            _ => new Characteristic.Numeric(criterion.Id, label, variable, Numbers(variable)),
        };
    }

    /// <summary>
    /// A scale of two or three whole numbers, such as performance status 0 or 1, is counted: its mean would say little.
    /// </summary>
    static bool IsScale(EligibilityRule.Between scale) =>
        double.IsInteger(scale.Low) && double.IsInteger(scale.High) && scale.High - scale.Low is >= 1 and <= 2;

    static string[] Values(EligibilityRule.Between scale) =>
        [.. Enumerable.Range((int)scale.Low, (int)(scale.High - scale.Low) + 1).Select(value => $"{value}")];

    /// <summary>A variable of which the protocol says nothing: numbers are summarized, texts counted.</summary>
    Characteristic Plain(string id, string label, string variable)
    {
        if (adsl.IsNumber(variable) && !protocol.Data.Count.Contains(variable))
            return new Characteristic.Numeric(id, label, variable, Numbers(variable));
        var values = Texts(variable);
        var listed = protocol.Data.Order.GetValueOrDefault(variable) ?? [];
        // ADaM gives a text variable its order in a numeric companion of the same name and a final N.
        var order = adsl.Has($"{variable}N") ? Numbers($"{variable}N") : [];
        // A value that only a screen failure has is no level of those who are analyzed.
        var levels = values
            .Select((value, row) => (Value: value, Order: order.Count > 0 ? order[row] : 0, participants[row].InFull))
            .Where(item => item.Value.Length > 0 && item.InFull)
            .GroupBy(item => item.Value, StringComparer.Ordinal)
            .OrderBy(group => IndexOf(listed, group.Key) is >= 0 and var place ? place : listed.Count)
            .ThenBy(group => group.Min(item => item.Order))
            .ThenBy(group => NumberOf(group.Key))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Characteristic.Level(group.Key, PrintedWords.OfLevel(group.Key)))
            .ToList();
        return Observed(id, label, variable, levels, values);

        // Codes that are counted stand in the order of their numbers: 2 before 10.
        double NumberOf(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue;
    }

    string LabelOf(string variable) => protocol.Data.Labels.GetValueOrDefault(variable) ?? adsl.LabelOf(variable);

    Characteristic.Categorical Sex()
    {
        var values = Texts("SEX");
        List<Characteristic.Level> levels = [new("F", "Female"), new("M", "Male")];
        var others = values
            .Where((value, row) => participants[row].InFull && value is not ("F" or "M" or "" or "U"))
            .Distinct()
            .Order(StringComparer.Ordinal);
        levels.AddRange(others.Select(value => new Characteristic.Level(value, PrintedWords.OfLevel(value))));
        if (protocol.Data.Order.GetValueOrDefault("SEX") is { } listed)
            levels = [.. levels.OrderBy(level => IndexOf(listed, level.Id) is >= 0 and var place ? place : listed.Count)];
        return Observed("sex", protocol.Data.Labels.GetValueOrDefault("SEX") ?? "Sex", "SEX", levels, values);
    }

    static Characteristic.Categorical Observed(
        string id,
        string label,
        string variable,
        List<Characteristic.Level> levels,
        IReadOnlyList<string> values
    ) => new(id, label, variable, levels, [.. values.Select(value => levels.FindIndex(level => level.Id == value))]);

    /// <summary>A variable whose levels the protocol lists; any other value is a problem.</summary>
    Characteristic.Categorical Listed(string id, string label, string variable, IReadOnlyList<string> levels) =>
        Listed(id, label, variable, levels, PrintedWords.Named);

    Characteristic.Categorical Listed(
        string id,
        string label,
        string variable,
        IReadOnlyList<string> levels,
        Func<string, string> inWords
    )
    {
        var values = Texts(variable);
        var indices = new int[values.Count];
        for (var row = 0; row < values.Count; row++)
        {
            indices[row] = IndexOf(levels, values[row]);
            // Who was screened and failed may well have given an answer that lets nobody in.
            if (indices[row] < 0 && values[row].Length > 0 && participants[row].InFull)
                adsl.Report(variable, row, $"'{values[row]}' is no level of {id}, which has {string.Join(", ", levels)}.");
        }
        return new(id, label, variable, [.. levels.Select(level => new Characteristic.Level(level, inWords(level)))], indices);
    }

    static int IndexOf(IReadOnlyList<string> levels, string value)
    {
        for (var index = 0; index < levels.Count; index++)
            if (levels[index].Equals(value, StringComparison.OrdinalIgnoreCase))
                return index;
        return value switch
        {
            "Y" => IndexOf(levels, "yes"),
            "N" => IndexOf(levels, "no"),
            _ => -1,
        };
    }

    IReadOnlyList<string> Texts(string variable) => [.. Enumerable.Range(0, adsl.Count).Select(adsl.TextOrBlank(variable))];

    IReadOnlyList<double> Numbers(string variable) => [.. Enumerable.Range(0, adsl.Count).Select(adsl.NumberOrMissing(variable))];
}
