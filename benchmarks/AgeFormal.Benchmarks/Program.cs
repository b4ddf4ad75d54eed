using AgeFormal.Benchmarks;

if (args is ["p4-cnn"] or [])
{
    P4CnnBenchmark.Run(Console.Out);
    return 0;
}
if (args is ["proofs"])
{
    ProofBenchmark.Run(Console.Out);
    return 0;
}
Console.Error.WriteLine(
    $"error: no benchmark is called '{string.Join(' ', args)}'; expected p4-cnn or proofs."
);
return 2;
