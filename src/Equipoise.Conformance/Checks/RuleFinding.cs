using Equipoise.Conformance.Rules;

namespace Equipoise.Conformance.Checks;

/// <summary>One place where a study breaks a rule.</summary>
/// <param name="RuleId">The rule, such as "CORE-000006".</param>
/// <param name="Sensitivity">What the finding is about.</param>
/// <param name="Dataset">The data set, such as "DM"; "STUDY" when it is about the study.</param>
/// <param name="Record">The number of the record, from 1; null when it is about the whole data set.</param>
/// <param name="Values">The variables that the rule shows, with their values there.</param>
/// <param name="Message">What is wrong.</param>
public sealed record RuleFinding(
    string RuleId,
    Sensitivity Sensitivity,
    string Dataset,
    int? Record,
    IReadOnlyList<KeyValuePair<string, string>> Values,
    string Message
);
