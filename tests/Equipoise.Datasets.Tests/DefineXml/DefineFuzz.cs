using System.Globalization;
using Equipoise.Datasets.DefineXml;
using Xunit.Abstractions;

namespace Equipoise.Datasets.Tests.DefineXml;

/// <summary>Damaged documents are read with findings, or refused in words; what was read can be written and shown.</summary>
[Trait("Takes", "time")]
public sealed class DefineFuzz(ITestOutputHelper output)
{
    static readonly string[] Words =
    [
        "<",
        "\"",
        "&",
        "OID=",
        "Yes",
        "</ItemDef>",
        "<ItemRef/>",
        "\0",
        "&#x0;",
        "&#xD;",
        "-1",
        "99999999999",
    ];

    static int Mutations =>
        int.TryParse(Environment.GetEnvironmentVariable("EQUIPOISE_MUTATIONS"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 1000;

    [ReferenceFact]
    public void A_mutated_document_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var (path, copy) = (folder.File("mutated.xml"), folder.File("copy.xml"));
        string[] documents =
        [
            File.ReadAllText(ReferenceData.PathOf("datasets", "define", "bad_standard_name.xml")),
            File.ReadAllText(ReferenceData.PathOf("datasets", "define", "define21_minimal.xml")),
        ];
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < Mutations; seed++)
        {
            File.WriteAllText(path, Mutated(documents[seed % documents.Length], new(seed)));
            try
            {
                var (define, _) = DefineFile.Read(path);
                DefineFile.Write(define, copy);
                DefinePage.Of(define).ShouldNotContain("<script");
                DefineSpecs.Of(define).Count.ShouldBe(define.ItemGroups.Count);
                read++;
            }
            catch (DataException e)
            {
                e.Message.ShouldStartWith(path, Case.Sensitive, $"seed {seed}");
                refused++;
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }
        (read > 0 && refused > 0).ShouldBeTrue();
        output.WriteLine($"{Mutations} mutated documents: {read} read, {refused} refused.");
    }

    static string Mutated(string document, SeededDraws draws)
    {
        for (var change = draws.Below(3); change >= 0 && document.Length > 0; change--)
        {
            var at = draws.Below(document.Length);
            var length = Math.Min(draws.Below(60), document.Length - at);
            document = draws.Below(6) switch
            {
                0 => document.Remove(at, length),
                1 => document.Insert(at, Words[draws.Below(Words.Length)]),
                2 => document.Insert(at, document.Substring(draws.Below(document.Length - length + 1), length)),
                // A letter or a digit, which leaves the XML as it is and the meaning not.
                3 or 4 when char.IsLetterOrDigit(document[at]) => document
                    .Remove(at, 1)
                    .Insert(at, $"{(char)('0' + draws.Below(75))}"),
                _ => draws.Below(10) == 0 ? document[..(at + 1)] : document,
            };
        }
        return document;
    }
}
