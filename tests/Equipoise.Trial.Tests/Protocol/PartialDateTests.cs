using System.Globalization;
using Equipoise.Protocol.Values;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>A date is known to the day, the month or the year; every comparison says yes, no, or that nobody can tell.</summary>
public sealed class PartialDateTests
{
    static readonly DateOnly first = new(2019, 11, 1);

    [Theory]
    [InlineData("2019", "2019-01-01", "2019-12-31")]
    [InlineData("2019-02", "2019-02-01", "2019-02-28")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29")]
    [InlineData("2019-04-30", "2019-04-30", "2019-04-30")]
    public void It_may_be_any_day_of_what_is_known(string text, string earliest, string latest)
    {
        var date = Of(text);
        (date.First.ToString("O"), date.Last.ToString("O"), date.ToString()).ShouldBe((earliest, latest, text));
        (date.Day is not null).ShouldBe(earliest == latest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("19")]
    [InlineData("0000")]
    [InlineData("2019-13")]
    [InlineData("2019-02-29")]
    [InlineData("2019-4")]
    [InlineData("2019-04-3")]
    [InlineData("2019-")]
    [InlineData("2019-UN-UN")]
    [InlineData("2019---15")]
    [InlineData(" 2019")]
    [InlineData("2019-04-30T12:00")]
    [InlineData("\u0662\u0660\u0661\u0669")]
    public void What_is_no_date_is_none(string text) => PartialDate.Read(text).ShouldBeNull();

    /// <summary>Against the slow and obvious way: every day that it may be is asked.</summary>
    [Fact]
    public void A_comparison_says_what_every_day_says_that_it_may_be()
    {
        List<PartialDate> dates = [];
        for (var day = first; day < first.AddDays(100); day = day.AddDays(1))
            foreach (var form in (string[])["yyyy", "yyyy-MM", "yyyy-MM-dd"])
                dates.Add(Of(day.ToString(form, CultureInfo.InvariantCulture)));
        dates = [.. dates.Distinct()];
        foreach (var date in dates)
        {
            var days = Days(date);
            for (var day = first.AddDays(-40); day < first.AddDays(140); day = day.AddDays(7))
            {
                date.IsBefore(day).ShouldBe(Answer(days.Select(one => one < day)), $"{date} before {day:O}");
                date.IsAfter(day).ShouldBe(Answer(days.Select(one => one > day)), $"{date} after {day:O}");
                var last = day.AddDays(30);
                date.IsWithin(day, last).ShouldBe(Answer(days.Select(one => day <= one && one <= last)), $"{date} within {day:O} and 30 days");
                date.IsWithin(null, day).ShouldBe(Answer(days.Select(one => one <= day)));
                date.IsWithin(day, null).ShouldBe(Answer(days.Select(one => one >= day)));
            }
        }
        foreach (var date in dates.Where((_, index) => index % 9 == 0))
            foreach (var other in dates.Where((_, index) => index % 7 == 0))
                date.IsBefore(other)
                    .ShouldBe(Answer(Days(date).SelectMany(_ => Days(other), (one, two) => one < two)), $"{date} before {other}");
    }

    /// <summary>A bound of a form refuses what is certainly outside.</summary>
    [Theory]
    [InlineData("2019", true)]
    [InlineData("2019-04", true)]
    [InlineData("2019-03", false)]
    [InlineData("2018", false)]
    [InlineData("2019-04-14", false)]
    [InlineData("2019-04-15", true)]
    public void A_range_of_days_holds_what_may_lie_within(string value, bool holds) =>
        new Equipoise.Protocol.Forms.ItemRange.Dates(new(2019, 4, 15), null).Holds(value).ShouldBe(holds);

    [Fact]
    public void A_day_is_written_as_days_always_were()
    {
        PartialDate date = first;
        System.Text.Json.JsonSerializer.Serialize(date).ShouldBe(System.Text.Json.JsonSerializer.Serialize(first));
        System.Text.Json.JsonSerializer.Deserialize<PartialDate>("\"2019-11\"").ShouldBe(Of("2019-11"));
        Should.Throw<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<PartialDate>("2019"));
    }

    static List<DateOnly> Days(PartialDate date) =>
        [.. Enumerable.Range(0, date.Last.DayNumber - date.First.DayNumber + 1).Select(date.First.AddDays)];

    static bool? Answer(IEnumerable<bool> answers) => answers.Distinct().ToList() is [var one] ? one : null;

    static PartialDate Of(string text) => PartialDate.Read(text).ShouldNotBeNull();
}
