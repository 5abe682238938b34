using System.Collections;
using System.Reflection;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Redaction;

/// <summary>
/// Every text of every event is either typed in somebody's own words, and can be redacted, or approved here as one that is not: an
/// identifier, a word of a list, a code, a text of the protocol or the label, the printed name of who signs.
/// </summary>
public sealed class WhichTextsAreFree
{
    [Fact]
    public void A_text_that_is_not_free_is_one_that_nobody_types_in_own_words() =>
        string.Join(
            '\n',
            NotFree
                .Where(one => one.Member != "Participant")
                .GroupBy(one => one.Type, one => one.Member)
                .OrderBy(type => type.Key, StringComparer.Ordinal)
                .Select(type => $"{type.Key}: {string.Join(", ", type.Order(StringComparer.Ordinal))}")
        ).ShouldBe(
            """
            AccountClosed: Person
            AdverseEventRecorded: BodySystem, Dictionary, PreferredTerm
            AnswerCodeGiven: Form, Visit
            AppliedRule: From, Id, Says
            ArmClosed: Arm
            ConsentRecorded: FormVersion
            ConsentRenewed: FormVersion, ProtocolSha256, ProtocolVersion
            DoseDecided: Treatment
            DoseGiven: Treatment, Unit
            DoseModified: Treatment, Unit
            DoseProposal: Unit
            EligibilityAnswered: Criterion
            EligibilitySigned: ProtocolSha256, ProtocolVersion
            EnteredInError: Kind
            ErrorDeclared: Kind
            Evidence: Criterion
            FormFrozen: Form, Visit
            FormItemRecorded: Form, ItemId, ProtocolVersion, Visit
            FormLocked: Form, Visit
            FormSignatureLapsed: Form, Signer, Visit
            FormSigned: Form, Visit
            FormUnfrozen: Form, Visit
            FormUnlocked: Form, Visit
            ItemVerificationLapsed: Form, ItemId, Visit
            ItemVerified: Form, ItemId, Visit
            LabValueRecorded: Test, Unit
            LesionIdentified: Lesion
            LesionMeasured: Lesion, MergedWith
            LossAccepted: Loss
            ParticipantRandomized: Arm
            ParticipantScreened: Site
            ParticipantTransferred: From, To
            ParticipantUnblinded: ToldTo
            PersonAdded: Name, Person
            PlannedItemNotDone: Name
            ProtocolAmended: BlockSizesCommitment, ProtocolSha256, ProtocolText, Version
            QueryOpened: Form, ItemId, Visit
            Refusal: About, Rule
            Request: Digest, Key
            RequestChangedNothing: Asked
            RequestRefused: Asked
            RoleConfirmed: Person
            RoleGranted: Person, Site
            RoleRevoked: Person, Site
            Signature: AuthenticatedBy, Meaning, Name
            SiteClosed: Site
            SiteOpened: Site
            SiteRegistered: Country, Name, Site, TimeZone
            StratumValue: Factor, Level
            SubmittedToAuthority: Authority
            TaskDelegated: Person, Site
            TextRedacted: Member
            TreatmentChoice: Alternative, Treatment
            TreatmentDiscontinued: Treatment
            TrialLocked: Key
            TrialOpened: BlockSizesCommitment, KeyCommitment, ProtocolSha256, ProtocolText, ProtocolVersion, SealCommitment, Trial
            VisitRecorded: Visit
            """.ReplaceLineEndings("\n")
        );

    static IEnumerable<(string Type, string Member)> NotFree =>
        typeof(TrialEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TrialEvent)) && !type.IsAbstract)
            .SelectMany(type => Of(type, []))
            .Distinct();

    static IEnumerable<(string Type, string Member)> Of(Type type, IReadOnlyList<Type> within)
    {
        if (within.Contains(type) || (type.Namespace ?? "").StartsWith(nameof(System), StringComparison.Ordinal))
            yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite))
        {
            var element =
                property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
                    ? property.PropertyType.GetGenericArguments().LastOrDefault() ?? property.PropertyType
                    : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (element == typeof(string) && !IsFree(property))
                yield return (type.Name, property.Name);
            foreach (var inner in element == typeof(string) || element == typeof(Answer) ? [] : Of(element, [.. within, type]))
                yield return inner;
        }
    }

    static bool IsFree(PropertyInfo property) =>
        property.IsDefined(typeof(FreeTextAttribute))
        || property.DeclaringType!.GetConstructors()
            .SelectMany(one => one.GetParameters())
            .Any(one => one.Name == property.Name && one.IsDefined(typeof(FreeTextAttribute)));
}
