using System.Collections;

namespace Equipoise.Conduct.Views;

/// <summary>A list of which each is made when somebody looks at it: a page shows few of many.</summary>
/// <param name="count">How many there are.</param>
/// <param name="make">Makes the one of that number, from 0.</param>
sealed class Lazily<T>(int count, Func<int, T> make) : IReadOnlyList<T>
{
    public int Count => count;

    public T this[int index] => make(index);

    public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, count).Select(make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
