namespace Equipoise.Statistics.Tests;

/// <summary>Small published data sets, typed as their authors print them: "6+" is censored at 6.</summary>
static class Samples
{
    /// <summary>Weeks of remission on 6-mercaptopurine: Freireich et al. (1963), Blood 21:699, as in Klein and Moeschberger, table 1.1.</summary>
    public static Observation[] Mercaptopurine => Parse("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

    /// <summary>Weeks of remission on placebo, same source.</summary>
    public static Observation[] Placebo => Parse("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    /// <summary>Weeks of remission with maintenance chemotherapy: Miller (1981), Survival Analysis, p. 49.</summary>
    public static Observation[] AmlMaintained => Parse("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");

    /// <summary>Weeks of remission without maintenance chemotherapy, same source.</summary>
    public static Observation[] AmlNonmaintained => Parse("5 5 8 8 12 16+ 23 27 30 33 43 45");

    /// <summary>Test data set 1 of Therneau and Grambsch (2000), appendix E.1, without its row of missing time.</summary>
    public static Observation[] Test1 => Parse("1 1+ 6 6 8+ 9");

    /// <summary>The covariate of <see cref="Test1"/>.</summary>
    public static double[] Test1Covariate => [1, 1, 1, 0, 0, 0];

    public static Observation[] Parse(string text) =>
        [
            .. text.Split(' ')
                .Select(word =>
                    word.EndsWith('+') ? Observation.CensoredAt(double.Parse(word[..^1])) : Observation.Event(double.Parse(word))
                ),
        ];

    /// <summary>Two groups as one sample, with 0 for the first and 1 for the second.</summary>
    public static (Observation[] Observations, int[] Groups) Together(Observation[] control, Observation[] experimental) =>
        ([.. control, .. experimental], [.. control.Select(_ => 0), .. experimental.Select(_ => 1)]);

    public static double[] AsCovariate(int[] groups) => Array.ConvertAll(groups, group => (double)group);
}
