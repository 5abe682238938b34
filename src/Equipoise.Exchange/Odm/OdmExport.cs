using System.Text;
using System.Xml;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>What a document tells of a log.</summary>
public enum OdmFileType
{
    /// <summary>Each fact and each value of a form once, as it stands.</summary>
    Snapshot,

    /// <summary>Every entry in its order, with who made it, when and why: all that the log holds.</summary>
    Transactional,
}

/// <summary>
/// A trial as CDISC ODM 1.3.2: its forms, its people and its data in one XML document, which any data management system reads.
/// </summary>
/// <remarks>
/// <para>
/// The items of the protocol's forms stand in their visits, forms and groups. Every other kind of event (consent, randomization,
/// dose, query, ...) is a form too, in a study event of its own; what is about the trial and not about a participant is reference
/// data. No extension of ODM is used, nor anything that the published schema (ODM1-3-2.xsd of
/// cdisc-org/DataExchange-ODM) does not have.
/// </para>
/// <para>
/// A transactional document holds everything: <see cref="OdmImport"/> makes from it a log of the same rows, down to the hash of
/// the last. The SourceID of an audit record is the sequence of its row; the FileOID names the trial and the end of the log.
/// </para>
/// <para>The log is read twice and written as it is read: the memory needed grows with users, sites and participants, not with
/// entries.</para>
/// </remarks>
public static class OdmExport
{
    /// <summary>Writes a log as ODM.</summary>
    /// <param name="output">Where to write; left open.</param>
    /// <param name="read">Reads the rows of the log from the first; called twice.</param>
    /// <param name="protocol">The protocol under which the trial was opened. Amended ones are taken from the log.</param>
    /// <param name="type">What to tell.</param>
    /// <param name="now">When the document is made.</param>
    /// <param name="noted">The end of the log as it was noted elsewhere; null when there is no such note.</param>
    /// <exception cref="DataException">The chain of the log is broken, or it does not go on to that end. Nothing was
    /// written.</exception>
    /// <exception cref="ArgumentException">The log is empty, or its trial was opened under another protocol file.</exception>
    public static void Write(
        Stream output,
        Func<IEnumerable<LogRow>> read,
        TrialProtocol protocol,
        OdmFileType type,
        DateTimeOffset now,
        LogHead? noted = null
    )
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(protocol);
        var cast = new OdmCast(read(), protocol, noted);
        if (cast.Opened?.IsUnder(protocol) != true)
            throw new ArgumentException("The trial was never opened, or under another protocol file.", nameof(protocol));
        using var xml = XmlWriter.Create(
            output,
            new()
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Indent = true,
                IndentChars = " ",
                NewLineChars = "\n",
                NewLineHandling = NewLineHandling.Entitize,
                CloseOutput = false,
            }
        );
        xml.WriteStartDocument();
        OdmStudy.Start(
            xml,
            "ODM",
            ("FileType", $"{type}"),
            ("Granularity", "All"),
            ("FileOID", $"{protocol.Trial.Id}.{cast.Head.Sequence}.{cast.Head.Hash}"),
            ("CreationDateTime", LogRow.Format(now)),
            ("AsOfDateTime", cast.LastRecordedAt!),
            ("ODMVersion", "1.3.2"),
            ("Originator", "Equipoise"),
            ("SourceSystem", "Equipoise")
        );
        OdmStudy.Write(xml, cast);
        OdmAdministration.Write(xml, cast);
        if (type == OdmFileType.Transactional)
            OdmTransactions.Write(xml, cast, read);
        else
            OdmSnapshot.Write(xml, cast, read());
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }
}
