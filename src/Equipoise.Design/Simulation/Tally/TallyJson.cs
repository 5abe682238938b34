using System.Text.Json;
using System.Text.Json.Serialization;

namespace Equipoise.Design.Simulation.Tally;

/// <summary>Tallies as JSON: exact sums as text, histograms as pairs of bin and count.</summary>
static class TallyJson
{
    static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = false,
        Converters = { new Sums(), new Moments(), new Histograms() },
    };

    public static string Write(SimulationTally tally) => JsonSerializer.Serialize(tally, options);

    public static SimulationTally Read(string json) =>
        JsonSerializer.Deserialize<SimulationTally>(json, options) ?? throw new JsonException("The text is null, not a tally.");

    sealed class Sums : JsonConverter<ExactSum>
    {
        public override ExactSum Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            try
            {
                return ExactSum.Parse(reader.GetString() ?? "");
            }
            catch (Exception problem) when (problem is FormatException or InvalidOperationException)
            {
                throw new JsonException("A sum is a whole number as text.", problem);
            }
        }

        public override void Write(Utf8JsonWriter writer, ExactSum sum, JsonSerializerOptions options) =>
            writer.WriteStringValue(sum.ToString());
    }

    sealed record Written(long Count, ExactSum Sum, ExactSum SumOfSquares);

    sealed class Moments : JsonConverter<SampleMoments>
    {
        public override SampleMoments Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Written>(ref reader, options) is { } written
                ? new(written.Count, written.Sum, written.SumOfSquares)
                : throw new JsonException("Moments are null.");

        public override void Write(Utf8JsonWriter writer, SampleMoments moments, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Written(moments.Count, moments.Sum, moments.SumOfSquares), options);
    }

    sealed class Histograms : JsonConverter<MonthHistogram>
    {
        public override MonthHistogram Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var counts = new long[MonthHistogram.BinCount];
            foreach (var pair in JsonSerializer.Deserialize<long[][]>(ref reader, options) ?? [])
            {
                if (pair is not [>= 0 and < MonthHistogram.BinCount, > 0])
                    throw new JsonException($"A bin is a pair of a number from 0 to {MonthHistogram.BinCount - 1} and a count.");
                counts[pair[0]] = pair[1];
            }
            return new(counts);
        }

        public override void Write(Utf8JsonWriter writer, MonthHistogram histogram, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (bin, count) in histogram.Bins)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(bin);
                writer.WriteNumberValue(count);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
    }
}
