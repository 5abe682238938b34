namespace Equipoise.Conformance.Studies;

/// <summary>The values by which the rows of two frames meet, as whole numbers: equal values have the same one.</summary>
/// <param name="One">The key of each row of the one frame.</param>
/// <param name="Other">The key of each row of the other.</param>
sealed record SharedKeys(int[] One, int[] Other)
{
    /// <summary>The keys of two frames' variables, in the same order; a number meets the text that it is written as.</summary>
    /// <param name="rows">How many rows the one frame has.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="otherRows">How many rows the other has.</param>
    /// <param name="otherVariables">Its variables.</param>
    /// <param name="part">The part of a value that counts.</param>
    public static SharedKeys Of(
        int rows,
        IReadOnlyList<Variable> variables,
        int otherRows,
        IReadOnlyList<Variable> otherVariables,
        Func<string, string> part
    )
    {
        var keys = new SharedKeys(new int[rows], new int[otherRows]);
        for (var at = 0; at < variables.Count; at++)
        {
            var numbers = new Dictionary<string, int>();
            var one = NumbersOf(variables[at], numbers, part);
            var other = NumbersOf(otherVariables[at], numbers, part);
            var pairs = new Dictionary<long, int>();
            Split(keys.One, variables[at], one, pairs);
            Split(keys.Other, otherVariables[at], other, pairs);
        }
        return keys;
    }

    static int[] NumbersOf(Variable variable, Dictionary<string, int> numbers, Func<string, string> part) =>
        Array.ConvertAll(
            variable.Values.ToArray(),
            cell =>
            {
                var text = part(cell.Text);
                if (!numbers.TryGetValue(text, out var number))
                    numbers.Add(text, number = numbers.Count);
                return number;
            }
        );

    static void Split(int[] keys, Variable variable, int[] numbers, Dictionary<long, int> pairs)
    {
        for (var row = 0; row < keys.Length; row++)
        {
            var pair = (long)keys[row] << 32 | (uint)numbers[variable.CodeOf(row)];
            if (!pairs.TryGetValue(pair, out var key))
                pairs.Add(pair, key = pairs.Count);
            keys[row] = key;
        }
    }
}
