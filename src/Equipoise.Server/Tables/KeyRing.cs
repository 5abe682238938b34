using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Equipoise.TrialLog;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Server.Tables;

/// <summary>The keys by which the servers of a trial protect what they give out, in a table that they share.</summary>
sealed class KeyRing(ServerTables tables) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        tables.All("SELECT content FROM ring ORDER BY name", row => XElement.Parse(row.GetString(0)));

    public void StoreElement(XElement element, string friendlyName) =>
        tables.Change(
            "INSERT INTO ring VALUES (@name, @content)",
            ("name", $"{friendlyName} {Token.Draw()}"),
            ("content", element.ToString(SaveOptions.DisableFormatting))
        );
}

/// <summary>
/// Encrypts the keys of the ring with a secret from a file, so that a copy of the tables is worth nothing: AES-GCM.
/// </summary>
sealed class RingEncryption(Secret secret) : IXmlEncryptor
{
    const int Nonce = 12;
    const int Tag = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedKey = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(sealedKey.AsSpan(0, Nonce));
        using var aes = new AesGcm(secret.Bytes, Tag);
        aes.Encrypt(sealedKey.AsSpan(0, Nonce), plain, sealedKey.AsSpan(Nonce, plain.Length), sealedKey.AsSpan(^Tag..));
        CryptographicOperations.ZeroMemory(plain);
        return new(new XElement("sealed", Convert.ToBase64String(sealedKey)), typeof(RingDecryption));
    }

    internal static XElement Decrypt(Secret secret, XElement element)
    {
        var sealedKey = Convert.FromBase64String(element.Value);
        var plain = new byte[sealedKey.Length - Nonce - Tag];
        using var aes = new AesGcm(secret.Bytes, Tag);
        aes.Decrypt(sealedKey.AsSpan(0, Nonce), sealedKey.AsSpan(Nonce, plain.Length), sealedKey.AsSpan(^Tag..), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>Its other half, which the framework makes when it finds such an element.</summary>
sealed class RingDecryption(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        RingEncryption.Decrypt(services.GetRequiredService<Secret>(), encryptedElement);
}
