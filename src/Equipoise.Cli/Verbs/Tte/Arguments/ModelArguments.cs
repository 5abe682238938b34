using System.CommandLine;
using System.CommandLine.Parsing;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>What is compared with what, and what is adjusted for.</summary>
sealed class ModelArguments
{
    static readonly (string What, Func<double, bool> Is) isPower = ("a power is a number, 0 or more", power => power >= 0);

    readonly Option<string?> arm = OptionOf.Column("--arm", "The column of arms to compare.");

    readonly Option<string?> reference = new("--reference")
    {
        Description = "The arm to compare with; by default the first in sort order.",
        HelpName = "LEVEL",
    };

    readonly Option<string[]> strata = OptionOf.Names(
        "--strata",
        "The columns whose combinations are strata of the log-rank test and the Cox model."
    );

    readonly Option<string[]> covariates = OptionOf.Names(
        "--covariates",
        "The columns that the Cox model adjusts for: numbers as they are, text as levels; sex*age is both and their interaction."
    );

    readonly Option<string[]> factors = OptionOf.Names("--factor", "Columns of numbers that the Cox model takes as levels.");

    readonly Option<string[]> subgroups = OptionOf.Names(
        "--subgroups",
        "The columns in whose levels the hazard ratio of two arms is told, with a test of interaction."
    );

    readonly Option<string?> cluster = OptionOf.Column(
        "--cluster",
        "The column of clusters, for robust limits of hazard ratios."
    );

    readonly Option<string> ties = OptionOf.Word(
        "--ties",
        "How the Cox model treats ties; discrete is the exact partial likelihood, exact the exact marginal one.",
        "efron",
        TteWords.Ties.Keys
    );

    readonly Option<double?> rho = OptionOf.Number(
        "--rho",
        "The log-rank test weighs events by S^rho (1 - S)^gamma: 1 and 0 stress early differences.",
        "N",
        isPower
    );

    readonly Option<double?> gamma = OptionOf.Number(
        "--gamma",
        "The other power: 0 and 1 stress late differences.",
        "N",
        isPower
    );

    readonly Option<string[]> tests = OptionOf.Names(
        "--tests",
        $"More tests between the arms: {string.Join(", ", ArmTest.Words)} (magirr-burman=T: the weight grows until T).",
        "WORD,WORD"
    );

    readonly Option<bool> firth = new("--firth")
    {
        Description = "The Cox model has Firth's penalty: finite hazard ratios also where a group has no event.",
    };

    public void AddTo(Command command)
    {
        Option[] ofData = [arm, reference, strata, covariates, factors, cluster];
        foreach (var option in (Option[])[.. ofData, ties, rho, gamma, tests, firth, subgroups])
            command.Add(option);
    }

    /// <param name="parsed">What was asked.</param>
    /// <param name="hasResiduals">Whether residuals of the model are.</param>
    public void Check(CommandResult parsed, bool hasResiduals)
    {
        if (hasResiduals && parsed.GetResult(arm) is null && parsed.GetValue(covariates) is { Length: 0 })
            parsed.AddError("--residuals are of the Cox model, which needs --arm or --covariates.");
        if (hasResiduals && parsed.GetValue(ties) is ("exact" or "discrete"))
            parsed.AddError("--residuals are of the ties efron or breslow.");
        if (parsed.GetResult(reference) is not null && parsed.GetResult(arm) is null)
            parsed.AddError("--reference names a level of --arm, which is not given.");
        if ((parsed.GetResult(rho) ?? parsed.GetResult(gamma)) is not null && parsed.GetResult(arm) is null)
            parsed.AddError("--rho and --gamma weigh the log-rank test between the levels of --arm, which is not given.");
        foreach (var problem in (parsed.GetValue(tests) ?? []).Select(ArmTest.Problem).OfType<string>())
            parsed.AddError(problem);
        if (parsed.GetValue(tests) is { Length: > 0 } && parsed.GetResult(arm) is null)
            parsed.AddError("--tests are between the levels of --arm, which is not given.");
        foreach (var covariate in parsed.GetValue(covariates) ?? [])
            if (TteModel.Factors(covariate) is { Length: > 2 } or { Length: 2 } and ([{ Length: 0 }, _] or [_, { Length: 0 }]))
                parsed.AddError($"--covariates {covariate}: an interaction is of two columns, such as sex*age.");
        if (HasSubgroups(parsed) && parsed.GetResult(arm) is null)
            parsed.AddError("--subgroups compare the levels of --arm, which is not given.");
        if (parsed.GetValue(firth) && parsed.GetResult(cluster) is not null)
            parsed.AddError("--firth has no robust limits, which --cluster asks for. Leave one out.");
        foreach (var factor in parsed.GetValue(factors) ?? [])
            if (
                parsed
                    .GetValue(covariates)
                    ?.SelectMany(TteModel.Factors)
                    .Contains(factor, StringComparer.OrdinalIgnoreCase) != true
            )
                parsed.AddError($"--factor {factor} is none of --covariates.");
    }

    /// <summary>Whether there are arms to compare.</summary>
    public bool HasArms(CommandResult parsed) => parsed.GetResult(arm) is not null;

    /// <summary>Whether subgroups are asked for.</summary>
    public bool HasSubgroups(CommandResult parsed) => parsed.GetValue(subgroups) is { Length: > 0 };

    public TteModel Of(ParseResult parsed) =>
        new()
        {
            Arm = parsed.GetValue(arm),
            Reference = parsed.GetValue(reference),
            Strata = parsed.GetRequiredValue(strata),
            Covariates = parsed.GetRequiredValue(covariates),
            AsLevels = parsed.GetRequiredValue(factors),
            Subgroups = parsed.GetRequiredValue(subgroups),
            Cluster = parsed.GetValue(cluster),
            Ties = TteWords.Ties[parsed.GetRequiredValue(ties)],
            Rho = parsed.GetValue(rho) ?? 0,
            Gamma = parsed.GetValue(gamma) ?? 0,
            Tests = parsed.GetRequiredValue(tests),
            Firth = parsed.GetValue(firth),
        };
}
