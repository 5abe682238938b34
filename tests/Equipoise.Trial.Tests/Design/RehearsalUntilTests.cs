using Equipoise.Conduct.Closing;

namespace Equipoise.Trial.Tests.Design;

/// <summary>A rehearsal that stops on a day and leaves its trial open.</summary>
[Trait("Takes", "time")]
public sealed class RehearsalUntilTests
{
    static readonly SmallRehearsal whole = SmallRehearsal.First;

    // The day on which the trial opens, one in the middle of accrual, and one after a year more; see protocol.yaml.
    [Theory]
    [InlineData("2017-06-21")]
    [InlineData("2019-02-28")]
    [InlineData("2020-02-29")]
    public void Its_log_is_the_beginning_of_the_log_of_the_whole_trial_byte_for_byte(string day)
    {
        var until = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var open = SmallRehearsal.Run(1, until: until);

        // Everything is recorded at noon UTC of its day.
        var expected = whole.Rows.TakeWhile(row => string.CompareOrdinal(row.RecordedAt[..10], day) <= 0).ToList();
        open.Rows.Count.ShouldBe(expected.Count);
        open.Rows.SequenceEqual(expected).ShouldBeTrue();
        open.Rows.Select(row => row.Seal).SequenceEqual(expected.Select(row => row.Seal)).ShouldBeTrue();
        open.Problems(1).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_neither_cut_off_nor_locked()
    {
        var open = SmallRehearsal.Run(1, until: new DateOnly(2019, 2, 28));

        (open.State.DataCutoff, open.Summary.Cutoff).ShouldBe((null, null));
        open.Rows.ShouldNotContain(row => row.Kind == nameof(TrialLocked));
        open.Summary.Entries.ShouldBe(open.Rows.Count);
    }

    [Fact]
    public void On_the_day_of_the_cutoff_itself_the_trial_is_still_open()
    {
        var open = SmallRehearsal.Run(1, until: whole.Summary.Cutoff);

        open.Summary.Cutoff.ShouldBeNull();
        // Cut off and locked are the two rows more.
        open.Rows.SequenceEqual(whole.Rows.Take(whole.Rows.Count - 2)).ShouldBeTrue();
    }

    [Fact]
    public void After_the_cutoff_there_is_nothing_to_stay_open() =>
        SmallRehearsal.Run(1, until: whole.Summary.Cutoff!.Value.AddDays(1)).Head.ShouldBe(whole.Head);

    [Fact]
    public void Before_the_trial_opens_there_is_nothing_to_rehearse() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SmallRehearsal.Run(1, until: new DateOnly(2017, 6, 20)));
}
