using Equipoise.Design.Forecast;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Design.Forecast;

/// <summary>
/// How often the limits of a forecast hold the day on which the event comes, over virtual trials of a protocol. The numbers stand in
/// docs/event-forecast.md.
/// </summary>
[Trait("Takes", "time")]
public sealed class ForecastCoverageTests
{
    const int Trials = 500;
    const int Predictions = 400;

    static readonly string page = File.ReadAllText(Repository.At("docs", "event-forecast.md"));

    static readonly TrialProtocol protocol = ProtocolFile.Read(Repository.At("bench", "scenarios", "three-looks.yaml")) switch
    {
        ProtocolReading.Accepted accepted => accepted.Protocol,
        var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
    };

    // 95% of 500 is 475, its standard deviation √(500 × 0.95 × 0.05) = 4.9: fewer than 460 or more than 490 would be three away.
    // Limits of whole days and of few predictions are no reason for more.
    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(80)]
    public void The_limits_hold_the_day_of_the_last_event_as_often_as_they_say(int percent)
    {
        var trial = ProtocolWorld.Of(protocol);
        const int Last = 400;
        var seen = Last * percent / 100;
        var held = 0;
        for (var index = 0; index < Trials; index++)
        {
            var people = trial.Replay(20_261_129, 0, (ulong)index).Participants;
            int[] days = [.. people.Select(EventDay).Where(day => day < int.MaxValue).Order()];
            var forecast = TrialForecast
                .Of(protocol.Design!, CourseAt(people, days[seen - 1]), [Last], ((ulong)index, Predictions))
                .Expected.Single();
            var truth = Opening.AddDays(days[Last - 1]);
            held += forecast.Lower <= truth && (forecast.Upper is null || truth <= forecast.Upper) ? 1 : 0;
        }
        held.ShouldBeInRange(460, 490, $"at {percent}%");
        page.ShouldContain($"| {percent}% | {seen} | {held / 5.0:0.0}% |");
    }

    static readonly DateOnly Opening = new(2026, 1, 1);

    static int DayOf(double month) => (int)Math.Floor(month * 30.4375);

    static int EventDay(ReplayedParticipant who) =>
        who.Event is { } time && !(who.Dropout < time) ? DayOf(who.Arrival + time) : int.MaxValue;

    static BlindedCourse CourseAt(IReadOnlyList<ReplayedParticipant> people, int dataDay) =>
        new(
            Opening.AddDays(dataDay),
            [
                .. people
                    .Where(who => DayOf(who.Arrival) <= dataDay)
                    .Select(who =>
                    {
                        var entry = DayOf(who.Arrival);
                        var (happens, leaves) = (EventDay(who), who.Dropout is { } time ? DayOf(who.Arrival + time) : int.MaxValue);
                        var (end, status) =
                            happens <= dataDay ? (happens, FollowUpStatus.Event)
                            : leaves <= dataDay ? (leaves, FollowUpStatus.Lost)
                            : (dataDay, FollowUpStatus.Ongoing);
                        return new FollowedParticipant(Opening.AddDays(entry), end - entry + 1, Opening.AddDays(end), status);
                    }),
            ]
        );
}
