namespace Equipoise.Statistics.Survival;

/// <summary>How a Cox model treats events that happen at the same time.</summary>
public enum TieMethod
{
    /// <summary>Efron (1977): R's default. R: <c>coxph(ties = "efron")</c>; SAS: <c>ties=efron</c>.</summary>
    Efron,

    /// <summary>Breslow (1974): SAS's default. R: <c>coxph(ties = "breslow")</c>; SAS: <c>ties=breslow</c>.</summary>
    Breslow,
}

/// <summary>The scale on which a pointwise interval of a survival curve is symmetric.</summary>
public enum IntervalTransformation
{
    /// <summary>log(-log S): SAS's default. R: <c>conf.type = "log-log"</c>.</summary>
    LogLog,

    /// <summary>log S: R's default. R: <c>conf.type = "log"</c>.</summary>
    Log,

    /// <summary>S itself, cut off at 0 and 1. R: <c>conf.type = "plain"</c>; SAS: <c>conftype=linear</c>.</summary>
    Plain,
}

/// <summary>The quantile of a survival curve when the curve is flat at exactly the wanted level.</summary>
public enum QuantileRule
{
    /// <summary>The middle of the flat stretch, as R's <c>quantile.survfit</c>; where the last time is on the stretch, it ends there.</summary>
    R,

    /// <summary>The middle of the flat stretch when a later event ends it, as SAS LIFETEST; not estimable when none does.</summary>
    Sas,
}
