using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Quoting;

/// <summary>What a text may call by name: things of the protocol, groups of results, the analysis's own words.</summary>
sealed class Names(ReportingEvent results, TrialProtocol protocol)
{
    public Name Title => Of(protocol.Trial.Title, "title");

    public Name Trial => Of(protocol.Trial.Id, "trial");

    public Name Registry => Of(protocol.Trial.Registry, "registry");

    public Name Phase => Of(protocol.Trial.Phase, "phase");

    public Name Masking => Of(protocol.Trial.Masking?.ToString(), "masking");

    public Name Version => Of(protocol.Trial.Version, "version");

    public Name Funding => Of(protocol.Trial.Funding, "funding");

    /// <summary>The trial, or its rehearsal where the participants are virtual: a rehearsal says nothing of the trial.</summary>
    public Name TrialOrRehearsal =>
        results.Provenance.Synthetic ? Of($"rehearsal of "
            + $"{protocol.Trial.Id}", "trial") : Of($"{protocol.Trial.Id} trial", "trial");

    public Name Cutoff => Of(results.Provenance.Cutoff?.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), "data cutoff");

    public Name Program => Of(results.Provenance.Program, "program");

    public IEnumerable<Name> Disclosures => protocol.Trial.Disclosures.Select(text => Of(text, "disclosure"));

    /// <summary>The printed name of a group, such as an arm or "48 months".</summary>
    public Name Group(string grouping, string group) =>
        new(
            results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups.FirstOrDefault(g => g.Id == group)?.Label
                ?? (grouping == By.Arm ? protocol.Arms.FirstOrDefault(arm => arm.Id == group)?.Label : null),
            grouping is By.Time or By.Grade or By.Baseline or By.Dose ? NameKind.Measure : NameKind.Name,
            $"{grouping} {group}"
        );

    /// <summary>An arm, by its short label where it has one.</summary>
    public Name Arm(string id) =>
        protocol.Arms.FirstOrDefault(arm => arm.Id == id)?.ShortLabel is { } brief ? Of(brief, $"arm {id}") : Group(By.Arm, id);

    public Name Arm(Arm arm) => Arm(arm.Id);

    /// <summary>An arm by its whole label, where it is said what the arm is.</summary>
    public Name ArmInFull(Arm arm) => Group(By.Arm, arm.Id);

    public Name Endpoint(string id) => Of(Find(id)?.Label, $"endpoint {id}");

    /// <summary>The unit of an endpoint: months.</summary>
    public Name Unit(string endpoint) =>
        new(
            Find(endpoint) is { } found ? $"{found.Unit.ToString().ToLowerInvariant()}s" : null,
            NameKind.Unit,
            $"unit of {endpoint}"
        );

    /// <summary>The level of the intervals of an endpoint: 95%.</summary>
    public Name Confidence(string endpoint) =>
        Of(
            protocol.Analysis.TimeToEvent.FirstOrDefault(plan => plan.EndpointId == endpoint) is { } plan
                ? $"{(decimal)plan.Confidence * 100:0.##}%"
                : null,
            $"confidence of {endpoint}"
        );

    public Name Treatment(string id) =>
        Of(protocol.Treatments.FirstOrDefault(treatment => treatment.Id == id)?.Label, $"treatment {id}");

    /// <summary>A visit: of the follow-up, or one that every trial has.</summary>
    public Name Visit(string id) =>
        Of(
            protocol.FollowUp?.Visits.FirstOrDefault(visit => visit.Id == id)?.Label
                ?? id switch
                {
                    FormVisits.Screening => "Screening",
                    FormVisits.Baseline => "Baseline",
                    FormVisits.Unscheduled => "Unscheduled visits",
                    _ => null,
                },
            $"visit {id}"
        );

    public Name Factor(string id) =>
        Of(protocol.Randomization?.Factors.FirstOrDefault(factor => factor.Id == id)?.Label, $"factor {id}");

    /// <summary>What subgroups are made by, as the analysis names it, else a factor of randomization.</summary>
    public Name Subgroup(string id) => Group(By.Factor, id) is { Text: not null } known ? known : Factor(id);

    /// <summary>What an analysis answers.</summary>
    public Name Analysis(AnalysisResults analysis) => Of(results.Find(analysis.Id)?.Name, analysis.Id);

    /// <summary>By which method.</summary>
    public static Name Method(NamedAnalysis analysis) => Of(analysis.Method, $"method of {analysis.Id}");

    public static Name Set(AnalysisSet set) => Of(set.Label, $"set {set.Id}");

    /// <summary>An analysis set with its definition.</summary>
    public static Name SetInFull(AnalysisSet set) => Of($"{set.Label}: {Name.BeginSmall(set.Definition)}", $"set {set.Id}");

    public static Name Convention(Convention convention) => Of(convention.Text, $"convention {convention.Id}");

    public Name Population => Plain(protocol.PlainWords?.Population, "population");

    public Name Experimental => Plain(protocol.PlainWords?.Experimental, "experimental");

    public Name Control => Plain(protocol.PlainWords?.Control, "control");

    public Name Why => Plain(protocol.PlainWords?.Why, "why");

    public Name Condition => Plain(protocol.PlainWords?.Condition, "condition");

    public Name Authors => Plain(protocol.PlainWords?.Authors, "authors");

    public Name Journal => Plain(protocol.PlainWords?.Journal, "journal");

    public Name Where => Plain(protocol.PlainWords?.Where, "where");

    public Name Quoted => Plain(protocol.PlainWords?.Quotation?.Words, "words of the quotation");

    public Name Speaker => Plain(protocol.PlainWords?.Quotation?.Speaker, "speaker of the quotation");

    public Name Outcome(string endpoint) =>
        Plain(protocol.PlainWords?.Outcomes.GetValueOrDefault(endpoint), $"outcome {endpoint}");

    public IEnumerable<Name> Meaning => (protocol.PlainWords?.Meaning ?? []).Select(text => Plain(text, "meaning"));

    Endpoint? Find(string id) => protocol.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);

    static Name Of(string? text, string asked) => new(text, NameKind.Name, asked);

    static Name Plain(string? text, string asked) => new(text, NameKind.PlainWords, $"plain words: {asked}");
}

/// <summary>A name to be put into a text.</summary>
/// <param name="Text">The name; null where there is none, which is a problem of the text that asks for it.</param>
/// <param name="Kind">What it is a name of.</param>
/// <param name="Asked">What was asked for, as a problem says it.</param>
readonly record struct Name(string? Text, NameKind Kind, string Asked)
{
    /// <summary>The name within a sentence.</summary>
    public Name Small => this with { Text = Text is null ? null : BeginSmall(Text) };

    /// <summary>The name at the beginning of a sentence.</summary>
    public Name Large =>
        this with
        {
            Text = Text is [var first, ..] ? $"{char.ToUpperInvariant(first)}{Text[1..]}" : Text,
        };

    /// <summary>A name in title case, such as "Xanomeline Low Dose", stays as it is; so does an abbreviation.</summary>
    public static string BeginSmall(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !text.Skip(1).Any(char.IsUpper)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;
}
