using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Tabulation;

/// <summary>LB: one row for each laboratory value. The unit of record is the protocol's, so original and standard results agree.</summary>
static class Laboratory
{
    sealed record Row(LabValueRecorded Value, LaboratoryTest Test);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var tests = (protocol.FollowUp?.Laboratory ?? []).ToDictionary(test => test.Id);
        return new Domain<Row>("LB", "Laboratory Test Results")
            .Text("LBTESTCD", "Lab Test or Examination Short Name", row => row.Test.Code)
            .Text("LBTEST", "Lab Test or Examination Name", row => $"{char.ToUpperInvariant(row.Test.Id[0])}{row.Test.Id[1..]}")
            .Text("LBORRES", "Result or Finding in Original Units", row => row.Value.Value.ToString(CultureInfo.InvariantCulture))
            .Text("LBORRESU", "Original Units", row => row.Value.Unit)
            .Text("LBSTRESC", "Character Result/Finding in Std Format", row => row.Value.Value.ToString(CultureInfo.InvariantCulture))
            .Number("LBSTRESN", "Numeric Result/Finding in Standard Units", row => row.Value.Value)
            .Text("LBSTRESU", "Standard Units", row => row.Value.Unit)
            .Number("LBSTNRLO", "Reference Range Lower Limit-Std Units", row => row.Test.LowerLimitOfNormal)
            .Number("LBSTNRHI", "Reference Range Upper Limit-Std Units", row => row.Test.UpperLimitOfNormal)
            .Day("LBDTC", "Date/Time of Specimen Collection", row => row.Value.On)
            .Of(
                subjects,
                subject =>
                    from value in subject.Facts.All<LabValueRecorded>()
                    let test = tests[value.Test]
                    orderby value.On, test.Code
                    select new Row(value, test)
            );
    }
}
