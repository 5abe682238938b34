using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>The values of a variable, each once.</summary>
static class Distinct
{
    public static Variable? Of(Working working)
    {
        if (working.Operation.ValueIsReference)
            return Referenced(working);
        if (working.Source is not { } source)
            return null;
        var name = Working.Resolve(working.Operation.Name ?? "", source);
        return working.Study.FrameOf(source).Has(name)
            ? Grouped.Of(working, (records, rows) => Values(records.Find(name)!, rows), Cell.Of(Array.Empty<string>()))
            : null;
    }

    static Cell Values(Variable variable, IEnumerable<int> rows) =>
        Cell.Of([
            .. rows
                .Select(variable.CodeOf)
                .Distinct()
                .Select(code => variable.Values[code].Text)
                .Where(text => text.Length > 0),
        ]);

    // The values are names of variables of the data set that the record's RDOMAIN names: those that this data set has.
    static Variable? Referenced(Working working)
    {
        if (working.Frame.Find(working.Name) is not { } names || working.Frame.Find("RDOMAIN") is not { } domains)
            return null;
        return Variable.Of(
            Enumerable
                .Range(0, working.Frame.RowCount)
                .Select(row => Cell.Of(Existing(working.Study, domains[row].Text, names[row].Text)))
        );
    }

    static string[] Existing(Study study, string domain, string name) =>
        study.Find(domain) is { } whole && study.FrameOf(whole).Has(name) ? [name] : [];
}
