namespace Equipoise.Analysis.ReportingEvents;

/// <summary>What an operation of a reporting event computes, as its words say.</summary>
enum OperationMeaning
{
    /// <summary>No word says anything that can be computed here.</summary>
    Unknown,

    /// <summary>How many participants have a record.</summary>
    Participants,

    /// <summary>How many records there are.</summary>
    Records,

    /// <summary>How many values there are that are not missing.</summary>
    Values,

    /// <summary>A count in percent of another one.</summary>
    Percent,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The standard deviation.</summary>
    StandardDeviation,

    /// <summary>The 25% quantile.</summary>
    LowerQuartile,

    /// <summary>The 50% quantile.</summary>
    Median,

    /// <summary>The 75% quantile.</summary>
    UpperQuartile,

    /// <summary>The smallest value.</summary>
    Minimum,

    /// <summary>The largest value.</summary>
    Maximum,

    /// <summary>The P value of Pearson's chi-square test.</summary>
    ChiSquareTest,

    /// <summary>The P value of an analysis of variance with one factor.</summary>
    VarianceTest,

    /// <summary>The P value of Fisher's exact test.</summary>
    FisherTest,
}

/// <summary>Reads the words by which an operation and its method are called.</summary>
static class OperationMeanings
{
    // Words of operations that look like one of those below and are another: a standard error of the mean, a ratio of means.
    static readonly string[] others =
    [
        "error",
        "geometric",
        "least",
        "difference",
        "ratio",
        "limit",
        "confidence",
        "variance",
        "coefficient",
        "adjusted",
    ];

    static readonly (OperationMeaning Meaning, string[] Words)[] summaries =
    [
        (OperationMeaning.Percent, ["percent", "percentage", "pct", "%"]),
        (OperationMeaning.StandardDeviation, ["standard deviation", "sd", "std"]),
        (OperationMeaning.LowerQuartile, ["first quartile", "lower quartile", "q1", "25th percentile"]),
        (OperationMeaning.UpperQuartile, ["third quartile", "upper quartile", "q3", "75th percentile"]),
        (OperationMeaning.Median, ["median"]),
        (OperationMeaning.Minimum, ["minimum", "min"]),
        (OperationMeaning.Maximum, ["maximum", "max"]),
        (OperationMeaning.Mean, ["mean"]),
        (OperationMeaning.Values, ["non missing", "nonmissing", "count of values", "number of values", "observations"]),
        (OperationMeaning.Records, ["events", "occurrences", "records"]),
        (OperationMeaning.Participants, ["subjects", "participants", "patients"]),
    ];

    /// <summary>What an operation computes.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="method">Its method, which says which test a P value is of.</param>
    /// <param name="variable">The variable of the analysis: a count of an identifier is one of participants.</param>
    public static OperationMeaning Of(StoredOperation operation, StoredMethod method, string variable)
    {
        var words = Plain(operation.Words);
        if (Has(words, "p value", "pvalue", "pval"))
            return Test(Plain(method.Words));
        if (Has(words, others))
            return OperationMeaning.Unknown;
        foreach (var (meaning, ofMeaning) in summaries)
            if (Has(words, ofMeaning))
                return meaning;
        return !Has(words, "count", "n", "number") ? OperationMeaning.Unknown
            : variable is "USUBJID" or "SUBJID" ? OperationMeaning.Participants
            : OperationMeaning.Values;
    }

    static OperationMeaning Test(string words) =>
        Has(words, "covariance", "mantel", "cochran", "trend", "ancova") ? OperationMeaning.Unknown
        : Has(words, "fisher", "fishers") ? OperationMeaning.FisherTest
        : Has(words, "chi square", "chi squared", "chisq") ? OperationMeaning.ChiSquareTest
        : Has(words, "anova", "analysis of variance") ? OperationMeaning.VarianceTest
        : OperationMeaning.Unknown;

    /// <summary>The words in lower case between single blanks; what is no letter, digit or percent sign parts them.</summary>
    static string Plain(string words) =>
        $" {string.Join(
            ' ',
            new string([.. words.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Select(Kept)])
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        )} ";

    static char Kept(char letter) => char.IsLetterOrDigit(letter) || letter == '%' ? letter : ' ';

    static bool Has(string words, params ReadOnlySpan<string> any)
    {
        foreach (var word in any)
            if (words.Contains($" {word} ", StringComparison.Ordinal))
                return true;
        return false;
    }
}
