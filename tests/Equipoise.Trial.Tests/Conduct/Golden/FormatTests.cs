using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Golden;

/// <summary>Logs of other formats than the one that this program writes.</summary>
public sealed class FormatTests
{
    static TrialOpened Opened(int? format) =>
        new("PATINA", "1.0", Examples.PatinaProtocol.Sha256, PatinaTrial.Key.Commitment, true, null, format);

    static SqliteTrialLog LogOf(LogRow first)
    {
        var log = SqliteTrialLog.InMemory();
        log.Append([first]).ShouldBeTrue();
        return log;
    }

    [Fact]
    public void A_log_of_a_later_format_is_refused_with_both_formats_named_and_nothing_is_touched()
    {
        var row = PatinaTrial.Row(LogHead.Empty, PatinaTrial.Later, Opened(LogFormat.Current + 1));
        // A later format may have members that this program does not know: it says which format it is, and not that it cannot read it.
        var later = HashChain.Seal(LogHead.Empty, PatinaTrial.Later, row.Kind, row.Payload[..^1] + ",\"unheard\":true}");
        using var log = LogOf(later);

        Should
            .Throw<LogUnreadableException>(() => new TrialConduct(log, PatinaTrial.Rules, TimeProvider.System))
            .Message.ShouldBe(
                $"The log is of format {LogFormat.Current + 1}, which a later version of the program wrote; this one knows formats up to {LogFormat.Current}."
            );
        TrialVerification
            .Verify(log.Read(), null, Examples.PatinaProtocol, PatinaTrial.Key)
            .Problems[0].Words.ShouldContain($"format {LogFormat.Current + 1}");
        log.Read().ShouldBe([later]);
    }

    [Fact]
    public void A_log_of_the_first_format_is_read_and_not_gone_on_with()
    {
        using var log = LogOf(PatinaTrial.Row(LogHead.Empty, PatinaTrial.Later, Opened(null)));
        using var conduct = new TrialConduct(log, PatinaTrial.Rules, TimeProvider.System);

        PatinaTrial.Rule(conduct.Do(new RecordVisit("101-001", "cycle", 1, PatinaTrial.Randomization), PatinaTrial.Later)).ShouldBe(["older-format"]);
        conduct.State.Opened!.Trial.ShouldBe("PATINA");
        log.Read().Count().ShouldBe(1);
    }
}
