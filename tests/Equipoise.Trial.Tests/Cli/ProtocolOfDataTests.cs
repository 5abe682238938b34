
namespace Equipoise.Trial.Tests.Cli;

/// <summary>What <c>equipoise new DIR --from DATA</c> writes of a folder of data passes the check and the analysis unedited.</summary>
public sealed class ProtocolOfDataTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Events and participants: REFERENCE_TTE.csv; table 14-1.01 of the pilot's report; the data themselves.
    [ReferenceTheory]
    [InlineData("random-cdisc", "", "b-placebo", "A: Drug X: 79 events in 134")]
    [InlineData("pharmaverse", "adam", "placebo", "CDISCPILOT01, Progression Free Survival")]
    [InlineData("tlg-golden", "chevron-syn_data", "b-placebo", "hazard ratio")]
    [InlineData("cdisc-pilot", "adam", "placebo", "CDISCPILOT01, Time to")]
    [InlineData("cdisc-pilot", "sdtm", "placebo", "Placebo: 2 events in 86")]
    public void Data_of_strangers_go_from_their_folder_to_a_report_unedited(string set, string part, string control, string printed)
    {
        var (data, protocol) = (ReferenceData.PathOf(set, part), folder.File("protocol.yaml"));
        Done("new", folder.Path, "--from", data);
        File.ReadAllText(protocol).ShouldContain($"  {control}:\n");
        Done("check", protocol).ShouldContain("no problems found");
        Done("analyze", "--protocol", protocol, "--data", data, "--out", folder.File("report")).ShouldContain(printed);
    }

    [Fact]
    public void A_folder_without_data_sets_of_a_trial_says_what_it_lacks()
    {
        folder.File("adsl.csv", "USUBJID,TRT01P\n1,A\n2,B\n");
        var (exit, _, error) = CommandLine.Run("new", folder.File("new"), "--from", folder.Path);
        exit.ShouldBe(2);
        error.ShouldContain("holds no ADTTE");
        Directory.Exists(folder.File("new")).ShouldBeFalse();
    }

    static string Done(params string[] call)
    {
        var (exit, output, error) = CommandLine.Run(call);
        exit.ShouldBe(0, error);
        return output;
    }
}
