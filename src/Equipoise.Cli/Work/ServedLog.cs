using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Verification;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Server.Accounts;
using Equipoise.Server.Trial;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Cli.Work;

/// <summary>The trial that a server is started with: its log, protocol and keys, and the tables beside it.</summary>
/// <param name="Trial">The SQLite file of the log; null for a database.</param>
/// <param name="Postgres">The connection of the database; null for a file.</param>
/// <param name="Protocol">The sponsor's protocol file; null where the log's own text is enough.</param>
/// <param name="Key">The file of the sealed key; null for the one beside the log.</param>
/// <param name="Seal">The file of the key of the seals; null for the one beside the log.</param>
/// <param name="RingKey">The file of the key of the server's own secrets; null for the one beside the log.</param>
sealed record ServedLog(string? Trial, string? Postgres, string? Protocol, string? Key, string? Seal, string? RingKey)
{
    const string Schema = "equipoise_server";

    /// <summary>
    /// Opens what a server needs. A log that does not exist yet is begun with keys drawn for it, and set up in the browser.
    /// </summary>
    /// <exception cref="LogUnreadableException">Something is missing, or does not fit.</exception>
    public ServedTrial Open()
    {
        if (Trial is null == Postgres is null)
            throw new LogUnreadableException("Name the log: either --trial FILE or --postgres CONNECTION.");
        if (Postgres is not null)
            NamedLog.WithoutPassword(Postgres);
        var isNew = Trial is not null && !File.Exists(Trial);
        var protocol = ReadProtocol(isNew);
        var (key, seal) = isNew ? Drawn() : (KeyOf(), SealOf());
        var rules = new TrialRules(protocol.Protocol, key, seal);
        return new(
            () =>
                Postgres is not null ? PostgresTrialLog.OpenOrCreate(Postgres, Noted)
                : isNew ? SqliteTrialLog.Create(Trial!)
                : SqliteTrialLog.Open(Trial!),
            rules,
            Postgres is not null ? SideTables.InPostgres(Postgres, Schema) : SideTables.InFile(SideTables.FileFor(Trial!)),
            Ring()
        )
        {
            ProtocolText = protocol.Text,
            SetUpCode = SetUp.NewCode(),
        };
    }

    // What a server notes of the end of a log in a database lies with its keys.
    string? Noted => Key is null ? null : HeadFile.For(Key);

    (TrialProtocol Protocol, string? Text) ReadProtocol(bool isNew)
    {
        if (Protocol is not null)
            return (Accepted(ProtocolFile.Read(Protocol)), File.ReadAllText(Protocol));
        if (isNew)
            throw new LogUnreadableException(
                $"{Trial} does not exist: to begin a trial there, name its protocol with --protocol."
            );
        using var log = NamedLog.ToRead(Trial, Postgres);
        if (TrialVerification.OpeningOf(log.Read())?.ProtocolText is not { } text)
            throw new LogUnreadableException("The log does not hold its protocol: name the file with --protocol.");
        var protocol = Accepted(ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(text), $"{log.Place} (its protocol)"));
        return protocol.ConcealsBlockSizes
            ? throw new LogUnreadableException(
                "The log conceals the block sizes, without which no arm can be drawn: name the sponsor's file with --protocol."
            )
            : (protocol, null);
    }

    static TrialProtocol Accepted(ProtocolReading reading) =>
        reading is ProtocolReading.Accepted { Protocol: var protocol }
            ? protocol
            : throw new LogUnreadableException(string.Join(Environment.NewLine, reading.Problems));

    (AllocationKey, SealKey?) Drawn()
    {
        var (key, seal) = (AllocationKey.Generate(), SealKey.Generate());
        SealedKeyFile.Write(Key ?? SealedKeyFile.For(Trial!), key);
        seal.WriteFile(Seal ?? SealKey.FileFor(Trial!));
        return (key, seal);
    }

    AllocationKey KeyOf()
    {
        var file = Key ?? (Trial is null ? null : SealedKeyFile.For(Trial));
        return file is null ? throw new LogUnreadableException("Name the sealed key of the allocation with --key.")
            : SealedKeyFile.Read(file) ?? throw new LogUnreadableException($"{file} holds no allocation key.");
    }

    SealKey? SealOf()
    {
        var file = Seal ?? (Trial is null ? null : SealKey.FileFor(Trial));
        return file is null || (Seal is null && !File.Exists(file)) ? null
            : SealKey.ReadFile(file) ?? throw new LogUnreadableException($"{file} holds no key of seals.");
    }

    Secret Ring()
    {
        var file =
            RingKey
            ?? (Trial is null
                ? throw new LogUnreadableException(
                    "Name the file of the server's own key with --server-key; it is made when it does not exist."
                )
                : OwnFile.Beside(Trial, ".server-key"));
        if (File.Exists(file))
            return Secret.ReadFile(file) ?? throw new LogUnreadableException($"{file} holds no key.");
        var drawn = Secret.Draw();
        drawn.WriteFile(file);
        return drawn;
    }
}
