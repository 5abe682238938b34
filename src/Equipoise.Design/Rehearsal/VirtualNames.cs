namespace Equipoise.Design.Rehearsal;

/// <summary>Names for the virtual staff, of many languages and in every mixture of them; nobody real is meant.</summary>
static class VirtualNames
{
    // On every signature and in every list it is seen that nobody real signed.
    const string Mark = "(virtual)";

    // Prime to the number of names, so that the walk comes back to a name only when all were given.
    const int Step = 1009;

    static readonly string[] given =
    [
        "Adaeze", "Ana", "Aiko", "Anders", "Aroha", "Ayşe", "Beatriz", "Bongani", "Carlos", "Chiara", "Chloé", "Daniel",
        "Dilnoza", "Elena", "Emre", "Eszter", "Fatima", "Freja", "Georgios", "Grace", "Hanna", "Hiroshi", "Ingrid", "Ioana",
        "Ivana", "Jakub", "Jamal", "Jia", "Joaquín", "Julia", "Kaito", "Katarína", "Kwame", "Lars", "Leila", "Liam",
        "Łucja", "Maja", "Mariam", "Mateo", "Mehmet", "Minh", "Nadia", "Ngozi", "Niamh", "Noa", "Olena", "Omar",
        "Pedro", "Priya", "Rahul", "Rania", "Sanna", "Siddharth", "Sofia", "Tamar", "Tomás", "Wanjiru", "Yusuf", "Zsófia",
    ];

    static readonly string[] family =
    [
        "Abebe", "Andersson", "Bakker", "Bianchi", "Castro", "Chen", "Cohen", "Da Silva", "Demir", "Dlamini", "Dubois", "Eriksen",
        "Fernández", "Fischer", "García", "Haddad", "Hansen", "Horvat", "Ito", "Ivanova", "Jansen", "Kaplan", "Kim", "Kiplagat",
        "Kovács", "Kowalczyk", "Kumar", "Lee", "Lindqvist", "López", "Mäkinen", "Mensah", "Moreau", "Murphy", "Nakamura",
        "Ngata", "Nguyễn", "Novák", "Okafor", "Oliveira", "Papadopoulos", "Patel", "Petrov", "Popescu", "Rossi", "Sato",
        "Schneider", "Shevchenko", "Singh", "Smith", "Tanaka", "Tremblay", "Van Dijk", "Wagner", "Wang", "Wójcik", "Yilmaz",
        "Zhang", "Zieliński",
    ];

    /// <summary>The name of the n-th of the staff: no two are alike among the first few thousand.</summary>
    /// <param name="start">Where the walk through the names begins; drawn from the seed.</param>
    /// <param name="n">Which of the staff, counted from 0.</param>
    internal static string Of(int start, int n)
    {
        var place = (int)((start + (long)n * Step) % Count);
        return $"{given[place % given.Length]} {family[place / given.Length]} {Mark}";
    }

    /// <summary>How many names there are.</summary>
    internal static int Count => given.Length * family.Length;
}
