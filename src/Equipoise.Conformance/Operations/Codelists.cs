using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>What controlled terminology says of code lists.</summary>
static class Codelists
{
    public static Variable? Terms(Working working)
    {
        if (Named(working) is not { } lists)
            return null;
        var terms = working.Operation.Level == "codelist"
            ? lists.Select(list => list.Self)
            : lists.SelectMany(list => list.Terms);
        return Variable.Constant(Cell.Of(terms.Select(term => Asked(term, working.Operation.ReturnType)).Distinct().ToArray()));
    }

    static string Asked(CodeTerm term, string what) =>
        what switch
        {
            "code" => term.Code,
            "pref_term" => term.Preferred,
            _ => term.Value,
        };

    public static Variable? Extensible(Working working) =>
        Named(working) is { } lists ? Variable.Constant(Cell.Of(lists.All(list => list.IsExtensible))) : null;

    static CodeList[]? Named(Working working)
    {
        var terminology = working.Study.Terminology!;
        var names = working.Operation.Codelists;
        if (names.FirstOrDefault(name => terminology.Find(name) is null) is { } absent)
        {
            working.Why = $"the terminology has no code list {absent}";
            return null;
        }
        return [.. names.Select(name => terminology.Find(name)!)];
    }
}
