using Equipoise.Statistics.Sequential;

namespace Equipoise.Protocol;

/// <summary>
/// How the type I error of a trial is shared among several endpoints, and to whom the alpha of a rejected one passes on.
/// </summary>
/// <remarks>The graphical procedure of Bretz and others (2009), with looks that of Maurer and Bretz (2013); see
/// <see cref="GraphicalProcedure"/>.</remarks>
/// <param name="OneSidedAlpha">The family-wise type I error, one-sided: of all endpoints together.</param>
/// <param name="Endpoints">The endpoints that are tested, in the order of the file; the first is the primary one.</param>
public sealed record AlphaSplit(double OneSidedAlpha, IReadOnlyList<SplitEndpoint> Endpoints)
{
    /// <summary>The most endpoints that are taken: each has a level for every choice of rejected others.</summary>
    public const int MostEndpoints = 6;

    // Levels that are meant to be equal may differ in the last digits.
    const double SameLevel = 1e-12;

    /// <summary>The graph.</summary>
    public GraphicalProcedure Graph
    {
        get
        {
            var n = Endpoints.Count;
            var passes = new double[n, n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    passes[i, j] = Endpoints[i].PassesOn.GetValueOrDefault(Endpoints[j].Id);
            return new(
                [.. Endpoints.Select(endpoint => endpoint.Id)],
                [.. Endpoints.Select(endpoint => endpoint.InitialAlpha / OneSidedAlpha)],
                passes,
                OneSidedAlpha
            );
        }
    }

    /// <summary>The alpha that each endpoint has when some are rejected; 0 of the rejected.</summary>
    /// <param name="rejected">Whether each endpoint is, one bit each, the first the lowest.</param>
    public IReadOnlyList<double> AlphaAfter(int rejected) =>
        rejected == 0
            ? [.. Endpoints.Select(endpoint => endpoint.InitialAlpha)]
            : [.. Graph.LevelsAfter([.. Members(rejected)]).Select(level => (double)Math.Round((decimal)level, 15))];

    /// <summary>Every alpha above 0 that an endpoint may have, from the smallest on, each with the fewest rejections.</summary>
    /// <param name="endpoint">Which one, counted from 0.</param>
    public IReadOnlyList<AlphaLevel> LevelsOf(int endpoint)
    {
        List<AlphaLevel> levels = [];
        foreach (var rejected in Sets().Where(set => (set >> endpoint & 1) == 0).OrderBy(int.PopCount).ThenBy(set => set))
            if (
                AlphaAfter(rejected)[endpoint] is > 0 and var alpha
                && !levels.Exists(level => Math.Abs(level.Alpha - alpha) < SameLevel)
            )
                levels.Add(new(alpha, [.. Members(rejected).Select(i => Endpoints[i].Id)]));
        return [.. levels.OrderBy(level => level.Alpha)];
    }

    IEnumerable<int> Sets() => Enumerable.Range(0, 1 << Endpoints.Count);

    IEnumerable<int> Members(int set) => Enumerable.Range(0, Endpoints.Count).Where(i => (set >> i & 1) == 1);
}

/// <summary>One of several endpoints, each with a share of alpha.</summary>
/// <param name="Assumptions">
/// What sizes it. Its one-sided alpha is the one at which it is sized: the alpha that it starts with, or where that is none, what
/// it has when all others are rejected.
/// </param>
/// <param name="InitialAlpha">The one-sided alpha that it starts with; 0 for none before another is rejected.</param>
/// <param name="PassesOn">The share of its alpha that it gives to others when it is rejected, by their ids.</param>
public sealed record SplitEndpoint(
    DesignAssumptions Assumptions,
    double InitialAlpha,
    IReadOnlyDictionary<string, double> PassesOn
)
{
    /// <summary>Its id.</summary>
    public string Id => Assumptions.Primary;
}

/// <summary>An alpha at which an endpoint may be tested.</summary>
/// <param name="Alpha">The one-sided alpha.</param>
/// <param name="Rejected">The fewest endpoints whose rejection gives it; none for the alpha that it starts with.</param>
public sealed record AlphaLevel(double Alpha, IReadOnlyList<string> Rejected);
