using System.Text;

namespace Equipoise.Datasets.Sas7bdat;

/// <summary>The encodings that a file names by a number.</summary>
/// <param name="Name">What SAS calls it.</param>
/// <param name="CodePage">By which code page it is read; null where .NET has none that is the same.</param>
readonly record struct SasEncoding(string Name, int? CodePage)
{
    const int Windows1252 = 1252;

    /// <summary>That the file does not say.</summary>
    public static bool IsUnspecified(byte code) => code is 0 or 204;

    /// <summary>The encoding of that number.</summary>
    /// <remarks>
    /// Of a file that names none, or ASCII, bytes beyond ASCII are taken for Windows-1252. Where SAS's own and another have
    /// one name, the larger is taken: what SAS calls euc-cn and shift-jis is GB18030 and Windows-932 in its files.
    /// </remarks>
    public static SasEncoding Of(byte code) =>
        code switch
        {
            0 or 204 => new("unspecified", Windows1252),
            20 => new("utf-8", 65001),
            28 => new("us-ascii", Windows1252),
            29 => new("latin1", 28591),
            30 => new("latin2", 28592),
            31 => new("latin3", 28593),
            32 => new("latin4", 28594),
            33 => new("cyrillic", 28595),
            34 => new("arabic", 28596),
            35 => new("greek", 28597),
            36 => new("hebrew", 28598),
            37 => new("latin5", 28599),
            38 => new("latin6", null),
            39 => new("thai", 874),
            40 => new("latin9", 28605),
            41 => new("pcoem437", 437),
            42 => new("pcoem850", 850),
            43 => new("pcoem852", 852),
            44 => new("pcoem857", 857),
            45 => new("pcoem858", 858),
            46 => new("pcoem862", 862),
            47 => new("pcoem864", 864),
            48 => new("pcoem865", 865),
            49 => new("pcoem866", 866),
            50 => new("pcoem869", 869),
            51 => new("pcoem874", 874),
            52 => new("pcoem921", null),
            53 => new("pcoem922", null),
            54 => new("pcoem1129", null),
            55 => new("msdos720", 720),
            56 => new("msdos737", 737),
            57 => new("msdos775", 775),
            58 => new("pcoem860", 860),
            59 => new("pcoem863", 863),
            60 => new("wlatin2", 1250),
            61 => new("wcyrillic", 1251),
            62 => new("wlatin1", 1252),
            63 => new("wgreek", 1253),
            64 => new("wturkish", 1254),
            65 => new("whebrew", 1255),
            66 => new("warabic", 1256),
            67 => new("wbaltic", 1257),
            68 => new("wvietnamese", 1258),
            69 => new("macroman", 10000),
            70 => new("macarabic", 10004),
            71 => new("machebrew", 10005),
            72 => new("macgreek", 10006),
            73 => new("macthai", 10021),
            75 => new("macturkish", 10081),
            76 => new("macukraine", 10017),
            118 => new("ms-950", 950),
            119 => new("euc-tw", null),
            123 => new("big5", 950),
            125 => new("euc-cn", 54936),
            126 => new("zwin", 936),
            128 => new("zpce", null),
            134 => new("euc-jp", 51932),
            136 or 141 or 142 => new("cp949", 949),
            137 => new("cp942", null),
            138 => new("shift-jis", 932),
            140 => new("euc-kr", 51949),
            163 => new("maciceland", 10079),
            167 => new("iso-2022-jp", 50220),
            168 => new("iso-2022-kr", 50225),
            169 => new("iso-2022-cn", 50227),
            205 => new("gb18030", 54936),
            227 => new("latin8", null),
            242 => new("latin7", 28603),
            245 => new("maccroatian", 10082),
            246 => new("maccyrillic", 10007),
            247 => new("macromania", 10010),
            248 => new("shift-jisx0213", null),
            _ => new($"encoding {code}", null),
        };

    /// <summary>The encoding of that code page, which writes U+FFFD for bytes that are none of its own.</summary>
    public static Encoding Decoder(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, Replacement)
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, Replacement);

    /// <summary>The encoding of a name that a user gave.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Encoding Decoder(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, Replacement)
        ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, Replacement);

    static DecoderReplacementFallback Replacement => new("\uFFFD");
}
