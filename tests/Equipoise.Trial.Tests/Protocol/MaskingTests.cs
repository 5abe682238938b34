using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Who does not know the treatment is one of a closed set, in the words of ClinicalTrials.gov.</summary>
public sealed class MaskingTests
{
    static readonly string patina = File.ReadAllText(Examples.ProtocolPath("patina"));

    [Theory]
    [InlineData("open label", "open label")]
    [InlineData("Open Label", "open label")]
    [InlineData("single blind", "single blind")]
    [InlineData("double blind", "double blind")]
    [InlineData("triple blind", "triple blind")]
    [InlineData("quadruple blind", "quadruple blind")]
    [InlineData("[outcomes assessor]", "single blind (outcomes assessor)")]
    [InlineData("[investigator, participant]", "double blind (participant, investigator)")]
    [InlineData("[participant, care provider, investigator, outcomes assessor]", "quadruple blind (participant, care provider, investigator, outcomes assessor)")]
    public void Each_level_is_read_and_printed_in_its_words(string written, string printed) => Read(written)!.ToString().ShouldBe(printed);

    [Fact]
    public void The_examples_say_what_they_said()
    {
        Examples.PatinaProtocol.Trial.Masking.ShouldBe(new Masking.OpenLabel());
        Read("double blind").ShouldBe(new Masking.Blind(BlindingLevel.Double, []));
        Read("[participant, investigator]")
            .ShouldBe(new Masking.Blind(BlindingLevel.Double, [MaskedParty.Participant, MaskedParty.Investigator]));
        File.ReadAllText(Examples.ProtocolPath("cdisc-pilot")).ShouldContain("masking: double blind");
    }

    [Fact]
    public void What_the_file_does_not_say_is_not_known()
    {
        var text = Slip.Replace(patina, "  masking: open label\n", "");
        ProtocolFile
            .Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Trial.Masking.ShouldBeNull();
    }

    [Theory]
    [InlineData("‸double-blind", "trial.masking", "is 'double-blind'")]
    [InlineData("‸everybody", "trial.masking", "is 'everybody'")]
    [InlineData("‸[]", "trial.masking", "is empty")]
    [InlineData("[‸patient]", "trial.masking[1]", "is 'patient'")]
    [InlineData("[participant, ‸Participant]", "trial.masking[2]", "'participant' occurs twice")]
    [InlineData("[participant, ‸open label]", "trial.masking[2]", "is 'open label'")]
    public void Another_word_is_refused_at_its_place(string written, string path, string message) =>
        Slip.In("masking: open label", $"masking: {written}", path, message);

    [Fact]
    public void A_slip_of_the_pen_is_told_what_was_meant_and_all_slips_at_once()
    {
        Slip.ProblemsOf(Slip.Replace(patina, "masking: open label", "masking: double-blind"))
            .ShouldHaveSingleItem()
            .Remedy.ShouldBe("did you mean 'double blind'?");
        Slip.ProblemsOf(Slip.Replace(patina, "masking: open label", "masking: [investigators, nurse]"))
            .Select(problem => problem.Remedy)
            .ShouldBe(["did you mean 'investigator'?", "write one of: participant, care provider, investigator, outcomes assessor"]);
    }

    static Masking? Read(string written)
    {
        var reading = ProtocolFile.Parse(
            Encoding.UTF8.GetBytes(Slip.Replace(patina, "masking: open label", $"masking: {written}")),
            "protocol.yaml"
        );
        return reading.ShouldBeOfType<ProtocolReading.Accepted>(string.Join('\n', reading.Problems)).Protocol.Trial.Masking;
    }
}
