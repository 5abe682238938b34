using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Quoting;

/// <summary>Finds what a reference in double braces stands for.</summary>
sealed class QuoteSource(ReportingEvent results, TrialProtocol protocol)
{
    public Quote Find(string reference)
    {
        if (reference.EndsWith("|bare", StringComparison.Ordinal))
            return Bare(Find(reference[..^"|bare".Length]));
        var lower = reference.EndsWith("|lower", StringComparison.Ordinal);
        var bare = lower ? reference[..^"|lower".Length] : reference;
        var colon = bare.IndexOf(':');
        var slash = bare.IndexOf('/');
        if (slash >= 0 && (colon < 0 || slash < colon))
            return Result(bare);
        var (kind, name) = colon < 0 ? (bare, "") : (bare[..colon], bare[(colon + 1)..]);
        var text = kind switch
        {
            "label" => Label(name),
            "protocol" => Protocol(name),
            "words" => Words(name),
            "analysis" => results.Find(name)?.Name,
            "method" => results.Find(name)?.Method,
            "set" => results.Sets.FirstOrDefault(set => set.Id == name) is { } set
                ? $"{set.Label}: {BeginSmall(set.Definition)}"
                : null,
            "set name" => results.Sets.FirstOrDefault(set => set.Id == name)?.Label,
            "convention" => results.Conventions.FirstOrDefault(convention => convention.Id == name)?.Text,
            "provenance" => Provenance(name),
            _ => null,
        };
        return text is null
            ? new Quote.Missing("there is nothing of that name")
            : new Quote.Found(new TextRun.Named(lower ? BeginSmall(text) : text, bare));
    }

    Quote Result(string reference)
    {
        var mayBeMissing = reference.EndsWith('?');
        var address = mayBeMissing ? reference[..^1] : reference;
        return results.At(address) switch
        {
            null => new Quote.Missing("there is no result at this address"),
            { } result when !mayBeMissing && !result.IsEstimable => new Quote.Missing(
                "the result could not be estimated, and the sentence needs a number"
            ),
            { } result => new Quote.Found(new TextRun.Number(Printed(result), address, result.Raw)),
        };
    }

    static Quote Bare(Quote quote) =>
        quote is Quote.Found { Run: TextRun.Number number }
            ? new Quote.Found(number with { Text = number.Text.TrimEnd('%') })
            : quote;

    /// <summary>A percentage carries its sign wherever it stands, unless it is asked for bare.</summary>
    public static string Printed(OperationResult result)
    {
        var isPercent =
            result.Operation.EndsWith("ercent", StringComparison.Ordinal) || result.Operation == "relativeDoseIntensity";
        return isPercent && result.IsEstimable && !result.Formatted.EndsWith('%') ? result.Formatted + "%" : result.Formatted;
    }

    string? Label(string name)
    {
        var (grouping, group) = name.Split('=', 2) is [var left, var right] ? (left, right) : (name, "");
        return results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups.FirstOrDefault(g => g.Id == group)?.Label
            ?? (grouping == "arm" ? protocol.Arms.FirstOrDefault(arm => arm.Id == group)?.Label : null);
    }

    string? Protocol(string name) =>
        name.Split(' ', 2) switch
        {
            ["title"] => protocol.Trial.Title,
            ["id"] => protocol.Trial.Id,
            ["registry"] => protocol.Trial.Registry,
            ["phase"] => protocol.Trial.Phase,
            ["masking"] => protocol.Trial.Masking?.ToString(),
            ["version"] => protocol.Trial.Version,
            ["funding"] => protocol.Trial.Funding,
            ["sha256"] => protocol.Sha256,
            ["alpha"] => protocol.Design is { } design ? $"{(decimal)design.OneSidedAlpha * 2:0.####}" : null,
            ["disclosure", var i] => protocol.Trial.Disclosures.ElementAtOrDefault(Index(i)),
            ["endpoint", var id] => Endpoint(id)?.Label,
            ["unit", var id] => Endpoint(id) is { } endpoint ? $"{endpoint.Unit.ToString().ToLowerInvariant()}s" : null,
            ["confidence", var id] => protocol.Analysis.TimeToEvent.FirstOrDefault(plan => plan.EndpointId == id) is { } plan
                ? $"{(decimal)plan.Confidence * 100:0.##}%"
                : null,
            ["treatment", var id] => protocol.Treatments.FirstOrDefault(treatment => treatment.Id == id)?.Label,
            ["factor", var id] => protocol.Randomization?.Factors.FirstOrDefault(factor => factor.Id == id)?.Label,
            _ => null,
        };

    string? Words(string name) =>
        name.Split(' ', 2) switch
        {
            ["condition"] => protocol.PlainWords?.Condition,
            ["population"] => protocol.PlainWords?.Population,
            ["experimental"] => protocol.PlainWords?.Experimental,
            ["control"] => protocol.PlainWords?.Control,
            ["why"] => protocol.PlainWords?.Why,
            ["outcome", var id] => protocol.PlainWords?.Outcomes.GetValueOrDefault(id),
            ["meaning", var i] => protocol.PlainWords?.Meaning.ElementAtOrDefault(Index(i)),
            _ => null,
        };

    string? Provenance(string name) =>
        name switch
        {
            "cutoff" => results.Provenance.Cutoff?.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
            "program" => results.Provenance.Program,
            _ => null,
        };

    Endpoint? Endpoint(string id) => protocol.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);

    static int Index(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var index) ? index : -1;

    /// <summary>A name in title case, such as "Xanomeline Low Dose", stays as it is; so does an abbreviation.</summary>
    static string BeginSmall(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !text.Skip(1).Any(char.IsUpper)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;
}

/// <summary>What a reference stands for.</summary>
abstract record Quote
{
    Quote() { }

    public sealed record Found(TextRun Run) : Quote;

    public sealed record Missing(string Why) : Quote;
}
