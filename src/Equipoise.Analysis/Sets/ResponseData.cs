using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>The tumor response of one participant.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Category">The best overall response.</param>
/// <param name="RespondedOn">The day of the first response; null for who did not respond, and where ADRS does not say.</param>
/// <param name="HasBenefit">Whether there was clinical benefit; null where ADRS does not say.</param>
sealed record ParticipantResponse(Participant Who, string Category, DateOnly? RespondedOn, bool? HasBenefit)
{
    /// <summary>Whether the participant responded.</summary>
    public bool Responded => BestResponse.IsResponse(Category);
}

/// <summary>The tumor responses of the full analysis set.</summary>
/// <param name="Plan">How they are analyzed.</param>
/// <param name="Of">One for each participant, in the order of ADSL.</param>
/// <param name="Strata">The stratum of each, numbered; empty when nothing is stratified.</param>
sealed record ResponseData(ResponsePlan Plan, IReadOnlyList<ParticipantResponse> Of, IReadOnlyList<int> Strata)
{
    /// <summary>Whether ADRS says who had clinical benefit.</summary>
    public bool HasBenefit { get; } = Of.Any(response => response.HasBenefit is not null);

    /// <summary>Whether ADRS says when the responses of all who responded began.</summary>
    public bool HasDates { get; } =
        Of.Any(response => response.Responded)
        && Of.All(response => !response.Responded || response.RespondedOn is not null);

    /// <summary>
    /// From ADRS; null where the protocol has no analysis of responses, or the data have none, which is noted.
    /// </summary>
    public static ResponseData? Read(
        TrialProtocol protocol,
        Table? adrs,
        IReadOnlyList<Participant> participants,
        IReadOnlyDictionary<string, Participant> byId,
        IReadOnlyDictionary<string, Characteristic> characteristics,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        if (protocol.Analysis.Response is not { } plan)
            return null;
        if (adrs is null)
        {
            notes.Add(new("ADRS", null, null, "missing: the protocol asks for tumor responses, and they are not analyzed."));
            return null;
        }
        var reader = new TableReader(adrs, problems);
        var (id, parameter, value) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.Text("AVALC"));
        var (date, analyzed) = (reader.DateOrMissing("ADT"), reader.Flag("ANL01FL"));
        var best = new Dictionary<string, string>(StringComparer.Ordinal);
        var responded = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);
        var benefit = new Dictionary<string, bool>(StringComparer.Ordinal);
        var parameters = new SortedSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < reader.Count; row++)
        {
            parameters.Add(parameter(row));
            if (reader.Has("ANL01FL") && analyzed(row) is not true)
                continue;
            if (parameter(row) == plan.Parameter)
                Best(row);
            else if (parameter(row) == plan.ResponseParameter && !responded.TryAdd(id(row), value(row) == "Y" ? date(row) : null))
                Twice(row);
            else if (parameter(row) == plan.BenefitParameter && !benefit.TryAdd(id(row), value(row) == "Y"))
                Twice(row);
        }
        if (!parameters.Contains(plan.Parameter))
            reader.Report(
                "PARAMCD",
                null,
                $"no parameter is '{plan.Parameter}', the best overall response; name it as 'parameter' of 'response': "
                    + $"{string.Join(", ", parameters)}."
            );
        return new(
            plan,
            [
                .. participants
                    .Where(who => who.InFull)
                    .Select(who =>
                    {
                        var category = best.GetValueOrDefault(who.Id, BestResponse.Missing);
                        bool? hasBenefit = benefit.Count == 0 ? null : benefit.GetValueOrDefault(who.Id);
                        return new ParticipantResponse(who, category, responded.GetValueOrDefault(who.Id), hasBenefit);
                    }),
            ],
            plan.Stratified ? Stratify(protocol, participants, characteristics) : []
        );

        void Best(int row)
        {
            var category = value(row).ToUpperInvariant() is { Length: > 0 } text ? text : BestResponse.Missing;
            if (!byId.ContainsKey(id(row)))
                reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
            else if (!BestResponse.Categories.Contains(category))
                reader.Report(
                    "AVALC",
                    row,
                    $"'{value(row)}' is no best overall response: {string.Join(", ", BestResponse.Categories)}."
                );
            else if (!best.TryAdd(id(row), category))
                Twice(row);
        }

        void Twice(int row) => reader.Report("USUBJID", row, $"'{id(row)}' has two rows of {parameter(row)}.");
    }

    static int[] Stratify(
        TrialProtocol protocol,
        IReadOnlyList<Participant> participants,
        IReadOnlyDictionary<string, Characteristic> characteristics
    )
    {
        var factors = (protocol.Randomization?.Factors ?? [])
            .Select(factor => characteristics.GetValueOrDefault(factor.Id))
            .OfType<Characteristic.Categorical>()
            .ToList();
        return
        [
            .. participants
                .Where(who => who.InFull)
                .Select(who =>
                    factors.Aggregate(0, (stratum, factor) => (stratum * factor.Levels.Count) + factor.Values[who.Row])
                ),
        ];
    }
}
