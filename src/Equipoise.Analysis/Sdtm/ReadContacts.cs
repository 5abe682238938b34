using Equipoise.Analysis.Reading;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Sdtm;

/// <summary>Days on which a participant was seen, and so was alive: a laboratory value, a visit that took place.</summary>
static class ReadContacts
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("LB", null) is { } lb)
        {
            var status = lb.TextOrBlank("LBSTAT");
            Read(sdtm, lb, "LB", "LBDTC", row => status(row) != Terms.NotDone);
        }
        if (sdtm.Open("SV", null) is { } sv)
        {
            var occurred = sv.Flag("SVOCCUR");
            Read(sdtm, sv, "SV", "SVSTDTC", row => occurred(row) is not false);
        }
    }

    static void Read(SdtmReading sdtm, TableReader contacts, string domain, string dateColumn, Func<int, bool> tookPlace)
    {
        var (who, date) = (sdtm.Participant(contacts), sdtm.DateAsKnown(domain, dateColumn));
        for (var row = 0; row < contacts.Count; row++)
            // Of a date that is not known to the day nothing is concluded.
            if (who(row) is { } facts && date(row)?.Day is { } day && sdtm.ByCutoff(day) && tookPlace(row))
                facts.SeenAlive(day);
    }
}
