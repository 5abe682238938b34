using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Exchange.Odm;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>A log with everything that this room records goes through ODM and comes back as it was.</summary>
public sealed class AllocationsAsOdm
{
    [Theory]
    [InlineData(Variants.ThreeBlocks)]
    [InlineData(Variants.MinimizationBySite)]
    [InlineData(Variants.Simple)]
    public void Allocations_closings_and_marks_come_back_letter_by_letter(string method)
    {
        var day = PatinaTrial.Randomization;
        using var trial = Variants.Open(method, withThirdArm: true).Enroll(1, 3);
        trial.Today(new CloseArm("low", "Futile", day, Variants.Signed(CloseArm.Meaning, day)));
        trial.Today(new CloseSite("102", "Left", day, Variants.Signed(CloseSite.Meaning, day)));
        trial.Today(new OpenSite("102", "Back", day, Variants.Signed(OpenSite.Meaning, day)));
        trial.Today(new MarkAllocationInError("101-002", "Twice", day, Variants.Signed(MarkAllocationInError.Meaning, day)));
        trial.Enroll(4, 6);
        using var document = new MemoryStream();
        OdmExport.Write(document, () => trial.Rows, trial.TrialRules.Protocol, OdmFileType.Transactional, PatinaTrial.Later.RecordedAt);

        using var log = SqliteTrialLog.InMemory();
        document.Position = 0;
        OdmImport.Read(document, log);

        log.Read().ShouldBe(trial.Rows);
        trial.Rows.Select(row => row.Kind).ShouldContain(nameof(AllocationMarkedInError));
        trial.Verified([.. log.Read()]).Problems.ShouldBeEmpty();
    }
}
