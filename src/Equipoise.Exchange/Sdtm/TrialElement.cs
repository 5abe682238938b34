using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>An element of the trial's design: what happens to a participant between two events.</summary>
/// <param name="Code">ETCD.</param>
/// <param name="Name">ELEMENT; blank for what nobody planned.</param>
/// <param name="Epoch">EPOCH, of code list C99079.</param>
/// <param name="Order">TAETORD: its place in an arm, from 1; null for what nobody planned.</param>
/// <param name="Starts">TESTRL.</param>
/// <param name="Ends">TEENRL.</param>
sealed record TrialElement(string Code, string Name, string Epoch, int? Order, string Starts, string Ends)
{
    internal const string TreatmentEpoch = "TREATMENT";

    internal static readonly TrialElement Screening = new(
        "SCREEN",
        "Screening",
        "SCREENING",
        1,
        "Informed consent",
        "First dose of study treatment; randomization where none is taken; failure of screening"
    );

    internal static readonly TrialElement FollowUp = new(
        "FOLLOWUP",
        "Follow-up",
        "FOLLOW-UP",
        3,
        "Every study treatment that was taken is stopped; randomization where none is taken",
        "Death, withdrawal or the end of the trial"
    );

    /// <summary>What was taken and no arm gives (SDTMIG 3.4, 5.3: ETCD is UNPLAN, and SEUPDES tells what it was).</summary>
    internal static readonly TrialElement Unplanned = new("UNPLAN", "", TreatmentEpoch, null, "", "");

    /// <summary>The treatment of an arm.</summary>
    internal static TrialElement Of(Arm arm, TrialProtocol protocol)
    {
        var place = Enumerable.Range(0, protocol.Arms.Count).First(index => protocol.Arms[index].Id == arm.Id);
        var gives = string.Join(
            ", ",
            arm.Gives.Select(id => protocol.Treatments.FirstOrDefault(treatment => treatment.Id == id)?.Label ?? id)
        );
        return new(
            $"TRT{place + 1}",
            arm.Label,
            TreatmentEpoch,
            2,
            gives.Length == 0 ? $"Treatment of the arm {arm.Label} begins" : $"First dose of any of: {gives}",
            gives.Length == 0 ? $"Treatment of the arm {arm.Label} ends" : $"Last of those taken is stopped of: {gives}"
        );
    }
}
