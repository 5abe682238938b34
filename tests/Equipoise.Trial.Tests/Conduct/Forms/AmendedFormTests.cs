using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>A form is that of the protocol version which binds the participant.</summary>
public sealed class AmendedFormTests
{
    const string Early = "101-001";
    const string Late = "101-002";
    static readonly FormPlace Vitals = new("unscheduled", 1, "vital-signs");
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(1);

    // The second version asks for the height, and calls the pulse a heart rate.
    static readonly string amended = File.ReadAllText(Examples.ProtocolPath("patina"))
        .Replace("protocol version: \"1.0\"", "protocol version: \"2.0\"", StringComparison.Ordinal)
        .Replace(
            "      pulse: { ask: Pulse Rate,",
            "      height: { ask: Height, type: whole number, unit: cm, sdtm: VS HEIGHT }\n      pulse: { ask: Heart Rate,",
            StringComparison.Ordinal
        )
        .Replace("sdtm: VS PULSE", "sdtm: VS HR", StringComparison.Ordinal);

    [Fact]
    public void Whom_the_amendment_does_not_bind_keeps_the_form_of_before_and_sdtm_reads_each_answer_by_its_version()
    {
        using var trial = PatinaTrial.WithRandomized(Early).AndEligible(Late);
        trial.With(
            new AmendProtocol(
                amended,
                AmendmentBinding.NewParticipants,
                day,
                PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
            )
        );

        trial.RefusalsOf(new RecordForm(Early, Vitals, [new("height", "170")], day)).ShouldBe(["unknown-item"]);
        trial.With(
            new RecordForm(Early, Vitals, [new("pulse", "70")], day),
            new RecordForm(Late, Vitals, [new("height", "170"), new("pulse", "70")], day)
        );

        trial.Rows[^1].Payload.ShouldContain("\"protocolVersion\":\"2.0\"");
        trial.Rows[^3].Payload.ShouldContain("\"protocolVersion\":\"1.0\"");
        var vitals = SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol).Named("VS");
        Rows.Of(vitals, "USUBJID", "VSTESTCD", "VSTEST", "VSORRES")
            .ShouldBe([
                "PATINA-101-001|PULSE|Pulse Rate|70",
                "PATINA-101-002|HEIGHT|Height|170",
                "PATINA-101-002|HR|Heart Rate|70",
            ], ignoreOrder: true);
    }

    [Fact]
    public void A_value_recorded_under_the_version_before_is_not_recorded_again_under_the_new_one()
    {
        using var trial = PatinaTrial.WithRandomized(Early);
        trial.With(
            new RecordForm(Early, Vitals, [new("pulse", "70")], day),
            new AmendProtocol(
                amended,
                AmendmentBinding.AllParticipants,
                day,
                PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
            )
        );
        var rows = trial.Rows.Length;

        trial.With(new RecordForm(Early, Vitals, [new("pulse", "70")], day));

        trial.Rows.Length.ShouldBe(rows);
    }
}
