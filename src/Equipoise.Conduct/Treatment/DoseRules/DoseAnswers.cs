namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>What a dose rule needs to know and nobody records elsewhere: the investigator answers it with the decision.</summary>
/// <param name="FeverOrInfection">Fever of 38.5 degrees or more, or an infection? Asked where neutropenia is of grade 3; null
/// when not asked.</param>
/// <param name="PersistsDespiteTreatment">Does a toxicity of grade 3 or more persist despite the best medical treatment? Null
/// when not asked.</param>
/// <param name="RemainingGrade">The present grade of the toxicity for which the drug is withheld, 0 when gone; null when not
/// asked.</param>
/// <param name="RemainsARisk">Where that is grade 2: is it a safety risk for the participant? Null when not asked.</param>
/// <param name="StrongInhibitor">Must a strong inhibitor of CYP3A be taken?</param>
/// <param name="ChildPughC">Is the liver severely impaired (Child-Pugh class C)?</param>
public sealed record DoseAnswers(
    bool? FeverOrInfection = null,
    bool? PersistsDespiteTreatment = null,
    int? RemainingGrade = null,
    bool? RemainsARisk = null,
    bool StrongInhibitor = false,
    bool ChildPughC = false
);
