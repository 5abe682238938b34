using Equipoise.Design.Forecast;
using Equipoise.Design.Sizing;

namespace Equipoise.Trial.Tests.Design.Forecast;

/// <summary>Which day the n-th event is predicted for: closed forms, and the same written in R.</summary>
public sealed class EventForecastTests
{
    static readonly DateOnly dataDate = new(2020, 12, 31);
    static readonly ParticipantsToCome nobody = ToCome(0);

    [Fact]
    public void With_a_hazard_known_well_the_next_event_of_those_followed_is_exponential()
    {
        // 100 000 events in 100 days each: a hazard of 0.01 a day, known to 0.3%. Of 2 followed the next event is exponential with
        // hazard 0.02: median ln 2 / 0.02 = 34.66 days, 2.5% at 1.27, 97.5% at 184.44. Four Monte-Carlo errors of 40 000 draws: 2%,
        // 13% and 3% of these.
        var next = Forecast([.. Many(100_000, FollowUpStatus.Event, 100), .. Many(2, FollowUpStatus.Ongoing, 0)], nobody, 100_001);

        Days(next.Median).ShouldBe(35, 1.2);
        Days(next.Lower).ShouldBe(2, 0.2);
        Days(next.Upper).ShouldBe(185, 6);
        next.NeverReached.ShouldBe(0);
    }

    [Fact]
    public void With_few_events_the_limits_hold_what_is_not_known_of_the_hazard()
    {
        // Gamma(5, 10 000 days) over exponential times of 50 followed: P(next > t) = (1 + 50 t / 10000)^-5 (Lomax), so the p-quantile is
        // 200 ((1 - p)^(-1/5) - 1): 1.0154, 29.74 and 218.25 days; with the hazard taken for known the last would be 147.56.
        // Four Monte-Carlo errors at 40 000 draws: below 3% at the middle, 5% at the upper end.
        var next = Forecast([.. Many(5, FollowUpStatus.Event, 1000), .. Many(50, FollowUpStatus.Ongoing, 100)], nobody, 6);

        Days(next.Lower).ShouldBeInRange(1, 2);
        Days(next.Median).ShouldBe(30, 1);
        Days(next.Upper).ShouldBe(219, 10);
    }

    [Fact]
    public void Where_all_who_are_left_must_have_the_event_it_may_never_be_reached_and_the_upper_limit_is_never()
    {
        // Hazards of event and loss are 0.01 a day, known well: each of 2 has the event with probability 1/2, both with 1/4.
        var both = Forecast(
            [
                .. Many(50_000, FollowUpStatus.Event, 50),
                .. Many(50_000, FollowUpStatus.Lost, 50),
                .. Many(2, FollowUpStatus.Ongoing, 0),
            ],
            nobody,
            50_002
        );

        both.NeverReached.ShouldBe(0.75, 0.01);
        (both.Median, both.Upper).ShouldBe((null, null));
        both.Lower.ShouldNotBeNull();
    }

    [Fact]
    public void Follow_up_that_ends_for_each_participant_brings_no_event_after_it()
    {
        // Followed 60 of 70 days at a hazard of 0.01, known well: 10 days are left, P(no event) = exp(-0.1) = 0.9048.
        var course = Course([.. Many(100_000, FollowUpStatus.Event, 100), .. Many(1, FollowUpStatus.Ongoing, 60)]);

        new EventForecast(course, nobody, 70).Of([100_001], 1, 40_000)[0].NeverReached.ShouldBe(0.9048, 0.006);
    }

    [Fact]
    public void The_same_predictions_written_in_R_give_the_same_days()
    {
        // 100 participants, one every 3 days from 2020-01-01: every fifth has the event after 60 days, every tenth from the fourth on is
        // lost after 90 days if that is before the data date, the others are followed to it; 40 more come at 10 a month.
        // R 4.2.2, set.seed(20010715), 400 000 times: lam <- rgamma(1, 20, 17157); eta <- rgamma(1, 9, 17157);
        // start <- c(rep(0, 71), cumsum(rexp(40, 10 / 30.4375))); e <- rexp(111, lam); l <- rexp(111, eta);
        // sort(ifelse(e < l, start + e, Inf))[n - 20]; quantile(type = 1) at 0.025, 0.5, 0.975.
        (int Events, double Lower, double Median, double Upper)[] expected =
        [
            (21, 0.306374, 8.384270, 44.965415),
            (30, 50.70946, 103.51709, 198.35451),
            (60, 267.1789, 461.9529, 939.0745),
        ];
        var course = Course(InWords());
        (course.Events, course.Lost, course.Ongoing.Count, course.PersonDays).ShouldBe((20, 9, 71, 17157));

        var forecast = new EventForecast(course, ToCome(40)).Of([21, 30, 60], 1, 100_000);

        // A day is the whole one in which R's moment falls; four Monte-Carlo errors of both are below 2% of each.
        foreach (var (found, r) in forecast.Zip(expected))
            foreach (var (day, moment) in new[] { (found.Lower, r.Lower), (found.Median, r.Median), (found.Upper, r.Upper) })
                Days(day).ShouldBe(moment + 0.5, 0.5 + 0.02 * moment, $"event {r.Events}");
    }

    [Fact]
    public void The_expected_curve_is_the_mean_of_the_predictions_at_known_hazards()
    {
        // By 30 days of 50 followed at a hazard of 0.01 and losses at 0.01: 50 / 2 (1 - exp(-0.6)) = 11.28. Of those who come at 10
        // a month, r = 0.32854 a day, over all 30 days: r / 2 (30 - (1 - exp(-0.6)) / 0.02) = 1.2223.
        var course = Course(
            [
                .. Many(50_000, FollowUpStatus.Event, 50),
                .. Many(50_000, FollowUpStatus.Lost, 50),
                .. Many(50, FollowUpStatus.Ongoing, 0),
            ]
        );

        new ExpectedCurve(course, nobody).By(30).ShouldBe(50_000 + 25 * (1 - Math.Exp(-0.6)), 1e-6);
        new ExpectedCurve(course, ToCome(40)).By(30).ShouldBe(50_000 + 11.2797 + 1.2223, 1e-3);
        // 40 in all come, and half of everybody has the event in the end; with follow-up of 30 days 1 - exp(-0.6) of that half.
        new ExpectedCurve(course, ToCome(40)).By(1e6).ShouldBe(50_000 + 45, 1e-6);
        new ExpectedCurve(course, ToCome(40), 30).By(1e6).ShouldBe(50_000 + 25 * (1 - Math.Exp(-0.58)) + 20 * (1 - Math.Exp(-0.6)), 1e-6);
    }

    [Fact]
    public void Nothing_is_predicted_without_an_event_or_of_an_event_that_was_seen()
    {
        Should.Throw<ArgumentException>(() => new EventForecast(Course(Many(3, FollowUpStatus.Ongoing, 9)), nobody));
        var course = Course(Many(3, FollowUpStatus.Event, 9));
        Should.Throw<ArgumentOutOfRangeException>(() => new EventForecast(course, nobody).Of([3], 1, 100));
    }

    static ExpectedEvent Forecast(IEnumerable<FollowedParticipant> participants, ParticipantsToCome toCome, int n) =>
        new EventForecast(Course(participants), toCome).Of([n], 1, 40_000)[0];

    static BlindedCourse Course(IEnumerable<FollowedParticipant> participants) => new(dataDate, [.. participants]);

    static ParticipantsToCome ToCome(int number) => new(number, PiecewiseRate.Constant(10), 12);

    // Randomized so that those still followed have been in the trial for these days.
    static IEnumerable<FollowedParticipant> Many(int number, FollowUpStatus status, int days) =>
        Enumerable.Repeat(new FollowedParticipant(dataDate.AddDays(1 - Math.Max(1, days)), days, dataDate, status), number);

    static IEnumerable<FollowedParticipant> InWords()
    {
        for (var i = 0; i < 100; i++)
        {
            var from = new DateOnly(2020, 1, 1).AddDays(3 * i);
            var (status, end) =
                i % 5 == 0 ? (FollowUpStatus.Event, from.AddDays(59))
                : i % 10 == 3 && from.AddDays(89) <= dataDate ? (FollowUpStatus.Lost, from.AddDays(89))
                : (FollowUpStatus.Ongoing, dataDate);
            yield return new(from, end.DayNumber - from.DayNumber + 1, end, status);
        }
    }

    static double Days(DateOnly? day) => day.ShouldNotBeNull().DayNumber - dataDate.DayNumber;
}
