using System.CommandLine;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Exchange.Dictionaries;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise new DIR [--from FILE|DIR]</c>: a commented protocol to start from, with the forms of another system, and a
/// scenario to rehearse it in; or one that analyzes the data of a folder. It never overwrites one.
/// </summary>
public static class NewVerb
{
    const string NotTaken = "not-understood.txt";

    static readonly string[] Files = ["protocol.yaml", "scenario.yaml"];

    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the new trial; made when it is not there." };
        var from = new Option<string?>("--from")
        {
            Description =
                "Make its forms and code lists from those of another system: the metadata of an ODM 1.3 document (.xml), or the "
                + "data dictionary of a REDCap project (.csv). Or make a protocol that analyzes the data of a folder, ADSL and "
                + "ADTTE, or SDTM.",
            HelpName = "FILE|DIR",
        };
        var command = new Command(
            "new",
            "Write a commented starter protocol, and a scenario to rehearse it in.\n\n"
                + $"What of another system's forms a protocol has no place for is listed, and written to {NotTaken}.\n\n"
                + "Example: equipoise new my-trial\nExample: equipoise new my-trial --from study.xml\n"
                + "Example: equipoise new my-analysis --from data/adam"
        )
        {
            folder,
            from,
        };
        command.SetAction(parsed =>
        {
            var (to, source, said) = (parsed.GetRequiredValue(folder), parsed.GetValue(from), Said.Of(parsed));
            if (Files.Select(name => Path.Combine(to, name)).FirstOrDefault(Path.Exists) is { } there)
                return said.Unusable($"{there} is already there, and is left as it is; name another folder.");
            return source is null ? Write(to, StarterProtocol.Text, null, said)
                : Directory.Exists(source) ? OfData(source, to, said)
                : From(source, to, said);
        });
        return command;
    }

    /// <summary>A protocol that analyzes data of another house; nobody is to be rehearsed in it.</summary>
    static int OfData(string data, string folder, Said said)
    {
        var (path, text) = (Path.Combine(folder, Files[0]), ProtocolOfData.Write(data));
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), path);
        if (reading is not ProtocolReading.Accepted)
            return said.Unusable(
                [
                    $"{data}: the data make no protocol that holds together, so nothing is written:",
                    .. reading.Problems.Select(problem => $"{problem}"),
                ]
            );
        Directory.CreateDirectory(folder);
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        said.Output.WriteLine($"{path} is written from {data}. Read it, correct what is marked as guessed, then:");
        said.Output.WriteLine($"  equipoise analyze --protocol {path} --data {data} --out {Path.Combine(folder, "report")}");
        return ExitStatus.Done;
    }

    static int From(string source, string folder, Said said)
    {
        StudyForms study;
        try
        {
            study = Read(source);
        }
        catch (DataException e)
        {
            return said.Unusable(
                e.Problems.Select(problem =>
                    problem.StartsWith(source, StringComparison.Ordinal) ? problem : $"{source}: {problem}"
                )
            );
        }
        var understood = study.NotUnderstood.Count > 0 ? $"{NotTaken} says what of them was not understood" : "all understood";
        var text = $"""
            {StarterProtocol.Text}
            # ---------------------------------------------------------------- What else is written down at the visits

            # The forms of {Path.GetFileName(source).ReplaceLineEndings(" ")}; {understood}.

            {FormsYaml.Write(study)}
            """.ReplaceLineEndings("\n");
        // The check that the user would run next: forms that do not hold together are no help to anybody.
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), Path.Combine(folder, "protocol.yaml"));
        if (reading is not ProtocolReading.Accepted)
            return said.Unusable(
                [
                    $"{source}: its forms make no protocol that holds together, so nothing is written:",
                    .. reading.Problems.Select(problem => $"{problem}"),
                ]
            );
        var status = Write(folder, text, study.NotUnderstood, said);
        if (status != ExitStatus.Done)
            return status;
        var items = study.Forms.Sum(form => form.Items.Count());
        said.Output.WriteLine($"{study.Forms.Count} forms with {items} items, {study.CodeLists.Count} code lists.");
        if (study.NotUnderstood.Count > 0)
            said.Output.WriteLine($"{study.NotUnderstood.Count} things were not understood; {NotTaken} has all of them:");
        foreach (var cause in NotUnderstood.Summary(study.NotUnderstood))
            said.Output.WriteLine($"  {cause}");
        return status;
    }

    static StudyForms Read(string source)
    {
        if (Path.GetExtension(source).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            return RedcapDictionary.Read(source);
        if (!Path.GetExtension(source).Equals(".xml", StringComparison.OrdinalIgnoreCase))
            throw new DataException("the name must end in .xml (ODM 1.3) or .csv (a REDCap data dictionary).");
        using var stream = File.OpenRead(source);
        return OdmMetadata.Read(stream);
    }

    static int Write(string folder, string text, IReadOnlyList<NotUnderstood>? notUnderstood, Said said)
    {
        var path = Path.Combine(folder, "protocol.yaml");
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, content) in Files.Zip([text, StarterScenario.Text]))
                WholeFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(content)));
            if (notUnderstood is { Count: > 0 })
                File.WriteAllLines(Path.Combine(folder, NotTaken), notUnderstood.Select(one => $"{one}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return said.Unusable($"{path} cannot be written: {e.Message}");
        }
        said.Output.WriteLine(
            $"{path} is written, and beside it scenario.yaml, a world to rehearse it in. Say in it what your trial promises, "
                + $"then: equipoise check {path}"
        );
        return ExitStatus.Done;
    }
}
