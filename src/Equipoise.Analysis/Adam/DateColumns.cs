using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Adam;

/// <summary>A date with the flag that says what of it was imputed (ADaMIG 1.3, 3.1.3: --DTF is D, M or Y).</summary>
static class DateColumns
{
    /// <summary>The date, and its flag where the rule of the protocol put some day.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="name">Such as "DTHDT"; its flag is DTHDTF.</param>
    /// <param name="date">The date of a row.</param>
    public static IEnumerable<ColumnOf<T>> Of<T>(IEnumerable<T> items, string name, Func<T, DayOf?> date)
    {
        yield return ColumnOf<T>.Date(name, item => date(item)?.Day);
        if (items.Any(item => date(item) is { IsImputed: true }))
            yield return ColumnOf<T>.Text($"{name}F", item => date(item)?.Imputed);
    }
}
