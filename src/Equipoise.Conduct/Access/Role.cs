namespace Equipoise.Conduct.Access;

/// <summary>What somebody is in a trial. The table of rights says what each role may do, and where.</summary>
public enum Role
{
    /// <summary>Coordinator of a site: screens, randomizes, records.</summary>
    Coordinator,

    /// <summary>Investigator of a site: as the coordinator, and signs.</summary>
    Investigator,

    /// <summary>Pharmacist of a site: records doses.</summary>
    Pharmacist,

    /// <summary>Monitor of a site: asks, and compares with the source.</summary>
    Monitor,

    /// <summary>Data manager: asks at every site, freezes and locks forms.</summary>
    DataManager,

    /// <summary>Statistician who never sees an arm before the end.</summary>
    BlindedStatistician,

    /// <summary>Statistician of the data-monitoring committee, who sees arms.</summary>
    UnblindedStatistician,

    /// <summary>Safety of the sponsor: follows serious adverse events.</summary>
    SponsorSafety,

    /// <summary>Inspector or auditor: sees and changes nothing.</summary>
    Inspector,

    /// <summary>Administrator: people, roles and sites, and no data.</summary>
    Administrator,

    /// <summary>Signatory of the sponsor: amends, closes, cuts off, locks.</summary>
    Signatory,
}
