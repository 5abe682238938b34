namespace Equipoise.Server.Api;

/// <summary>What the document shows of each body.</summary>
static class ApiExamples
{
    /// <summary>An example of a body, as JSON; null where none is shown.</summary>
    internal static string? Of(Type type) =>
        type == typeof(SentScreening) ? """{"site":"101","age":57,"sex":"female","on":"2018-06-01"}"""
        : type == typeof(SentConsent) ? """{"on":"2018-06-01","formVersion":"2.0"}"""
        : type == typeof(SentAnswers) ? """{"on":"2018-06-01","answers":{"adult":57,"her2":true,"no-progression":"PR"}}"""
        : type == typeof(SentResult) ? """{"test":"neutrophils","value":1.8,"unit":"10^9/L","on":"2018-06-01"}"""
        : type == typeof(SentBatch)
            ? """
            {"rows":[{"participant":"101-01",
              "result":{"test":"platelets","value":10,"comparator":"<","unit":"10^9/L","on":"2018-06-01"}}]}
            """
        : type == typeof(SentFile)
            ? """
            {"file":"SUBJECT;COLLECTED;ANALYTE;RESULT;UNIT\n101-01;01.06.2018;ANC;1,8;G/l","layout":"central"}
            """
        : type == typeof(RandomizationTold)
            ? """{"participant":"101-01","on":"2018-06-01","arm":"palbociclib","armName":"Palbociclib"}"""
        : type == typeof(ProblemTold)
            ? """
            {"type":"urn:equipoise:problem:refused","title":"Refused by the rules of the trial","status":409,
              "detail":"The eligibility of 101-01 is not signed.",
              "refusals":[{"rule":"not-signed","words":"The eligibility of 101-01 is not signed."}]}
            """
        : null;
}
