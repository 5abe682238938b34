using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>masking:</c> open label, how many do not know the treatment, or the list of who does not.</summary>
static class ReadMasking
{
    static readonly string open = new Masking.OpenLabel().ToString();

    static readonly string[] levels = [open, .. Enum.GetValues<BlindingLevel>().Select(level => level.Words)];

    static readonly Meanings<MaskedParty> parties = Parties();

    public static Masking? From(YamlCursor at)
    {
        if (!at.IsPresent)
            return null;
        if (at.Node is YamlNode.Scalar)
            return at.OneOf(levels) switch
            {
                null => null,
                var word when word == open => new Masking.OpenLabel(),
                var word => new Masking.Blind((BlindingLevel)Array.IndexOf(levels, word), []),
            };
        if (at.Node is not YamlNode.List)
        {
            at.ReportKind(
                $"one of: {string.Join(", ", levels)}, or a list of who does not know the treatment, as in [participant]"
            );
            return null;
        }
        List<MaskedParty> masked = [];
        foreach (var item in at.Items())
            if (item.OneOf(parties) is not { } party)
                continue;
            else if (masked.Contains(party))
                item.Report($"'{party.Words}' occurs twice", "keep one of the two");
            else
                masked.Add(party);
        return masked.Count == 0 ? null : new Masking.Blind((BlindingLevel)masked.Count, [.. masked.Order()]);
    }

    static Meanings<MaskedParty> Parties()
    {
        Meanings<MaskedParty> all = new();
        foreach (var party in Enum.GetValues<MaskedParty>())
            all[party.Words] = party;
        return all;
    }
}
