using System.Globalization;
using AgeFormal.Benchmarks;

if (args is ["p4-cnn"] or [])
{
    P4CnnBenchmark.Run(Console.Out);
    return 0;
}
if (args is ["attention"])
{
    AttentionBenchmark.Run(Console.Out);
    return 0;
}
if (args is ["proofs"])
{
    ProofBenchmark.Run(Console.Out);
    return 0;
}
if (args is ["scale"])
{
    ScaleBenchmark.Run(Console.Out);
    return 0;
}
if (args is ["scale", var name])
{
    ScaleBenchmark.RunOne(name, Console.Out);
    return 0;
}
if (args is ["performance", var path, .. var networks])
{
    PerformanceDocument.Write(path, networks, Console.Out);
    return 0;
}
if (args is ["batches", var document, .. var measured])
{
    BatchBenchmark.Write(document, measured, Console.Out);
    return 0;
}
if (args is [PerformanceBenchmark.MemoryArgument, var network, var batch, .. var how])
{
    PerformanceBenchmark.Step(
        network,
        int.Parse(batch, CultureInfo.InvariantCulture),
        how is [PerformanceBenchmark.RecomputeArgument],
        Console.Out
    );
    return 0;
}
if (args is [Peer.TimesArgument, var timed, var images])
{
    Peer.Times(timed, int.Parse(images, CultureInfo.InvariantCulture), Console.Out);
    return 0;
}
if (args is ["peer"])
{
    Console.WriteLine(Peer.Measure());
    return 0;
}
Console.Error.WriteLine(
    $"error: no benchmark is called '{string.Join(' ', args)}'; expected p4-cnn, attention, performance FILE [NETWORK…], batches FILE.json [NETWORK…], peer, proofs or scale."
);
return 2;
