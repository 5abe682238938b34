using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>RELREC: which records of two domains belong together, by the variables that link them.</summary>
/// <remarks>
/// A relation of whole data sets has no USUBJID (SDTMIG 3.4, 8.3). Links are told where they are recorded: a lesion and what
/// became of it, images and the responses that follow from them, a dose as collected and as given. What treats an adverse
/// event, or what it ended, nobody records.
/// </remarks>
static class RelatedRecords
{
    sealed record Side(string Relation, string Domain, string Variable, string Type);

    static readonly (string Relation, Side One, Side Other)[] relations =
    [
        Related("TUTR", "TU", "TULNKID", "ONE", "TR", "TRLNKID", "MANY"),
        Related("TRRS", "TR", "TRLNKGRP", "MANY", "RS", "RSLNKGRP", "MANY"),
        Related("ECEX", "EC", "ECLNKID", "ONE", "EX", "EXLNKID", "ONE"),
    ];

    /// <summary>The relations of tables that both have their link.</summary>
    internal static Table Of(string study, IReadOnlyList<Table> tables)
    {
        return Table.Of(
            "RELREC",
            "Related Records",
            [.. relations.Where(one => Links(one.One) && Links(one.Other)).SelectMany(one => new[] { one.One, one.Other })],
            ColumnOf<Side>.Text("STUDYID", _ => study),
            ColumnOf<Side>.Text("RDOMAIN", side => side.Domain),
            ColumnOf<Side>.Text("USUBJID", _ => null),
            ColumnOf<Side>.Text("IDVAR", side => side.Variable),
            ColumnOf<Side>.Text("IDVARVAL", _ => null),
            ColumnOf<Side>.Text("RELTYPE", side => side.Type),
            ColumnOf<Side>.Text("RELID", side => side.Relation)
        );

        bool Links(Side side) =>
            tables.FirstOrDefault(table => table.Name == side.Domain)?.Find(side.Variable) is TextColumn column
            && column.Values.Any(value => value.Length > 0);
    }

    static (string, Side, Side) Related(
        string relation,
        string one,
        string variable,
        string type,
        string other,
        string otherVariable,
        string otherType
    ) => (relation, new(relation, one, variable, type), new(relation, other, otherVariable, otherType));
}
