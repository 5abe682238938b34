namespace Equipoise.Analysis.Sdtm;

/// <summary>Days on which a participant was seen, and so was alive: a laboratory value, a visit that took place.</summary>
static class ReadContacts
{
    public static void Into(SdtmReading sdtm)
    {
        Read(sdtm, "LB", "LBDTC", "LBSTAT");
        Read(sdtm, "SV", "SVSTDTC", "SVOCCUR");
    }

    static void Read(SdtmReading sdtm, string domain, string dateColumn, string occurred)
    {
        if (sdtm.Open(domain, null) is not { } contacts)
            return;
        var (who, date, took) = (
            sdtm.Participant(contacts),
            contacts.CompleteDate(dateColumn),
            contacts.TextOrBlank(occurred)
        );
        for (var row = 0; row < contacts.Count; row++)
            if (who(row) is { } facts && date(row) is { } day && sdtm.ByCutoff(day) && took(row) is not ("N" or "NOT DONE"))
                facts.SeenAlive(day);
    }
}
