namespace Equipoise.Datasets.Tests;

/// <summary>Small documents in Dataset-JSON.</summary>
static class JsonDocumentText
{
    public const string Head =
        """
        "datasetJSONCreationDateTime":"2026-01-02T03:04:05","datasetJSONVersion":"1.1.0","itemGroupOID":"IG.T","name":"T","label":"Test"
        """;

    /// <summary>Makes a date a number.</summary>
    public const string AsNumber = ",\"targetDataType\":\"integer\"";

    public static string Column(string name, string type, string rest = "") =>
        $$"""{"itemOID":"IT.T.{{name}}","name":"{{name}}","label":"Label of {{name}}","dataType":"{{type}}"{{rest}}}""";

    public static string Document(string columns, string rows, int records) =>
        $$"""{{{Head}},"records":{{records}},"columns":[{{columns}}],"rows":[{{rows}}]}""";
}
