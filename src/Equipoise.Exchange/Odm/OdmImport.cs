using System.Globalization;
using System.Xml;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.TrialLog;

namespace Equipoise.Exchange.Odm;

/// <summary>
/// The log of a trial from its transactional ODM document: the same rows, in the same order, with the same hashes.
/// </summary>
/// <remarks>
/// Every hash is computed anew from what the document says, so nothing that was changed in it goes unseen: the last one must be
/// that of the FileOID. A text that lies beside the log comes with its salt; of one that was redacted the document has the hash
/// only. Entries are written as they are read; only those of the trial itself are held in memory, because ODM has them first.
/// </remarks>
public static class OdmImport
{
    const int RowsAtOnce = 1000;

    /// <summary>Reads a document into an empty log. When anything is wrong with it, nothing is recorded.</summary>
    /// <param name="document">The document, as <see cref="OdmExport"/> writes it; a stream that can be read once.</param>
    /// <param name="log">An empty log.</param>
    /// <returns>The end of the log.</returns>
    /// <exception cref="DataException">The document is no transactional ODM of this program, or was changed; the message says
    /// where.</exception>
    /// <exception cref="ArgumentException">The log is not empty.</exception>
    /// <exception cref="LogUnreadableException">The log cannot be written.</exception>
    public static LogHead Read(Stream document, ITrialLog log)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(log);
        if (log.Read().Any())
            throw new ArgumentException("A document is read into an empty log only.", nameof(log));
        try
        {
            using var xml = OdmXml.Open(document);
            var expected = Expected(xml);
            using var batch = log.Begin();
            var head = Append(InOrder(new OdmReader(xml).Entries()), batch);
            if (head != expected)
                throw new DataException(
                    head.Sequence == expected.Sequence
                        ? "The entries give another hash than the document states: it was changed after it was written."
                        : $"The document has {head.Sequence} entries and states that it has {expected.Sequence}."
                );
            batch.Commit();
            return head;
        }
        catch (XmlException damaged)
        {
            throw new DataException($"line {damaged.LineNumber}: this is no well-formed XML: {damaged.Message}", damaged);
        }
    }

    static LogHead Expected(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "ODM" || xml.NamespaceURI != OdmNames.Namespace)
            throw new DataException(
                "This is no ODM document of version 1.3. 'equipoise export --as odm' writes the one from which a log is made."
            );
        if (xml.GetAttribute("FileType") != nameof(OdmFileType.Transactional))
            throw new DataException(
                "A log is made from a transactional document; this one is a snapshot, which has each value once and not who "
                    + "recorded it, when and why. Write the other with 'equipoise export --as odm'. To make the forms of a new "
                    + "trial from the forms of this one: equipoise new DIR --from FILE."
            );
        return
            xml.GetAttribute("FileOID")?.Split('.') is [.., var sequence, { Length: 64 } hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(last, hash)
            : throw new DataException(
                "The FileOID does not name the end of a log: the document is of another program, and a log is made only from one "
                    + "that 'equipoise export --as odm' wrote. To make the forms of a new trial from its forms: equipoise new "
                    + "DIR --from FILE."
            );
    }

    /// <summary>Entries of the trial come first in a document; each is held back until its turn.</summary>
    static IEnumerable<OdmEntry> InOrder(IEnumerable<OdmEntry> entries)
    {
        Queue<OdmEntry> ofTrial = [];
        foreach (var entry in entries)
        {
            if (EventShape.Find(EventJson.KindOf(entry.Event)) is { IsOfParticipant: false })
            {
                ofTrial.Enqueue(entry);
                continue;
            }
            while (ofTrial.TryPeek(out var next) && next.Sequence < entry.Sequence)
                yield return ofTrial.Dequeue();
            yield return entry;
        }
        while (ofTrial.TryDequeue(out var rest))
            yield return rest;
    }

    static LogHead Append(IEnumerable<OdmEntry> entries, ILogBatch batch)
    {
        var head = LogHead.Empty;
        foreach (var chunk in entries.Chunk(RowsAtOnce))
        {
            var rows = new LogRow[chunk.Length];
            foreach (var (place, entry) in chunk.Index())
            {
                if (entry.Sequence != head.Sequence + 1)
                    throw new DataException(
                        $"Entry {head.Sequence + 1} is missing: entry {entry.Sequence} follows entry {head.Sequence}."
                    );
                rows[place] = RowWriting.Row(
                    head,
                    entry.Stamp,
                    entry.Event,
                    name => entry.Seals.GetValueOrDefault(name),
                    entry.HasHalves ? EscapedText.WithHalves : null
                );
                head = LogHead.Of(rows[place]);
            }
            batch.Append(rows);
        }
        return head;
    }
}
