using System.Text;
using Equipoise.Conduct.FollowUp;

namespace Equipoise.Server.Tests.Events;

public sealed class ImportTests
{
    const string Csv = """
        participant;test;value;unit;day;sample;lower;upper
        101-01;neutrophils;0,84;10^9/L;2018-06-01;;2,0;7,5
        101-01;PLAT;<25;10^9/L;2018-06-01;;;
        101-01;hemoglobin;12,1;g/dL;01.06.2018;;;
        202-01;hemoglobin;12,1;g/dL;2018-06-01;;;
        101-01;neutrophils;1800;cells/uL;2018-06-01;2;;
        101-01;neutrophils;450;10^9/L;2018-06-01;3;;
        101-01;albumin;40;g/L;2018-06-01;;;
        """;

    [Fact]
    public async Task A_file_is_looked_at_line_by_line_then_recorded_and_the_same_file_again_records_nothing()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var preview = await carla.Post("/lab-import", ("csv", Csv));
        preview.Words.ShouldContain("3 can be recorded, 0 recorded before, 4 refused.");
        preview.Words.ShouldContain("4 101-01 hemoglobin 12,1 g/dL 01.06.2018 '01.06.2018' is no day");
        // A participant of another site is answered as one whom nobody screened.
        preview.Words.ShouldContain("No participant 202-01 was screened.");
        preview.Words.ShouldContain("grade 3: Neutrophil count decreased");
        preview.Words.ShouldContain("450 10^9/L is not possible");
        preview.Words.ShouldContain("no laboratory test 'albumin'");
        server.State.Find("101-01")!.All<LabValueRecorded>().ShouldBeEmpty();

        (await carla.PostFrom("/lab-import", "/lab-import/record", ("csv", Csv))).Words.ShouldContain("3 recorded, 0 recorded before, 4 refused.");
        var head = server.State.Head.Sequence;
        server.State.Find("101-01")!.All<LabValueRecorded>().Select(value => value.Value).ShouldBe([0.84, 25, 1.8], ignoreOrder: true);
        // Whatever ends its lines it is the same file.
        (await carla.PostFrom("/lab-import", "/lab-import/record", ("csv", Csv.ReplaceLineEndings("\r\n") + "\r\n"))).Words.ShouldContain("0 recorded, 3 recorded before");
        server.State.Head.Sequence.ShouldBe(head);
    }

    [Fact]
    public async Task The_same_file_after_a_correction_does_not_bring_the_old_value_back()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        await carla.PostFrom("/lab-import", "/lab-import/record", ("csv", Csv));
        await carla.Post(
            "/p/101-01/lab",
            [.. Typing.Day("on", 2018, 6, 1), ("sample", "1"), ("v-neutrophils", "0.94"), ("reason", "Misprint of the report.")]
        );
        var head = server.State.Head.Sequence;
        await carla.PostFrom("/lab-import", "/lab-import/record", ("csv", Csv));
        server.State.Head.Sequence.ShouldBe(head);
        server.State.Find("101-01")!.LaboratoryValues("neutrophils")[0].Value.ShouldBe(0.94);
    }

    [Fact]
    public async Task A_file_is_sent_as_a_file_as_well_and_one_that_is_too_large_is_refused()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (await Sent(carla, Encoding.UTF8.GetBytes("\ufeff" + Csv))).Words.ShouldContain("3 can be recorded");
        // 300 kB are more than any other form may have.
        var long300 = Csv + string.Concat(Enumerable.Range(1, 4900).Select(n => $"101-01;neutrophils;1.8;10^9/L;2018-06-01;{n};;                  \n"));
        (await Sent(carla, Encoding.UTF8.GetBytes(long300))).Status.ShouldBe(200);
        (await Sent(carla, new byte[1024 * 1024 + 1])).Words.ShouldContain("larger than 1 MB");
        (await carla.Post("/lab-import", ("csv", "participant,test\n101-01,neutrophils"))).Words.ShouldContain("and no value, unit, day");
        (await carla.Post("/lab-import", ("csv", ""))).Words.ShouldContain("Choose a file, or paste its lines.");
    }

    static async Task<Browser.Answer> Sent(Browser browser, byte[] file)
    {
        var page = (await browser.Get("/lab-import")).Page;
        var content = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[action='/lab-import'] input[type=hidden]"))
            content.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
        content.Add(new ByteArrayContent(file), "file", "values.csv");
        return await browser.Send(new(HttpMethod.Post, "/lab-import") { Content = content });
    }
}
