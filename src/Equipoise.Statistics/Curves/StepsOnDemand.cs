using System.Collections;

namespace Equipoise.Statistics.Curves;

/// <summary>The steps of a curve, each made from its columns when it is asked for.</summary>
sealed class StepsOnDemand<TStep>(int count, Func<int, TStep> stepAt) : IReadOnlyList<TStep>
{
    public int Count => count;

    public TStep this[int index] =>
        index >= 0 && index < count ? stepAt(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<TStep> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return stepAt(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
