using System.Collections.Immutable;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Closing;

/// <summary>What is closed, cut off, locked.</summary>
sealed class Closings : Part
{
    internal ImmutableDictionary<string, ArmClosed> Arms { get; set; } = ImmutableDictionary<string, ArmClosed>.Empty;

    internal ImmutableDictionary<string, SiteClosed> Sites { get; set; } = ImmutableDictionary<string, SiteClosed>.Empty;

    internal DataWereCutOff? Cutoff { get; set; }

    internal TrialLocked? Locked { get; set; }
}

/// <summary>What is closed, cut off, locked.</summary>
public static class ClosingState
{
    extension(TrialState trial)
    {
        /// <summary>How the trial was locked; null while it goes on.</summary>
        public TrialLocked? Locked => trial.Part<Closings>().Locked;

        /// <summary>The latest data cutoff, of an interim look or final; null when there is none.</summary>
        public DataWereCutOff? DataCutoff => trial.Part<Closings>().Cutoff;

        /// <summary>The cutoff of the final analysis, after which nobody is randomized; null until then.</summary>
        public DataWereCutOff? FinalCutoff => trial.DataCutoff is { IsFinal: true } cutoff ? cutoff : null;

        /// <summary>The arms that are closed, by their id. A closed arm is never opened again.</summary>
        public IReadOnlyDictionary<string, ArmClosed> ClosedArms => trial.Part<Closings>().Arms;

        /// <summary>The sites that are closed, by their id. Any other site is open.</summary>
        public IReadOnlyDictionary<string, SiteClosed> ClosedSites => trial.Part<Closings>().Sites;
    }
}
