using Equipoise.Datasets;

namespace Equipoise.Conformance.Studies;

/// <summary>Controlled terminology: which words a code list has.</summary>
public sealed class Terminology
{
    readonly Dictionary<string, CodeList> lists;

    Terminology(Dictionary<string, CodeList> lists) => this.lists = lists;

    /// <summary>The code lists.</summary>
    public IReadOnlyCollection<CodeList> Lists => lists.Values;

    /// <summary>The code list of that submission value, such as "NCOMPLT"; null when there is none.</summary>
    public CodeList? Find(string name) => lists.GetValueOrDefault(name);

    /// <summary>Reads the text file in which NCI EVS publishes CDISC's terminology.</summary>
    /// <remarks>Columns between tabs: Code, Codelist Code, Codelist Extensible (Yes/No), Codelist Name, CDISC Submission Value,
    /// CDISC Synonym(s), CDISC Definition, NCI Preferred Term. A line without a Codelist Code is a code list, and its terms
    /// follow.</remarks>
    /// <exception cref="DataException">The file cannot be read, or is another.</exception>
    public static Terminology Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    internal static Terminology Read(TextReader reader, string path)
    {
        var columns = (reader.ReadLine() ?? "").Split('\t');
        int At(string start) => Array.FindIndex(columns, column => column.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        var (code, list, extensible) = (At("Code"), At("Codelist Code"), At("Codelist Extensible"));
        var (value, preferred) = (At("CDISC Submission Value"), At("NCI Preferred Term"));
        if (code < 0 || list < 0 || extensible < 0 || value < 0 || preferred < 0)
            throw new DataException(
                $"{path}: is no file of controlled terminology; its first line must name Code, Codelist Code, Codelist "
                    + "Extensible, CDISC Submission Value and NCI Preferred Term between tabs."
            );
        var byCode = new Dictionary<string, CodeList>();
        for (var (line, number) = (reader.ReadLine(), 2); line is not null; line = reader.ReadLine(), number++)
        {
            if (line.Length == 0)
                continue;
            var cells = line.Split('\t');
            if (cells.Length <= Math.Max(value, preferred))
                throw new DataException($"{path}: line {number} has {cells.Length} cells.");
            var term = new CodeTerm(cells[code], cells[value], cells[preferred]);
            if (cells[list].Length == 0)
                byCode[term.Code] = new(term, cells[extensible] == "Yes");
            else if (byCode.TryGetValue(cells[list], out var owner))
                owner.Add(term);
            else
                throw new DataException($"{path}: line {number} is of the code list {cells[list]}, which is not in the file.");
        }
        return new(byCode.Values.DistinctBy(one => one.Self.Value).ToDictionary(one => one.Self.Value));
    }
}

/// <summary>A code list.</summary>
/// <param name="Self">Its own code, submission value and preferred term.</param>
/// <param name="IsExtensible">Whether a sponsor may add terms.</param>
public sealed record CodeList(CodeTerm Self, bool IsExtensible)
{
    readonly List<CodeTerm> terms = [];

    /// <summary>Its terms.</summary>
    public IReadOnlyList<CodeTerm> Terms => terms;

    internal void Add(CodeTerm term) => terms.Add(term);
}

/// <summary>A term.</summary>
/// <param name="Code">Its NCI code, such as "C25250".</param>
/// <param name="Value">The word in data, such as "COMPLETED".</param>
/// <param name="Preferred">NCI's preferred term.</param>
public sealed record CodeTerm(string Code, string Value, string Preferred);
