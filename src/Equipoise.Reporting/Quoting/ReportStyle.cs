namespace Equipoise.Reporting.Quoting;

/// <summary>For which readers a report is written, as far as it changes what is printed.</summary>
public enum ReportStyle
{
    /// <summary>Those of a medical journal: P values as 0.06, 0.008 and &lt;0.001; tables are numbered from one.</summary>
    Journal,

    /// <summary>Regulators: P values as 0.0564 and &lt;.0001; tables have the numbers of ICH E3, such as 14.2.1.</summary>
    Regulatory,
}
