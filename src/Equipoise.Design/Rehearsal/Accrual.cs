namespace Equipoise.Design.Rehearsal;

/// <summary>
/// Who comes, and when: uniform over the accrual period, with so many screening failures that enough are randomized.
/// </summary>
static class Accrual
{
    // From screening to randomization; nobody is screened so late that randomization would come after accrual has closed.
    const int DaysToRandomization = 14;

    public static IReadOnlyList<VirtualPerson> Of(Rehearsed world)
    {
        var (scenario, calendar) = (world.Scenario, world.Protocol.Trial.Calendar!);
        var random = world.Stream(Purpose.Accrual, 0);
        var open = calendar.ClosesToAccrual.DayNumber - calendar.Opens.DayNumber - DaysToRandomization;
        var period = Math.Max(0, Math.Min(scenario.AccrualOver.WholeDays, open));
        var failures = (int)
            Math.Round(scenario.Participants * scenario.ScreenFailures / (1 - Math.Min(scenario.ScreenFailures, 0.99)));
        var screened = scenario.Participants + failures;
        int[] days = [.. Enumerable.Range(0, screened).Select(_ => random.Between(0, period)).Order()];

        var atSite = new int[scenario.Sites + 1];
        var people = new List<VirtualPerson>(screened);
        for (var i = 0; i < screened; i++)
        {
            var site = random.Between(1, scenario.Sites);
            // Selection sampling: exactly so many failures, every choice of them equally likely.
            var fails = random.Happens((double)failures / (screened - i));
            failures -= fails ? 1 : 0;
            people.Add(
                VirtualPerson.Arrive(world, (uint)i, calendar.Opens.AddDays(days[i]), site, ++atSite[site], isEligible: !fails)
            );
        }
        return people;
    }
}
