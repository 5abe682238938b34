using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// LB: one row for each laboratory value, so two for a test that was measured in two samples of a day: LBREFID tells the later
/// one. The unit of record is the protocol's, so original and standard results agree.
/// </summary>
/// <remarks>
/// LBNRIND and LBTOXGR are judged by the limits of the laboratory that measured the value, the protocol's where it stated
/// none. LBTOXGR is the worst grade; 0 says that no limit of CTCAE was passed, blank that there is no grade by value alone.
/// </remarks>
static class Laboratory
{
    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<GradedLaboratoryValue>("LB", "Laboratory Test Results")
            .Permissible("LBREFID", "Specimen ID", row => row.Value.Sample is { } sample ? $"{sample}" : null)
            .Text("LBTESTCD", "Lab Test or Examination Short Name", row => row.Test.Code)
            .Text("LBTEST", "Lab Test or Examination Name", row => $"{char.ToUpperInvariant(row.Test.Id[0])}{row.Test.Id[1..]}")
            .Text("LBORRES", "Result or Finding in Original Units", row => row.Value.Value.ToString(CultureInfo.InvariantCulture))
            .Text("LBORRESU", "Original Units", row => row.Value.Unit)
            .Text(
                "LBSTRESC",
                "Character Result/Finding in Std Format",
                row => row.Value.Value.ToString(CultureInfo.InvariantCulture)
            )
            .Number("LBSTRESN", "Numeric Result/Finding in Standard Units", row => row.Value.Value)
            .Text("LBSTRESU", "Standard Units", row => row.Value.Unit)
            .Number("LBSTNRLO", "Reference Range Lower Limit-Std Units", row => row.Value.Reading(row.Test).LowerLimit)
            .Number("LBSTNRHI", "Reference Range Upper Limit-Std Units", row => row.Value.Reading(row.Test).UpperLimit)
            .Text("LBNRIND", "Reference Range Indicator", row => row.Value.Reading(row.Test).Indicator())
            .Text("LBTOX", "Toxicity", row => row.Worst is { Grade: > 0 } worst ? worst.Term.Name : null)
            .Text("LBTOXGR", "Standard Toxicity Grade", row => row.Worst is { } worst ? $"{worst.Grade}" : null)
            .Day("LBDTC", "Date/Time of Specimen Collection", row => row.Value.On)
            .Of(subjects, subject => GradedLaboratory.Of(subject.Facts, protocol));
}
