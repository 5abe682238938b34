namespace Equipoise.Design.Simulation.Together;

/// <summary>What the graph decides after each look of any endpoint.</summary>
sealed class SplitDecision
{
    readonly double[][][] bounds; // by endpoint, by the set of rejected others, by look; infinite where there is none
    readonly double[][] found; // by endpoint and look, Z; minus infinity until it is known

    public SplitDecision(SplitTrial trial)
    {
        bounds =
        [
            .. trial.Endpoints.Select(endpoint =>
                endpoint
                    .BoundsAfter.Select(levels => levels.Select(bound => bound ?? double.PositiveInfinity).ToArray())
                    .ToArray()
            ),
        ];
        found = [.. trial.Endpoints.Select(endpoint => new double[endpoint.Alone.Looks.Count])];
        (RejectedBy, LooksMade) = (new int[bounds.Length], new int[bounds.Length]);
    }

    /// <summary>The endpoints that are rejected, one bit each, the first the lowest.</summary>
    public int Rejected { get; private set; }

    /// <summary>Of each endpoint, how many of its looks were made when it was rejected.</summary>
    public int[] RejectedBy { get; }

    /// <summary>Where the trial ended: at the last look of an endpoint that was not yet rejected.</summary>
    public int End { get; private set; }

    /// <summary>The participants randomized by then.</summary>
    public int Enrolled { get; private set; }

    int[] LooksMade { get; }

    /// <summary>Nothing is known yet.</summary>
    public void Start()
    {
        (Rejected, End, Enrolled) = (0, 0, 0);
        Array.Clear(LooksMade);
        foreach (var ofEndpoint in found)
            Array.Fill(ofEndpoint, double.NegativeInfinity);
    }

    /// <summary>Takes in a look.</summary>
    public void After(int endpoint, in LookResult look)
    {
        // Whose question has its answer is looked at no more.
        if ((Rejected >> endpoint & 1) == 1)
            return;
        (End, Enrolled) = (look.Cutoff, look.Enrolled);
        LooksMade[endpoint]++;
        if (look.HasZ)
            found[endpoint][look.Look] = look.Z;
        while (Next() is >= 0 and var next)
        {
            Rejected |= 1 << next;
            RejectedBy[next] = LooksMade[next];
        }
    }

    /// <summary>Whether the looks of an endpoint reach a bound of the alpha that it starts with.</summary>
    public bool ReachesFirstAlpha(int endpoint, ReadOnlySpan<LookResult> looks)
    {
        foreach (var look in looks)
            if (look.HasZ && look.Z >= bounds[endpoint][0][look.Look])
                return true;
        return false;
    }

    // An endpoint that is rejected at the alpha that it has now; which one comes first changes nothing of what is rejected.
    int Next()
    {
        for (var e = 0; e < bounds.Length; e++)
        {
            if ((Rejected >> e & 1) == 1)
                continue;
            var (now, z) = (bounds[e][Rejected], found[e]);
            for (var look = 0; look < z.Length; look++)
                if (z[look] >= now[look])
                    return e;
        }
        return -1;
    }
}
