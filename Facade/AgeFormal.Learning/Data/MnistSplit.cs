namespace AgeFormal.Learning.Data;

/// <summary>The two parts of the MNIST database.</summary>
public enum MnistSplit
{
    /// <summary>60 000 training digits, files <c>train-…</c>.</summary>
    Train,

    /// <summary>10 000 test digits, files <c>t10k-…</c>.</summary>
    Test,
}
