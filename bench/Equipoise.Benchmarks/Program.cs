using System.Diagnostics;
using Equipoise.Benchmarks;
using Equipoise.Statistics.Survival;

var n = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
var p = args.Length > 1 ? int.Parse(args[1]) : 10;
var sample = Sample.Continuous(n, p);
for (var k = 0; k < (n > 100000 ? 8 : 400); k++)
{
    var watch = Stopwatch.StartNew();
    var fit = CoxRegression.Fit(sample.Observations, sample.Covariates, sample.Names);
    var t = watch.Elapsed.TotalMilliseconds;
    if (n > 100000 || k % 40 == 39) Console.WriteLine($"{t:F3} ms {fit.Iterations} {fit.Coefficients[0].Estimate:R} {fit.Events}");
}
