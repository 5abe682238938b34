using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Adam;

/// <summary>A date with the flag that says what of it was imputed (ADaMIG 1.3, 3.1.3: --DTF is D, M or Y).</summary>
static class DateColumns
{
    /// <summary>The date, and its flag where the rule of the protocol put some day.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="name">Such as "DTHDT"; its flag is DTHDTF.</param>
    /// <param name="label">The label of the date.</param>
    /// <param name="flagLabel">The label of the flag.</param>
    /// <param name="date">The date of a row.</param>
    public static IEnumerable<ColumnOf<T>> Of<T>(
        IEnumerable<T> items,
        string name,
        string label,
        string flagLabel,
        Func<T, DayOf?> date
    )
    {
        yield return ColumnOf<T>.Date(name, label, item => date(item)?.Day);
        if (items.Any(item => date(item) is { IsImputed: true }))
            yield return ColumnOf<T>.Text($"{name}F", flagLabel, item => date(item)?.Imputed);
    }
}
