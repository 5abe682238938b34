namespace Equipoise.Datasets.Xpt;

/// <summary>In which letters the values of a transport file are written; the file itself does not say.</summary>
public enum XptEncoding
{
    /// <summary>Only those of ASCII, which every reader takes.</summary>
    Ascii,

    /// <summary>
    /// Every letter, in UTF-8: the encoding that <c>haven::read_xpt</c>, pyreadstat and a Unicode session of SAS assume. Names
    /// and labels stay ASCII.
    /// </summary>
    Utf8,
}
