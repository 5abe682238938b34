using System.Globalization;
using System.Text;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// A protocol from a folder of data that somebody else made: what they state is taken from them, and what they do not is guessed
/// and marked, to be read and corrected.
/// </summary>
sealed class ProtocolOfData
{
    const string Guessed = " # guessed: check";

    /// <summary>Words in the label of an arm that others are compared with.</summary>
    static readonly string[] controls = ["placebo", "control", "standard", "vehicle"];

    /// <summary>Labels of people without an arm.</summary>
    static readonly string[] noArm = ["", "SCREEN FAILURE", "NOT ASSIGNED", "NOT TREATED"];

    /// <summary>Units of time as PARAM has them in brackets.</summary>
    static readonly string[] unitNames = ["day", "week", "month", "year"];

    /// <summary>Flags of who was randomized, in the order in which the analysis looks for them.</summary>
    static readonly string[] flagged = ["FASFL", "ITTFL", "RANDFL"];

    readonly List<(string Code, int Participants)> leftOut = [];
    readonly IReadOnlyDictionary<string, string> files;
    readonly Table roster;
    readonly Table? adtte;
    readonly bool hasAdverseEvents;
    readonly bool isGraded;

    ProtocolOfData(string folder)
    {
        var there = DatasetFile.Names(folder);
        files = FilesOf(there);
        if (Missing() is { } missing)
            throw new DataException(
                $"{folder}: holds no {missing}; its files are {string.Join(", ", there.Values.SelectMany(names => names))}."
            );
        var data = DatasetFile.Open(
            folder,
            files.Select(named => KeyValuePair.Create(named.Key, (IReadOnlyList<string>)[named.Value]))
        );
        adtte = data.Tables.GetValueOrDefault("ADTTE");
        roster = data.Tables[adtte is null ? "DM" : "ADSL"];
        var events = data.Tables.GetValueOrDefault(adtte is null ? "AE" : "ADAE");
        hasAdverseEvents = events is not null && (adtte is null || events.Has("TRTEMFL"));
        isGraded = events is not null && new[] { "ATOXGRN", "ATOXGR", "AETOXGR" }.Any(events.Has);
    }

    /// <summary>The text of the protocol.</summary>
    /// <exception cref="DataException">The folder holds neither ADSL and ADTTE nor DM, or a file cannot be read.</exception>
    public static string Write(string folder) => new ProtocolOfData(folder).Write();

    string? Missing() =>
        files.ContainsKey("DM") || (files.ContainsKey("ADSL") && files.ContainsKey("ADTTE")) ? null
        : files.ContainsKey("ADSL") ? "ADTTE"
        : files.ContainsKey("ADTTE") ? "ADSL"
        : "ADSL and ADTTE, nor DM";

    /// <summary>
    /// The file of each data set that is looked at: the one that is called like it, else the only one whose name holds it, as
    /// cadsl.csv.gz does.
    /// </summary>
    static Dictionary<string, string> FilesOf(IReadOnlyDictionary<string, IReadOnlyList<string>> there)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["ADSL", "ADTTE", "ADAE"])
            if (there.TryGetValue(name, out var exact))
                found[name] = exact[0];
            else if (there.Where(one => IsLike(one.Key, name)).ToList() is [var like])
                found[name] = like.Value[0];
        if (found.ContainsKey("ADSL") && found.ContainsKey("ADTTE"))
            return found;
        foreach (var name in (string[])["DM", "AE"])
            if (there.TryGetValue(name, out var exact))
                found[name] = exact[0];
        return found;
    }

    static bool IsLike(string file, string dataset) =>
        file.StartsWith(dataset, StringComparison.Ordinal) || file.EndsWith(dataset, StringComparison.Ordinal);

    string Write()
    {
        var text = new StringBuilder();
        var (study, arms, endpoints) = (Study(), Arms(), Endpoints());
        var title = $"{string.Join(", ", arms.SkipLast(1).Select(arm => arm.Label))} and {arms[^1].Label} compared";
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            # What an analysis of these data needs to know, written from the data themselves. Read every line: what the data do not
            # state was guessed, and is marked so. Then: equipoise check, and equipoise analyze.

            equipoise: 1

            trial:
              id: {{study}}
              title: {{Quoted(title)}}{{Guessed}}
              protocol version: "1"

            arms:

            """
        );
        var control = arms.FindIndex(arm =>
            controls.Any(word => arm.Label.Contains(word, StringComparison.OrdinalIgnoreCase))
        );
        for (var index = 0; index < arms.Count; index++)
        {
            var isControl = index == int.Max(control, 0);
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                  {{arms[index].Id}}:
                    label: {{Quoted(arms[index].Label)}}
                    role: {{(isControl ? "control" : "experimental")}}{{Guessed}}
                    ratio: 1{{Guessed}}

                """
            );
        }
        text.Append("\nendpoints:\n");
        foreach (var endpoint in endpoints)
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                  {endpoint.Id}:
                    label: {Quoted(endpoint.Label)}
                    from: randomization{Guessed} (or first dose)
                    event: {endpoint.Event}{Guessed}
                {endpoint.Censor}    unit: {endpoint.Unit}

                """
            );
        foreach (var (code, participants) in leftOut)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  # {code} is left out: {participants} of {Full.Count} participants to be analyzed have a row of it\n"
            );
        text.Append("\nanalysis:\n");
        foreach (var endpoint in endpoints)
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                  {{endpoint.Id}}:
                    test: log-rank
                    effect: "Cox, ties Efron"
                    confidence: 95%
                    curves: log-log
                    median: as SAS

                """
            );
        // What is derived from SDTM has age and sex alone.
        var wanted = adtte is null ? new[] { "age", "sex" } : ["age", "sex", "RACE"];
        var baseline = wanted.Where(roster.Has).ToList();
        if (baseline.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  baseline: [{string.Join(", ", baseline)}]\n");
        if (hasAdverseEvents)
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                  safety:
                    count: {{(isGraded ? "worst grade" : "any event")}} per participant
                    show terms in: 5% of either arm{{Guessed}}

                """
            );
        return text.Append(Data()).ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The part <c>data</c>: what was found under another name, and what nobody stated.</summary>
    string Data()
    {
        List<string> lines = [];
        var named = files.Where(one => DatasetNameOf(one.Value) != one.Key).ToList();
        if (named.Count > 0)
            lines.Add($"  files: {{{string.Join(", ", named.Select(one => $"{one.Key}: {Quoted(one.Value)}"))}}}{Guessed}");
        if (adtte is not null)
        {
            List<string> sets = [];
            if (!flagged.Any(roster.Has))
                sets.Add("full: everyone");
            if (!roster.Has("SAFFL") && !roster.Has("TRTSDT"))
                sets.Add("safety: everyone");
            if (sets.Count > 0)
                lines.Add($"  sets: {{{string.Join(", ", sets)}}}{Guessed}");
            if (ArmVariable != "TRT01P")
                lines.Add($"  arm variables: {{planned: {ArmVariable}}}{Guessed}");
            if (!StatesUnit)
                lines.Add($"  unit of time: days{Guessed}");
        }
        else if (roster.Has("RFSTDTC"))
            lines.Add($"  randomization date: RFSTDTC{Guessed} (take it out where DS has rows RANDOMIZED)");
        return lines.Count == 0 ? "" : $"\ndata:\n{string.Join('\n', lines)}\n";
    }

    static string DatasetNameOf(string file) => file.Split('.')[0].ToUpperInvariant();

    string ArmVariable => adtte is not null && roster.Has("TRT01P") ? "TRT01P" : "ARM";

    bool StatesUnit =>
        adtte!.Has("AVALU")
        || (adtte.Has("STARTDT") && adtte.Has("ADT"))
        || Texts(adtte, "PARAM")
            .Any(name => unitNames.Any(unit => name.Contains($"({unit}", StringComparison.OrdinalIgnoreCase)));

    string Study()
    {
        var letters = Texts(roster, "STUDYID").FirstOrDefault("").Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        var id = string.Concat(letters).TrimStart('-', '_');
        return id.Length == 0 ? "MYTRIAL" : Quoted(id[..int.Min(id.Length, 20)]);
    }

    /// <summary>The arms in the order of their labels, those first that some participant has.</summary>
    List<(string Id, string Label)> Arms()
    {
        var labels = Texts(roster, ArmVariable)
            .Where(label => !IsNoArm(label))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (labels.Count < 2)
            throw new DataException(
                $"{roster.Name}.{ArmVariable}: has {(labels.Count == 0 ? "no arm" : $"the one arm '{labels[0]}'")}, and a "
                    + "comparison needs two."
            );
        var arms = new List<(string Id, string Label)>();
        foreach (var label in labels)
            arms.Add((IdOf(label, [.. arms.Select(arm => arm.Id)]), label));
        return arms;
    }

    /// <summary>The letters and digits of a label in small letters, hyphens between words, at most 20, none twice.</summary>
    static string IdOf(string label, IReadOnlyList<string> taken)
    {
        var letters = label.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ');
        string[] words = string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !char.IsAsciiLetter(words[0][0]))
            words = ["arm", .. words];
        var id = words[0];
        foreach (var word in words.Skip(1).TakeWhile(word => id.Length + 1 + word.Length <= 20))
            id = $"{id}-{word}";
        id = id[..int.Min(id.Length, 20)];
        for (var next = 2; taken.Contains(id); next++)
            id = $"{id[..int.Min(id.Length, 17)].TrimEnd('-')}-{next}";
        return id;
    }

    sealed record FoundEndpoint(string Id, string Label, string Event, string Censor, string Unit);

    List<FoundEndpoint> Endpoints()
    {
        // Of SDTM alone the death of anybody is certain to be there.
        if (adtte is null)
            return [new("OS", "Overall survival", "death", "    censor: {no event: last known alive}\n", "months")];
        var (codes, names, units) = (Texts(adtte, "PARAMCD"), Texts(adtte, "PARAM"), Texts(adtte, "AVALU"));
        var ids = Texts(adtte, "USUBJID");
        var found = codes
            .Select((code, row) => (Code: code, Row: row))
            .Where(one => one.Code.Length is > 0 and <= 8 && one.Code.All(char.IsAsciiLetterOrDigit))
            .Where(one => char.IsAsciiLetter(one.Code[0]) && !one.Code.Any(char.IsAsciiLetterLower))
            .GroupBy(one => one.Code)
            .Where(rows => IsOfEveryone(rows.Key, rows.Select(one => ids[one.Row]).ToHashSet(StringComparer.Ordinal)))
            .Where(rows => rows.All(one => units[one.Row].Length == 0 || IsTime(units[one.Row])))
            .Select(rows => Endpoint(rows.Key, names[rows.First().Row], units[rows.First().Row]))
            .OrderBy(endpoint => endpoint.Id == "PFS" ? 0 : endpoint.Id == "OS" ? 1 : 2)
            .ToList();
        return found.Count > 0
            ? found
            : throw new DataException("ADTTE.PARAMCD: has no time to an event that can be an endpoint.");
    }

    /// <summary>
    /// Whether all who are to be analyzed have a row; a duration of response, which only some have, is no endpoint.
    /// </summary>
    bool IsOfEveryone(string code, IReadOnlySet<string> ids)
    {
        var participants = Full.Count(ids.Contains);
        if (participants < Full.Count)
            leftOut.Add((code, participants));
        return participants == Full.Count;
    }

    /// <summary>Who is to be analyzed, as the analysis will find them.</summary>
    List<string> Full
    {
        get
        {
            var (ids, arms) = (Texts(roster, "USUBJID"), Texts(roster, ArmVariable));
            var flags = flagged.FirstOrDefault(roster.Has) is { } flag ? Texts(roster, flag) : null;
            var rows = Enumerable.Range(0, roster.RowCount);
            return [.. rows.Where(row => flags is null ? !IsNoArm(arms[row]) : flags[row] == "Y").Select(row => ids[row])];
        }
    }

    static bool IsNoArm(string label) => noArm.Contains(label, StringComparer.OrdinalIgnoreCase);

    static FoundEndpoint Endpoint(string code, string name, string unit)
    {
        var label = name.Length == 0 ? code : name;
        var happening = code switch
        {
            "OS" => "death",
            "PFS" => "progression or death",
            "TTP" => "progression",
            _ => Quoted($"named {Happening(label)}"),
        };
        return new(code, label, happening, "", IsTime(unit) ? $"{unit.ToLowerInvariant().TrimEnd('s')}s" : "days");
    }

    /// <summary>What a label is the time to: "Time to relapse (weeks)" is that to a relapse.</summary>
    static string Happening(string label)
    {
        var words = label.Split('(')[0].Trim().ToLowerInvariant();
        return words.StartsWith("time to ", StringComparison.Ordinal) && words.Length > 8 ? words[8..] : words;
    }

    static bool IsTime(string unit) => unit.ToUpperInvariant().TrimEnd('S') is "DAY" or "WEEK" or "MONTH" or "YEAR";

    static string[] Texts(Table table, string column) =>
        table.Find(column) switch
        {
            TextColumn text => Array.ConvertAll(text.Values, value => value.Trim()),
            NumberColumn number => Array.ConvertAll(number.Values, value => value.ToString(CultureInfo.InvariantCulture)),
            _ => [.. Enumerable.Repeat("", table.RowCount)],
        };

    static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
