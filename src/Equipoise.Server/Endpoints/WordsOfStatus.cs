namespace Equipoise.Server.Endpoints;

/// <summary>What a status page says beside the status.</summary>
sealed record WordsOfStatus(string Words);
