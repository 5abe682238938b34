using Equipoise.Conduct.Ctcae;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>What the grades of a term mean, for whoever has to choose one.</summary>
/// <param name="Dictionary">The dictionary of the protocol, such as "CTCAE 4.03"; null where it names none.</param>
/// <param name="Term">The term of the dictionary that was typed; null where its values grade none of that name.</param>
/// <param name="Texts">The texts of grades 1 to 5.</param>
/// <param name="Terms">The terms of the dictionary that a value grades, to be proposed while somebody types.</param>
public sealed record GradesView(string? Dictionary, string? Term, IReadOnlyList<string> Texts, IReadOnlyList<string> Terms)
{
    internal static GradesView Of(TrialProtocol protocol, string term)
    {
        var plan = protocol.FollowUp;
        var dictionary = plan?.AdverseEvents is { } adverse ? CtcaeDictionary.Find(adverse.Dictionary) : null;
        var texts = GradeTexts.Of(dictionary, term, [.. plan?.Laboratory.Select(test => test.Unit) ?? []]);
        return new(
            plan?.AdverseEvents?.Dictionary,
            texts.Term,
            texts.Texts,
            [.. (dictionary?.Terms ?? []).Select(one => one.Name).Distinct().Order(StringComparer.Ordinal)]
        );
    }
}
