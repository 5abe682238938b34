using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The rows of a frame by participant and by the value of a variable, found without looking at all of them.</summary>
sealed class Indexed(Frame frame)
{
    readonly Dictionary<string, Dictionary<string, List<int>>> byVariable = [];

    public Frame Frame => frame;

    /// <summary>The participant of a row; "" where the data set names none.</summary>
    public string PersonOf(int row) => frame.Find("USUBJID")?[row].Text ?? "";

    /// <summary>The rows of a participant, of anybody when "", where a variable has a value.</summary>
    public IReadOnlyList<int> Rows(string person, string variable, Cell value)
    {
        if (!byVariable.TryGetValue(variable, out var rows))
            byVariable.Add(variable, rows = By(variable));
        return rows.TryGetValue(KeyOf(person, value), out var found) ? found : [];
    }

    Dictionary<string, List<int>> By(string variable)
    {
        Dictionary<string, List<int>> rows = [];
        if (frame.Find(variable) is { } values)
            for (var row = 0; row < frame.RowCount; row++)
            {
                Add(KeyOf("", values[row]), row);
                if (PersonOf(row) is { Length: > 0 } person)
                    Add(KeyOf(person, values[row]), row);
            }
        return rows;

        void Add(string key, int row)
        {
            if (!rows.TryGetValue(key, out var same))
                rows.Add(key, same = []);
            same.Add(row);
        }
    }

    static string KeyOf(string person, Cell value) => person + '\u0001' + value.NormalText();
}
