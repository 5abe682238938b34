using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>The forms of a study that another system describes, as a protocol has them.</summary>
/// <param name="Forms">The forms, in the order of the source.</param>
/// <param name="CodeLists">The lists from which their choices are made.</param>
/// <param name="NotUnderstood">What was left out or taken otherwise, in the order in which it was met.</param>
public sealed record StudyForms(
    IReadOnlyList<FormDefinition> Forms,
    IReadOnlyList<CodeList> CodeLists,
    IReadOnlyList<NotUnderstood> NotUnderstood
);

/// <summary>Something of another system for which a protocol has no place, or no equal one.</summary>
/// <param name="Where">The item, list or form, as its source names it.</param>
/// <param name="What">What it is, and what became of it or is to be done.</param>
public sealed record NotUnderstood(string Where, string What)
{
    /// <summary>One line a cause, with how often and where first.</summary>
    public static IEnumerable<string> Summary(IReadOnlyList<NotUnderstood> all) =>
        all.GroupBy(one => one.What)
            .Select(cause => $"{cause.Count()} x {cause.Key} (first: {cause.First().Where})");

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {What}";
}
