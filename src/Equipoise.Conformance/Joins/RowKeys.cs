using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The values by which records of two frames meet, as one text for each row.</summary>
static class RowKeys
{
    const char Between = '\u0001';

    /// <summary>The key of a row; a number and the text that it is written as meet.</summary>
    public static Func<int, string> Of(IReadOnlyList<Variable> variables)
    {
        if (variables is [var only])
        {
            var texts = TextsOf(only);
            return row => texts[only.CodeOf(row)];
        }
        var all = variables.Select(TextsOf).ToArray();
        return row => string.Join(Between, variables.Select((variable, at) => all[at][variable.CodeOf(row)]));
    }

    static string[] TextsOf(Variable variable) => Array.ConvertAll(variable.Values.ToArray(), cell => cell.Text);

    /// <summary>The rows of each key.</summary>
    public static Dictionary<string, List<int>> RowsBy(int rows, Func<int, string> keyOf)
    {
        var byKey = new Dictionary<string, List<int>>();
        for (var row = 0; row < rows; row++)
        {
            if (!byKey.TryGetValue(keyOf(row), out var same))
                byKey.Add(keyOf(row), same = []);
            same.Add(row);
        }
        return byKey;
    }
}
