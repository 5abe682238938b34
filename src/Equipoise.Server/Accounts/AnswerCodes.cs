using System.Security.Cryptography;
using System.Text;
using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>
/// The letters of the codes with which participants answer forms of their own. The log has their numbers, and says for which form
/// a code is, whether it was used and when it ends; these tables have a hash of the letters.
/// </summary>
sealed class AnswerCodes(ServerTables tables, TimeProvider clock)
{
    // No two of them look alike on paper. Twelve of 31 are 59 bits: nobody guesses one within its fourteen days.
    const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    const int Length = 12;
    const int Group = 4;

    /// <summary>Draws the letters of a code, in groups as they are printed. Nothing tells them a second time.</summary>
    internal string Make(string participant, int number, DateTimeOffset ends)
    {
        var letters = RandomNumberGenerator.GetString(Letters, Length);
        tables.Change(
            "INSERT INTO answer_code VALUES (@hash, @participant, @number, @expires)",
            ("hash", Token.Hash(letters)),
            ("participant", participant),
            ("number", number),
            ("expires", ends.Stored)
        );
        return string.Join('-', letters.Chunk(Group).Select(group => new string(group)));
    }

    /// <summary>Whose code it is, in capitals or not, with its hyphens or without; null when it is none.</summary>
    internal (string Participant, int Number)? Find(string typed)
    {
        var letters = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (letters.Length != Length)
            return null;
        var hash = Token.Hash(letters);
        // It is looked up by its hash, of which nobody can choose a part; that the row is the right one is seen in constant time.
        var found = tables.All(
            "SELECT hash, participant, number FROM answer_code WHERE hash = @hash AND expires > @now",
            row => (Hash: row.GetString(0), Participant: row.GetString(1), Number: (int)row.GetInt64(2)),
            ("hash", hash),
            ("now", clock.GetUtcNow().Stored)
        );
        return found is [var one] && CryptographicOperations.FixedTimeEquals(Bytes(one.Hash), Bytes(hash))
            ? (one.Participant, one.Number)
            : null;
    }

    /// <summary>Deletes those whose time is over.</summary>
    internal void DeleteOld() =>
        tables.Change("DELETE FROM answer_code WHERE expires <= @now", ("now", clock.GetUtcNow().Stored));

    static byte[] Bytes(string hash) => Encoding.ASCII.GetBytes(hash);
}
