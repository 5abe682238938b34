using Equipoise.Datasets;

namespace Equipoise.Conformance.Studies;

/// <summary>One data set of a study, with what its file says about it.</summary>
public sealed class StudyDataset
{
    readonly Dictionary<Column, Lazy<Variable>> variables;

    /// <summary>A data set.</summary>
    /// <param name="name">Its name in capitals, such as "AE" or "SUPPAE".</param>
    /// <param name="file">The name of its file, such as "ae.xpt".</param>
    /// <param name="bytes">The size of its file.</param>
    /// <param name="table">Its records.</param>
    public StudyDataset(string name, string file, long bytes, Table table)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(table);
        Name = name;
        File = file;
        Bytes = bytes;
        Table = table;
        variables = table.Columns.ToDictionary(
            column => column,
            column => new Lazy<Variable>(() => Variable.Of(column)),
            (IEqualityComparer<Column>)ReferenceEqualityComparer.Instance
        );
        Domain = FirstOf("DOMAIN");
        RelatedDomain = IsSupplement ? FirstOf("RDOMAIN") : null;
    }

    /// <summary>Its name in capitals, such as "AE" or "SUPPAE".</summary>
    public string Name { get; }

    /// <summary>The name of its file, such as "ae.xpt".</summary>
    public string File { get; }

    /// <summary>The size of its file in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Its records.</summary>
    public Table Table { get; }

    /// <summary>The domain of its first record; null when it has none, as RELREC.</summary>
    public string? Domain { get; }

    /// <summary>Of supplemental qualifiers the domain of the first record that they qualify.</summary>
    public string? RelatedDomain { get; }

    /// <summary>Whether it holds supplemental qualifiers.</summary>
    public bool IsSupplement =>
        Name.StartsWith("SUPP", StringComparison.Ordinal) || Name.StartsWith("SQ", StringComparison.Ordinal);

    /// <summary>Whether it is about persons associated with a participant.</summary>
    public bool IsAssociatedPersons => (Domain ?? Name) is ['A', 'P', _, _, ..];

    /// <summary>What "--" stands for in the names of its variables: the domain, of associated persons without AP.</summary>
    public string? Prefix => Domain is ['A', 'P', _, _] ? Domain[2..] : Domain;

    /// <summary>The name that the parts of a split data set share.</summary>
    public string WholeName =>
        Domain
        ?? (
            RelatedDomain is null ? Name
            : Name.StartsWith("SQ", StringComparison.Ordinal) ? "SQ" + RelatedDomain
            : "SUPP" + RelatedDomain
        );

    /// <summary>The variable of a column; made once.</summary>
    internal Lazy<Variable> LazilyOf(Column column) => variables[column];

    string? FirstOf(string variable) =>
        Table.RowCount == 0 ? null
        : Table.Find(variable) is TextColumn { Values: [{ Length: > 0 } first, ..] } ? first
        : null;
}
