namespace Equipoise.Analysis.Results;

/// <summary>
/// An analysis as the list of all analyses has it: what it computes of its subject, and the conventions that it states of
/// itself.
/// </summary>
/// <remarks>Each stands in the file that does it, so that another one is another file and one line of a list.</remarks>
/// <param name="Of">Its results; none where the plan or the data have nothing for it.</param>
/// <param name="Conventions">What its numbers depend on.</param>
/// <typeparam name="TSubject">What it is about: an endpoint, or the trial.</typeparam>
sealed record StatedAnalysis<TSubject>(
    Func<TSubject, GroupCatalog, IEnumerable<NamedAnalysis>> Of,
    Func<TSubject, IEnumerable<Convention>> Conventions
);
