namespace Equipoise.Datasets;

/// <summary>Findings as they turn up, one for each cause with the first place and the number of places.</summary>
/// <param name="dataset">The data set or file that they are about.</param>
public sealed class FindingList(string dataset)
{
    readonly Dictionary<(string Rule, string Column), int> places = [];
    readonly List<Finding> findings = [];

    /// <summary>Those found so far, in the order in which their first places were met.</summary>
    public IReadOnlyList<Finding> All => findings;

    /// <summary>Notes one place of a cause, which rule and column name.</summary>
    public void Add(
        string rule,
        string message,
        FindingWeight weight = default,
        string column = "",
        long? row = null,
        string value = ""
    )
    {
        if (places.TryGetValue((rule, column), out var index))
            findings[index] = findings[index] with { Count = findings[index].Count + 1 };
        else
        {
            places[(rule, column)] = findings.Count;
            findings.Add(
                new(dataset, rule, message)
                {
                    Weight = weight,
                    Column = column,
                    Row = row,
                    Value = value,
                }
            );
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        places.Clear();
        findings.Clear();
    }
}
