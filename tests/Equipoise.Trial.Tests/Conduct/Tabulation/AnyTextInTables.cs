using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;
using Equipoise.Exchange.Sdtm;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>No single text stops an export, and what is changed for it is told.</summary>
public sealed class AnyTextInTables : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Log => folder.File("trial.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Verbatim_terms_of_any_language_and_length_go_through_transport_files_letter_by_letter()
    {
        Told([.. AnyText.Terms.Select(AnyText.AdverseEvent)]);

        var (exit, _, error) = Export("xpt");

        exit.ShouldBe(0, error);
        TermsInXpt().Order(StringComparer.Ordinal).ShouldBe(AnyText.Terms.Order(StringComparer.Ordinal));
        // Three of seven terms are longer than 200 bytes (AnyText), five have letters beyond ASCII.
        error.ShouldContain("AE.AETERM: 3 values of more than 200 bytes, which go on in SUPPAE as AETERM1 (SDTMIG 4.5.3.2); the first in row ");
        error.ShouldContain("AE.AETERM: 6 values with letters beyond ASCII, written in UTF-8.");
    }

    [Fact]
    public void No_value_of_a_transport_file_is_longer_than_200_bytes_and_none_ends_within_a_letter()
    {
        Told([.. AnyText.Terms.Select(AnyText.AdverseEvent)]);
        Export("xpt").Exit.ShouldBe(0);

        foreach (var file in Directory.GetFiles(folder.File("xpt"), "*.xpt"))
            foreach (var column in XptFile.Read(file).Columns.OfType<TextColumn>())
            {
                column.Width.ShouldBeLessThanOrEqualTo(200);
                column.Values.ShouldAllBe(value => !value.Contains('\uFFFD'));
            }
    }

    [Fact]
    public void A_csv_file_keeps_every_text_whole()
    {
        Told([.. AnyText.Terms.Select(AnyText.AdverseEvent)]);

        var (exit, _, error) = Export("csv");

        exit.ShouldBe(0, error);
        error.ShouldNotContain("UTF-8");
        File.Exists(Path.Combine(folder.File("csv"), "suppae.csv")).ShouldBeFalse();
        Text(CsvFile.Read(Path.Combine(folder.File("csv"), "ae.csv")), "AETERM").Order(StringComparer.Ordinal)
            .ShouldBe(AnyText.Terms.Order(StringComparer.Ordinal));
    }

    // conduct.md 1.6: "half of a surrogate pair: ... SDTM export refused for the whole trial"; "NUL: csv and xpt refused".
    [Theory]
    [InlineData("csv", "1 value", "bell\u0007 \uffff")]
    [InlineData("xpt", "2 values", "bell\uFFFD \uFFFD")]
    public void A_log_of_before_texts_were_looked_at_is_exported_with_a_mark_and_that_is_said(string format, string values, string bell)
    {
        Told(AnyText.AdverseEvent("a\0b"), AnyText.AdverseEvent("half \ud83d"), AnyText.AdverseEvent("bell\u0007 \uffff"));

        var (exit, _, error) = Export(format);

        exit.ShouldBe(0, error);
        error.ShouldContain($"AE.AETERM: {values} with a character that cannot be exchanged, which stands as U+FFFD; the first in row 1.");
        var table = format == "csv" ? CsvFile.Read(Path.Combine(folder.File(format), "ae.csv")) : Xpt("ae");
        Text(table, "AETERM").Order(StringComparer.Ordinal).ShouldBe(["a\uFFFDb", bell, "half \uFFFD"]);
    }

    [Fact]
    public void Verify_names_the_rows_whose_texts_cannot_be_exchanged()
    {
        var last = Told(AnyText.AdverseEvent("a\0b"), AnyText.AdverseEvent("fine"), AnyText.AdverseEvent("half \ud83d"));

        var (_, output, _) = CommandLine.Run("verify", "--trial", Log);

        output.ShouldContain($"row {last - 2}: its text 'term' has a control character (U+0000) at character 2");
        output.ShouldContain($"row {last}: its text 'term' has the mark of a lost letter (U+FFFD) at character 6");
        output.ShouldNotContain($"row {last - 1}: its text");
    }

    // conduct.md 1.6: "ODM export works but import refuses it".
    [Fact]
    public void A_log_with_texts_that_cannot_be_exchanged_goes_through_odm_and_is_the_same_log()
    {
        Told(
            AnyText.AdverseEvent("a\0b"),
            AnyText.AdverseEvent("half \ud83d and whole \ufffd"),
            AnyText.AdverseEvent(@"a backslash \uFFFD") with { PreferredTerm = "half \ude00 in the row itself", BodySystem = "\uffff" }
        );
        CommandLine.Run("export", "--trial", Log, "--out", folder.File("odm"), "--as", "odm").Exit.ShouldBe(0);

        var (exit, _, error) = CommandLine.Run("import", Path.Combine(folder.File("odm"), "trial.xml"), "--out", folder.File("again.db"));

        exit.ShouldBe(0, error);
        HeadFile.Read(HeadFile.For(folder.File("again.db"))).End.ShouldBe(HeadFile.Read(HeadFile.For(Log)).End);
        var (_, output, _) = CommandLine.Run("verify", "--trial", folder.File("again.db"));
        output.ShouldContain("its text 'preferredTerm' has the mark of a lost letter");
    }

    // SDTMIG 3.4, TS: "TSVAL1-TSVALn: text of more than 200 characters"; 4.5.3.2: a name of eight characters gives up its last.
    [Fact]
    public void What_has_no_supplement_goes_on_in_further_columns_and_a_supplement_in_further_rows()
    {
        var text = new string('x', 450);
        Table[] tables =
        [
            new("TS", "Trial Summary", [new TextColumn("TSVAL", "Parameter Value", [text, "short"])]),
            new(
                "SUPPDM",
                "Supplement",
                [
                    new TextColumn("USUBJID", "Subject", ["1", "2"]),
                    new TextColumn("QNAM", "Name", ["ERRORWHY", "B"]),
                    new TextColumn("QLABEL", "Label", ["Why it is an error, in forty characters.", "B"]),
                    new TextColumn("QVAL", "Value", [text, "no"]),
                ]
            ),
        ];

        var fitted = TransportTexts.Fitted(tables).Tables;

        fitted[0].Columns.Select(column => column.Name).ShouldBe(["TSVAL", "TSVAL1", "TSVAL2"]);
        fitted[0].Columns.Cast<TextColumn>().Select(column => column[0].Length).ShouldBe([200, 200, 50]);
        fitted[0].Columns.Cast<TextColumn>().Select(column => column[1]).ShouldBe(["short", "", ""]);
        Text(fitted[1], "QNAM").ShouldBe(["ERRORWHY", "ERRORWH1", "ERRORWH2", "B"]);
        string.Concat(Text(fitted[1], "QVAL").Take(3)).ShouldBe(text);
        Text(fitted[1], "QLABEL").ShouldAllBe(label => label.Length <= 40);
    }

    // SDTMIG 3.4, 4.5.3.2: "the text should be split between words to improve readability".
    [Fact]
    public void A_text_is_split_between_words_and_never_within_a_letter()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("severe vomiting", 30));
        Splits(sentence).ShouldAllBe(part => part.Trim().StartsWith("severe") || part.Trim().StartsWith("vomiting"));
        string.Concat(Splits(sentence)).ShouldBe(sentence);
        // The family is seven code points joined to one letter, of 25 bytes.
        var family = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 20));
        string.Concat(Splits(family)).ShouldBe(family);
        Splits(family).ShouldAllBe(part => part.Length % "👨‍👩‍👧‍👦".Length == 0);
        var marks = "a" + string.Concat(Enumerable.Repeat("\u0301", 400));
        string.Concat(Splits(marks)).ShouldBe(marks);

        static string[] Splits(string text) =>
            [
                .. TransportTexts.Fitted([new("TS", "", [new TextColumn("TSVAL", "", [text])])]).Tables[0].Columns
                    .Cast<TextColumn>()
                    .Select(column => column[0]),
            ];
    }

    /// <summary>A closed log that ends with these; the sequence of its last row.</summary>
    long Told(params AdverseEventRecorded[] events)
    {
        using var trial = new PatinaTrial(SqliteTrialLog.Create(Log));
        trial.With(new OpenTrial(File.ReadAllText(Examples.ProtocolPath("patina")), Synthetic: true)).AndEligible("101-001").AndRandomized("101-001");
        trial.Recorded([.. events.Select((one, index) => one with { Number = index + 1 })]);
        return trial.Rows[^1].Sequence;
    }

    (int Exit, string Output, string Error) Export(string format) =>
        CommandLine.Run("export", "--trial", Log, "--out", folder.File(format), "--as", format);

    Table Xpt(string name) => XptFile.Read(Path.Combine(folder.File("xpt"), $"{name}.xpt"));

    /// <summary>The terms as a reader puts them together from AE and SUPPAE.</summary>
    IEnumerable<string> TermsInXpt()
    {
        var (ae, supplement) = (Xpt("ae"), Xpt("suppae"));
        Text(supplement, "IDVAR").ShouldAllBe(name => name == "AESEQ");
        foreach (var (row, term) in Text(ae, "AETERM").Index())
            yield return term
                + string.Concat(
                    Enumerable
                        .Range(0, supplement.RowCount)
                        .Where(rest => Text(supplement, "IDVARVAL")[rest] == $"{((NumberColumn)ae.Find("AESEQ")!)[row]}")
                        .Where(rest => Text(supplement, "QNAM")[rest].StartsWith("AETERM", StringComparison.Ordinal))
                        .OrderBy(rest => Text(supplement, "QNAM")[rest], StringComparer.Ordinal)
                        .Select(rest => Text(supplement, "QVAL")[rest])
                );
    }

    static string[] Text(Table table, string column) => ((TextColumn)table.Find(column)!).Values;
}
