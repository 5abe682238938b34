using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>code lists:</c> lists of answers by name, each as code: text.</summary>
static class ReadCodeLists
{
    const int LongestId = 40;
    const int LongestCode = 20;

    public static IReadOnlyList<CodeList> From(YamlCursor part)
    {
        if (!part.IsPresent)
            return [];
        part.RefuseSameIgnoringCase();
        return part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "the name of a code list");
                at.RefuseSameIgnoringCase();
                var answers = at.Each((code, answer) => Answer(code, answer));
                if (at.Keys.Count == 1)
                    at.ReportKey("has one answer, which leaves nothing to choose", "write two or more, each as 'code: text'");
                return new CodeList(id, answers);
            }
        );
    }

    static CodedAnswer Answer(string code, YamlCursor at)
    {
        if (code.Length > LongestCode)
            at.ReportKey($"is {code.Length} characters long", $"write a code of at most {LongestCode}");
        return new CodedAnswer(code, at.Text("what the code means") ?? "");
    }
}
