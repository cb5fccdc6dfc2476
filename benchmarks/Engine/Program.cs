using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Playground.Benchmarks;

// In this process, because this version of BenchmarkDotNet builds no project for .NET 10.
var job = Job.ShortRun.WithIterationCount(7).WithToolchain(InProcessNoEmitToolchain.Instance);
var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(NullLogger.Instance).WithOptions(ConfigOptions.DisableLogFile);
Console.WriteLine($"{"medians on one core",-42} {"per second",12} {"ns",8} {"bytes",8}");
Print<Handshakes>();
Print<Crowds>();
Print<Arrivals>();
Print<Judged>();

if (args.Length > 0) return;
Console.WriteLine("bytes allocated per segment, steady state, median:");
Console.WriteLine($"  without payload on an open connection   {Allocations.PerAck(),6:N1}");
Console.WriteLine($"  text in order, and its ACK              {Allocations.PerText(),6:N1}");
Console.WriteLine($"  of a handshake (connections are kept)   {Allocations.PerSegmentOfAHandshake(),6:N1}");

// With names of classes as arguments, those alone.
void Print<T>()
{
    if (args.Length > 0 && !args.Contains(typeof(T).Name)) return;
    foreach (var report in BenchmarkRunner.Run<T>(config).Reports)
    {
        var (at, nanoseconds) = (report.BenchmarkCase, report.ResultStatistics?.Median ?? double.NaN);
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(at) ?? 0;
        var connections = at.HasParameters ? $", of {at.Parameters.Items[0].Value:N0}" : "";
        Console.WriteLine(
            $"{at.Descriptor.WorkloadMethodDisplayInfo.Trim('\'') + connections,-42} {1e9 / nanoseconds,12:N0} {nanoseconds,8:N0} {bytes,8:N0}");
    }

    Console.WriteLine();
}
