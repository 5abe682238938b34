using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Tabulation;

/// <summary>An answer of a form that has a place in SDTM.</summary>
/// <param name="Recorded">The latest record of it, with a value.</param>
/// <param name="Form">Its form.</param>
/// <param name="Item">Its item.</param>
/// <param name="Target">Where SDTM has it.</param>
/// <param name="VisitNumber">VISITNUM.</param>
/// <param name="Visit">VISIT.</param>
sealed record FormAnswer(
    FormItemRecorded Recorded,
    FormDefinition Form,
    FormItem Item,
    SdtmTarget Target,
    int VisitNumber,
    string Visit
)
{
    /// <summary>--GRPID: ties the answers of one form at one visit together, and their supplements to them.</summary>
    internal string Group => $"{Form.Id.ToUpperInvariant()} {Visit}";

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
sealed class FormAnswers(TrialProtocol protocol)
{
    readonly VisitNumbers visits = new(protocol);
    readonly Dictionary<string, FormDefinition> forms = protocol.Forms.ToDictionary(form => form.Id);

    // The place of each question in the protocol.
    readonly Dictionary<(string Form, string Item), int> order = protocol
        .Forms.SelectMany(form => form.Items.Select(item => (form.Id, item.Id)))
        .Index()
        .ToDictionary(question => question.Item, question => question.Index);

    /// <summary>Whether any item goes to that domain.</summary>
    internal bool Any(string domain) => protocol.Forms.Any(form => form.Items.Any(item => item.Sdtm?.Domain == domain));

    internal IEnumerable<FormAnswer> Of(Subject subject, string domain) =>
        from state in subject.Facts.Forms.All
        let form = forms.GetValueOrDefault(state.Place.Form)
        where form is not null
        from recorded in state.Items.Values
        where recorded.Value is not null
        let item = form.Find(recorded.Recorded.ItemId)
        where item?.Sdtm is not null && item.Sdtm.Domain == domain
        let number = visits.Number(state.Place.Visit, state.Place.Occurrence)
        orderby recorded.Recorded.On, number, order[(form.Id, item.Id)], recorded.Recorded.Repeat
        select new FormAnswer(
            recorded.Recorded,
            form,
            item,
            item.Sdtm!,
            number,
            visits.Name(state.Place.Visit, state.Place.Occurrence)
        );
}
