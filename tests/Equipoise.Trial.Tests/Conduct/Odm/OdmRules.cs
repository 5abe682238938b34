using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>
/// The part of ODM 1.3.2 that documents use, one line an element: its attributes (! required, = one of, : data type), then after
/// the arrow its children in their order. Transcribed from ODM1-3-2-foundation.xsd of cdisc-org/DataExchange-ODM (MIT), commit
/// 89d9f36.
/// </summary>
static class OdmRules
{
    const string Transactions = "TransactionType=Insert|Update|Remove|Upsert|Context";

    static readonly string[] lines =
    [
        "ODM Description FileType!=Snapshot|Transactional Granularity=All|Metadata|AdminData|ReferenceData|AllClinicalData|SingleSite|SingleSubject Archival=Yes FileOID! CreationDateTime!:datetime PriorFileOID AsOfDateTime:datetime ODMVersion=1.2|1.2.1|1.3|1.3.1|1.3.2 Originator SourceSystem SourceSystemVersion ID > Study* AdminData* ReferenceData* ClinicalData* Association*",
        "Study OID! > GlobalVariables BasicDefinitions? MetaDataVersion*",
        "GlobalVariables > StudyName StudyDescription ProtocolName",
        "StudyName > #",
        "StudyDescription > #",
        "ProtocolName > #",
        "BasicDefinitions > MeasurementUnit*",
        "MeasurementUnit OID! Name! > Symbol Alias*",
        "Symbol > TranslatedText+",
        "TranslatedText xml:lang > #",
        "MetaDataVersion OID! Name! Description > Include? Protocol? StudyEventDef* FormDef* ItemGroupDef* ItemDef* CodeList* ImputationMethod* Presentation* ConditionDef* MethodDef*",
        "Protocol > Description? StudyEventRef* Alias*",
        "StudyEventRef StudyEventOID! OrderNumber:integer Mandatory!=Yes|No CollectionExceptionConditionOID >",
        "StudyEventDef OID! Name! Repeating!=Yes|No Type!=Scheduled|Unscheduled|Common Category > Description? FormRef* Alias*",
        "FormRef FormOID! OrderNumber:integer Mandatory!=Yes|No CollectionExceptionConditionOID >",
        "FormDef OID! Name! Repeating!=Yes|No > Description? ItemGroupRef* ArchiveLayout* Alias*",
        "ItemGroupRef ItemGroupOID! OrderNumber:integer Mandatory!=Yes|No CollectionExceptionConditionOID >",
        "ItemGroupDef OID! Name! Repeating!=Yes|No IsReferenceData=Yes|No SASDatasetName Domain Origin Role Purpose Comment > Description? ItemRef* Alias*",
        "ItemRef ItemOID! KeySequence:integer MethodOID ImputationMethodOID Role RoleCodeListOID OrderNumber:integer Mandatory!=Yes|No CollectionExceptionConditionOID >",
        "ItemDef OID! Name! DataType!=integer|float|date|datetime|time|text|string|double|URI|boolean|hexBinary|base64Binary|partialDate Length:positive SignificantDigits:natural SASFieldName SDSVarName Origin Comment > Description? Question? ExternalQuestion? MeasurementUnitRef* RangeCheck* CodeListRef? Role* Alias*",
        "Question > TranslatedText+",
        "MeasurementUnitRef MeasurementUnitOID! >",
        "RangeCheck Comparator=LT|LE|GT|GE|EQ|NE|IN|NOTIN SoftHard!=Soft|Hard > (CheckValue+|FormalExpression+) MeasurementUnitRef? ErrorMessage?",
        "CheckValue > #",
        "CodeListRef CodeListOID! >",
        "Alias Context! Name! >",
        "CodeList OID! Name! DataType!=integer|float|text|string SASFormatName > Description? (CodeListItem+|ExternalCodeList|EnumeratedItem+) Alias*",
        "CodeListItem CodedValue! Rank:float OrderNumber:integer > Decode Alias*",
        "EnumeratedItem CodedValue! Rank:float OrderNumber:integer > Alias*",
        "Decode > TranslatedText+",
        "ConditionDef OID! Name! > Description FormalExpression* Alias*",
        "Description > TranslatedText+",
        "FormalExpression Context > #",
        "AdminData StudyOID > User* Location* SignatureDef*",
        "User OID! UserType=Sponsor|Investigator|Lab|Other > LoginName? DisplayName? FullName? FirstName? LastName? Organization? Address* Email* Picture? Pager? Fax* Phone* LocationRef* Certificate*",
        "LoginName > #",
        "Location OID! Name! LocationType=Sponsor|Site|CRO|Lab|Other > MetaDataVersionRef+",
        "MetaDataVersionRef StudyOID! MetaDataVersionOID! EffectiveDate!:date >",
        "SignatureDef OID! Methodology=Digital|Electronic > Meaning LegalReason",
        "Meaning > #",
        "LegalReason > #",
        "ReferenceData StudyOID! MetaDataVersionOID! > ItemGroupData* AuditRecords* Signatures* Annotations*",
        "ClinicalData StudyOID! MetaDataVersionOID! > SubjectData* AuditRecords* Signatures* Annotations*",
        $"SubjectData SubjectKey! {Transactions} > AuditRecord? Signature? InvestigatorRef? SiteRef? Annotation* StudyEventData*",
        "SiteRef LocationOID! >",
        $"StudyEventData StudyEventOID! StudyEventRepeatKey {Transactions} > AuditRecord? Signature? Annotation* FormData*",
        $"FormData FormOID! FormRepeatKey {Transactions} > AuditRecord? Signature? ArchiveLayoutRef? Annotation* ItemGroupData*",
        $"ItemGroupData ItemGroupOID! ItemGroupRepeatKey {Transactions} > AuditRecord? Signature? Annotation* ItemData*",
        $"ItemData ItemOID! {Transactions} IsNull=Yes Value:any > AuditRecord? Signature? MeasurementUnitRef? Annotation*",
        "AuditRecord EditPoint=Monitoring|DataManagement|DBAudit UsedImputationMethod=Yes|No ID > UserRef LocationRef DateTimeStamp ReasonForChange? SourceID?",
        "Signature ID > UserRef LocationRef SignatureRef DateTimeStamp CryptoBindingManifest?",
        "UserRef UserOID! >",
        "LocationRef LocationOID! >",
        "SignatureRef SignatureOID! >",
        "DateTimeStamp > #:datetime",
        "ReasonForChange > #",
        "SourceID > #",
    ];

    static readonly Dictionary<string, (Dictionary<string, string> Attributes, string Children)> rules = lines
        .Select(line => line.Split('>', 2))
        .ToDictionary(
            halves => halves[0].Split(' ')[0],
            halves => (
                halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToDictionary(word => word == "xml:lang" ? word : word.Split('!', '=', ':')[0]),
                halves[1].Trim()
            )
        );

    /// <summary>Every breach of these rules below an element.</summary>
    internal static IEnumerable<string> Breaches(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.NamespaceName != "http://www.cdisc.org/ns/odm/v1.3" || !rules.TryGetValue(name, out var rule))
            return [$"{name} is unknown."];
        return
        [
            .. AttributeBreaches(element, rule.Attributes),
            .. ContentBreaches(element, rule.Children),
            .. element.Elements().SelectMany(Breaches),
        ];
    }

    static IEnumerable<string> AttributeBreaches(XElement element, Dictionary<string, string> known)
    {
        var given = element
            .Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration)
            .ToDictionary(attribute => attribute.Name.Namespace == XNamespace.Xml ? $"xml:{attribute.Name.LocalName}" : attribute.Name.LocalName, attribute => attribute.Value);
        foreach (var (name, word) in known.Where(one => one.Value.Contains('!') && !given.ContainsKey(one.Key)))
            yield return $"{element.Name.LocalName} lacks {name} ({word}).";
        foreach (var (name, value) in given)
            if (!known.TryGetValue(name, out var word))
                yield return $"{element.Name.LocalName} has no attribute {name}.";
            else if (word.Split('=') is [_, var list] && !list.Split('|').Contains(value))
                yield return $"{name} of {element.Name.LocalName} is '{value}'.";
            else if (word.Split(':') is [.., var type] && word.Contains(':') && name != "xml:lang" && !OdmTypes.IsOf(type, value))
                yield return $"{name} of {element.Name.LocalName} is '{value}', no {type}.";
            else if (value.Length == 0 && !word.EndsWith(":any", StringComparison.Ordinal) && name is not "CodedValue" and not "Description")
                yield return $"{name} of {element.Name.LocalName} is empty.";
    }

    static IEnumerable<string> ContentBreaches(XElement element, string children)
    {
        var text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        if (children.StartsWith('#'))
        {
            if (element.HasElements || (children.Split(':') is [_, var type] && !OdmTypes.IsOf(type, text)))
                yield return $"{element.Name.LocalName} holds '{text}'.";
            yield break;
        }
        if (text.Trim().Length > 0)
            yield return $"{element.Name.LocalName} holds text: '{text.Trim()}'.";
        var pattern = $"^{Regex.Replace(children, "[A-Za-z]+", "(?:$0;)", RegexOptions.NonBacktracking).Replace(" ", "", StringComparison.Ordinal)}$";
        var sequence = string.Concat(element.Elements().Select(child => $"{child.Name.LocalName};"));
        if (!Regex.IsMatch(sequence, pattern, RegexOptions.NonBacktracking))
            yield return $"{element.Name.LocalName} holds {sequence} instead of {children}.";
    }
}

/// <summary>The data types of ODM 1.3.2 that documents use.</summary>
static class OdmTypes
{
    internal static bool IsOf(string type, string value) =>
        type switch
        {
            "integer" => Fits(value, @"^[+-]?\d+$"),
            "positive" => Fits(value, @"^0*[1-9]\d*$"),
            "natural" => Fits(value, @"^\d+$"),
            "float" => Fits(value, @"^[+-]?(\d+(\.\d*)?|\.\d+)$"),
            "double" => Fits(value, @"^(((\+|-)?[0-9]+(\.[0-9]+)?((D|d|E|e)(\+|-)[0-9]+)?)|(-?INF)|(NaN))$"),
            "boolean" => value is "true" or "false" or "1" or "0",
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _),
            "partialDate" => Fits(value, @"^\d{4}(-\d\d(-\d\d)?)?$"),
            "datetime" => Fits(value, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"),
            "text" or "any" => true,
            _ => false,
        };

    static bool Fits(string value, string pattern) => Regex.IsMatch(value, pattern, RegexOptions.NonBacktracking);
}
