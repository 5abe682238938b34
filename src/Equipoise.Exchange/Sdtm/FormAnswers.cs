using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Sdtm;

/// <summary>An answer of a form that has a place in SDTM.</summary>
/// <param name="Recorded">The latest record of it, with a value.</param>
/// <param name="Form">Its form.</param>
/// <param name="Item">Its item.</param>
/// <param name="Target">Where SDTM has it.</param>
/// <param name="Visit">The visit at which it was given.</param>
sealed record FormAnswer(
    FormItemRecorded Recorded,
    FormDefinition Form,
    FormItem Item,
    SdtmTarget Target,
    SubjectVisit Visit
)
{
    /// <summary>--GRPID: ties the answers of one form at one visit together, and their supplements to them.</summary>
    internal string Group => $"{Form.Id.ToUpperInvariant()} {Visit.Name}";

    /// <summary>--ORRES: as the site reads it.</summary>
    internal string Original =>
        Item.Type switch
        {
            ItemType.Choice choice => choice.List.TextOf(Recorded.Value!) ?? Recorded.Value!,
            ItemType.YesNo => Recorded.Value == "yes" ? "Y" : "N",
            _ => Recorded.Value!,
        };

    /// <summary>--STRESC: the code of a choice, otherwise the same.</summary>
    internal string Standard => Item.Type is ItemType.Choice ? Recorded.Value! : Original;

    /// <summary>--STRESN: the number that the standard result is; null where it is none.</summary>
    internal double? Number =>
        Item.Type is ItemType.Choice or ItemType.WholeNumber or ItemType.DecimalNumber
        && double.TryParse(Standard, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}

/// <summary>The answers of forms that go to one domain, in the order of their days, visits and questions.</summary>
/// <remarks>Each answer is read by the form of the protocol version under which it was given.</remarks>
sealed class FormAnswers(IReadOnlyList<TrialProtocol> versions)
{
    readonly Dictionary<(string Version, string Form), FormDefinition> forms = versions
        .SelectMany(version => version.Forms.Select(form => (version.Trial.Version, form)))
        .ToDictionary(one => (one.Version, one.form.Id), one => one.form);

    // The place of each question, in the version in which it first stands.
    readonly Dictionary<(string Form, string Item), int> order = versions
        .SelectMany(version => version.Forms)
        .SelectMany(form => form.Items.Select(item => (form.Id, item.Id)))
        .Distinct()
        .Index()
        .ToDictionary(question => question.Item, question => question.Index);

    internal IEnumerable<FormAnswer> Of(Subject subject, string domain) =>
        from state in subject.Facts.Forms.All
        from item in state.Items.Select(item => item.Value)
        where item.Value is not null
        let recorded = item.Recorded
        let form = forms.GetValueOrDefault((recorded.ProtocolVersion, recorded.Form))
        let question = form?.Find(recorded.ItemId)
        where question?.Sdtm is { } target && target.Domain == domain
        let visit = subject.Visits.Of(recorded.Visit, recorded.Occurrence)
        orderby recorded.On, visit.Number, order[(form.Id, question.Id)], recorded.Repeat
        select new FormAnswer(recorded, form, question, question.Sdtm!, visit);
}
