using System.Numerics;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>For each row yes or no, a bit each.</summary>
public sealed class Mask
{
    readonly ulong[] words;

    Mask(int rows, ulong[] words)
    {
        Rows = rows;
        this.words = words;
    }

    /// <summary>A mask of so many rows, all no.</summary>
    public Mask(int rows)
        : this(rows, new ulong[(rows + 63) / 64]) { }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many rows say yes.</summary>
    public int Count => words.Sum(BitOperations.PopCount);

    /// <summary>Whether any row says yes.</summary>
    public bool Any => words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>What a row says.</summary>
    public bool this[int row]
    {
        get => (words[row >> 6] >> row & 1) != 0;
        set => words[row >> 6] = value ? words[row >> 6] | 1UL << row : words[row >> 6] & ~(1UL << row);
    }

    /// <summary>The rows that say yes, in order.</summary>
    public IEnumerable<int> RowsThatSayYes()
    {
        for (var word = 0; word < words.Length; word++)
            for (var rest = words[word]; rest != 0; rest &= rest - 1)
                yield return word * 64 + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>The same answer for every row.</summary>
    public static Mask All(int rows, bool answer) => answer ? ~new Mask(rows) : new(rows);

    /// <summary>An answer for each row.</summary>
    public static Mask Of(int rows, Func<int, bool> answer)
    {
        var mask = new Mask(rows);
        for (var row = 0; row < rows; row++)
            if (answer(row))
                mask.words[row >> 6] |= 1UL << row;
        return mask;
    }

    /// <summary>An answer for each value of a variable, asked once, and so for each row.</summary>
    public static Mask Of(int rows, Variable variable, Func<Cell, bool> answer)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(answer);
        if (rows == 0)
            return new(0);
        if (variable.IsConstant)
            return All(rows, answer(variable.Values[0]));
        var answers = new bool[variable.Values.Length];
        for (var code = 0; code < answers.Length; code++)
            answers[code] = answer(variable.Values[code]);
        return Of(rows, row => answers[variable.CodeOf(row)]);
    }

    /// <summary>Both.</summary>
    public static Mask operator &(Mask one, Mask other) => Combined(one, other, (a, b) => a & b);

    /// <summary>Either.</summary>
    public static Mask operator |(Mask one, Mask other) => Combined(one, other, (a, b) => a | b);

    /// <summary>The contrary.</summary>
    public static Mask operator ~(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var contrary = Array.ConvertAll(mask.words, word => ~word);
        // The bits after the last row are of no row.
        if (mask.Rows % 64 != 0)
            contrary[^1] &= (1UL << mask.Rows) - 1;
        return new(mask.Rows, contrary);
    }

    static Mask Combined(Mask one, Mask other, Func<ulong, ulong, ulong> combine)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Rows != other.Rows)
            throw new ArgumentException($"A mask of {one.Rows} rows meets one of {other.Rows}.", nameof(other));
        return new(one.Rows, [.. one.words.Zip(other.words, combine)]);
    }
}
