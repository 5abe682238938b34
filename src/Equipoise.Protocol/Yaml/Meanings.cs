namespace Equipoise.Protocol.Yaml;

/// <summary>
/// The words of a closed list, in its order, and what each means; words are told apart by their letters, not by case.
/// </summary>
/// <remarks>
/// A dictionary of the framework is compiled anew for each type of this program that it holds, whenever the program starts: for
/// the closed lists of a protocol that was a third of the time of a start. This one is compiled with the program.
/// </remarks>
/// <typeparam name="T">What a word means.</typeparam>
sealed class Meanings<T>
    where T : struct
{
    string[] words = [];
    T[] meanings = [];

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>One more word.</summary>
    public T this[string word]
    {
        set
        {
            var more = new T[words.Length + 1];
            Array.Copy(meanings, more, words.Length);
            more[^1] = value;
            (words, meanings) = ([.. words, word], more);
        }
    }

    /// <summary>What a word means; null when it is none of them.</summary>
    public T? Find(string text)
    {
        for (var i = 0; i < words.Length; i++)
            if (words[i].Equals(text, StringComparison.OrdinalIgnoreCase))
                return meanings[i];
        return null;
    }
}
