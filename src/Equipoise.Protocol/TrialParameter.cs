namespace Equipoise.Protocol;

/// <summary>A parameter of the trial summary (SDTM, TS), as CDISC lists it.</summary>
/// <remarks>From the table <c>trial-parameters.csv</c>, which says where it comes from.</remarks>
public sealed class TrialParameter
{
    static readonly IReadOnlyDictionary<string, TrialParameter> all = Read().ToDictionary(parameter => parameter.Code);

    readonly IReadOnlyDictionary<string, string> codes;

    TrialParameter(string[] cells)
    {
        (Code, Name) = (cells[0], cells[1]);
        codes = cells[2]
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('='))
            .ToDictionary(one => one[0], one => one[1]);
    }

    /// <summary>TSPARMCD.</summary>
    public string Code { get; }

    /// <summary>TSPARM.</summary>
    public string Name { get; }

    /// <summary>The answers of CDISC's list; empty where it lists none.</summary>
    public IEnumerable<string> Answers => codes.Keys;

    /// <summary>The code of an answer; null where CDISC does not list it.</summary>
    public string? CodeOf(string answer) => codes.GetValueOrDefault(answer);

    /// <summary>The codes of all.</summary>
    public static IEnumerable<string> Codes => all.Keys;

    /// <summary>The parameter of that code; null for one that is not known here.</summary>
    public static TrialParameter? Find(string code) => all.GetValueOrDefault(code);

    static IEnumerable<TrialParameter> Read()
    {
        using var stream = typeof(TrialParameter).Assembly.GetManifestResourceStream("trial-parameters.csv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Skip(1)
                .Select(line => new TrialParameter(line.Split(','))),
        ];
    }
}
