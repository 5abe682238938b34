using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>sdtm:</c> where SDTM has an answer: a domain and a short name, such as VS SYSBP.</summary>
static class ReadSdtmTarget
{
    const int LongestName = 40;

    /// <param name="at">Where it is written.</param>
    /// <param name="testAt">Where the name of the test is written; it may be missing.</param>
    /// <param name="ask">The question, which is the name where none is written.</param>
    /// <param name="domains">The domains that take such answers.</param>
    public static SdtmTarget? From(YamlCursor at, YamlCursor testAt, string ask, string[] domains)
    {
        const string wanted = "a domain and a short name, such as VS SYSBP";
        var name = testAt.Text() ?? ask;
        if (at.Words(wanted) is not { } words)
            return null;
        if (words is not [var domain, var code])
        {
            at.Reject(string.Join(' ', words), wanted);
            return null;
        }
        if (!domains.Contains(domain))
            at.Report($"{ProblemList.Quote(domain)} is no domain that takes such answers", NearestWord.Suggest(domain, domains));
        else if (SdtmTarget.VariablesOf(domain) is { Count: > 0 } variables)
        {
            if (!variables.Contains(code))
                at.Report(
                    $"{ProblemList.Quote(code)} is no variable of {domain} that takes answers",
                    NearestWord.Suggest(code, variables)
                );
        }
        else if (!Quantities.IsShortCode(code))
            at.Report(
                $"{ProblemList.Quote(code)} cannot be exported as {(domain.StartsWith("SUPP") ? "QNAM" : $"{domain}TESTCD")}",
                "write at most 8 upper-case letters and digits, a letter first"
            );
        else if (name.Length > LongestName)
            (testAt.IsPresent ? testAt : at).Report(
                $"has a name of {name.Length} characters, and SDTM holds {LongestName}",
                $"write test: a name of at most {LongestName} characters"
            );
        return new SdtmTarget(domain, code, name);
    }
}
