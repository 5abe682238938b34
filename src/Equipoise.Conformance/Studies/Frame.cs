using System.Diagnostics.CodeAnalysis;

namespace Equipoise.Conformance.Studies;

/// <summary>What a rule's condition is asked of: rows, their variables, and the record that each row stands for.</summary>
/// <remarks>Variables are made when first asked for. Immutable by convention.</remarks>
public sealed class Frame
{
    readonly Dictionary<string, Lazy<Variable>> variables;
    readonly Func<int, Place> placeOf;

    Frame(int rowCount, Dictionary<string, Lazy<Variable>> variables, Func<int, Place> placeOf)
    {
        RowCount = rowCount;
        this.variables = variables;
        this.placeOf = placeOf;
    }

    /// <summary>A frame of so many rows without a variable.</summary>
    /// <param name="rowCount">How many rows.</param>
    /// <param name="placeOf">The record that a row stands for.</param>
    public Frame(int rowCount, Func<int, Place> placeOf)
        : this(rowCount, new(StringComparer.OrdinalIgnoreCase), placeOf) { }

    /// <summary>How many rows.</summary>
    public int RowCount { get; }

    /// <summary>The names of its variables.</summary>
    public IEnumerable<string> Names => variables.Keys;

    /// <summary>The record that a row stands for.</summary>
    public Place PlaceOf(int row) => placeOf(row);

    /// <summary>Whether there is a variable of that name, ignoring case.</summary>
    public bool Has(string name) => variables.ContainsKey(name);

    /// <summary>The variable of that name, ignoring case.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Variable? variable)
    {
        variable = variables.TryGetValue(name, out var found) ? found.Value : null;
        return variable is not null;
    }

    /// <summary>The variable of that name, ignoring case; null when there is none.</summary>
    public Variable? Find(string name) => TryFind(name, out var variable) ? variable : null;

    /// <summary>The same rows with one variable more, or another of its name.</summary>
    public Frame With(string name, Variable variable) => With([(name, new Lazy<Variable>(variable))]);

    /// <summary>The same rows with more variables, each made when first asked for.</summary>
    public Frame With(IEnumerable<(string Name, Lazy<Variable> Variable)> more)
    {
        var all = new Dictionary<string, Lazy<Variable>>(variables, variables.Comparer);
        foreach (var (name, variable) in more)
            all[name] = variable;
        return new(RowCount, all, placeOf);
    }

    /// <summary>Other rows of the same variables; -1 is a row without values, which stands for no record.</summary>
    public Frame Take(int[] rows)
    {
        var taken = new Dictionary<string, Lazy<Variable>>(variables.Comparer);
        foreach (var (name, variable) in variables)
            taken.Add(name, new(() => variable.Value.Take(rows)));
        return new(rows.Length, taken, row => placeOf(rows[row]));
    }

    /// <summary>The variables, each made when first asked for, under the names they have.</summary>
    public IEnumerable<(string Name, Lazy<Variable> Variable)> Lazily() =>
        variables.Select(variable => (variable.Key, variable.Value));
}

/// <summary>Where a row comes from.</summary>
/// <param name="Dataset">The data set, such as "AE".</param>
/// <param name="Record">The number of its record, from 1; null when the row is about the whole data set.</param>
public readonly record struct Place(string Dataset, int? Record);
