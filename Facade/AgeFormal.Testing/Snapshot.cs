using System.Runtime.CompilerServices;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Testing.Snapshots;
using NUnit.Framework;
using static TorchSharp.torch;

namespace AgeFormal.Testing;

/// <summary>
/// Numbers against accepted ones. They lie beside the test's source file as
/// <c>Class.Method[.name].verified.safetensors</c>, without loss. A value that differs is written as <c>….received.safetensors</c>
/// and fails the test; renaming it accepts it, as does a run with the environment variable
/// <see cref="SnapshotOptions.AcceptVariable"/> = 1. A value that agrees removes the received file.
/// </summary>
/// <remarks>
/// The cases of a parametrised test share the method's name: give each a name. Values that are not finite never agree and
/// are never accepted.
/// </remarks>
public static class Snapshot
{
    /// <summary>The signal is the verified one; a failure says where it differs most, and by which h ∈ H if received = h·verified.</summary>
    /// <param name="received">A batch of signals: the output of an attention, an attention map.</param>
    /// <param name="name">Tells the snapshots of one test apart; null for none.</param>
    /// <param name="options">Tolerance, dtype and folder; null for the usual.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <exception cref="AssertionException">There is no verified signal, or another one.</exception>
    public static void Match(
        Signal<double> received,
        string? name = null,
        SnapshotOptions? options = null,
        [CallerFilePath] string sourceFile = ""
    )
    {
        ArgumentNullException.ThrowIfNull(received);
        options ??= SnapshotOptions.Default;
        var content = SnapshotContent.Of(received, options.Precision ?? Precision.Double);
        Match(content, received.Type, SnapshotPlace.Of(name, options, sourceFile), options);
    }

    /// <summary>The tensor is the verified one. Dtypes other than binary32 and binary64 are compared exactly.</summary>
    /// <inheritdoc cref="Match(Signal{double}, string, SnapshotOptions, string)"/>
    public static void Match(
        TensorData received,
        string? name = null,
        SnapshotOptions? options = null,
        [CallerFilePath] string sourceFile = ""
    )
    {
        ArgumentNullException.ThrowIfNull(received);
        options ??= SnapshotOptions.Default;
        Match(
            new SnapshotContent(received, null),
            null,
            SnapshotPlace.Of(name, options, sourceFile),
            options
        );
    }

    /// <summary>The tensor, of binary32, binary64 or 64-bit integers on any device, is the verified one.</summary>
    /// <inheritdoc cref="Match(Signal{double}, string, SnapshotOptions, string)"/>
    public static void Match(
        Tensor received,
        string? name = null,
        SnapshotOptions? options = null,
        [CallerFilePath] string sourceFile = ""
    ) => Match(TorchTensor.Read(received), name, options, sourceFile);

    /// <summary>
    /// The output for x is the verified one, and f(h·x) = h·verified for every h ∈ H: one stored representative checks
    /// |H| inputs. A failure lists each h that breaks the law.
    /// </summary>
    /// <param name="executable">f.</param>
    /// <param name="input">x, a batch that no h ≠ e fixes.</param>
    /// <param name="name">Tells the snapshots of one test apart; null for none.</param>
    /// <param name="options">Tolerance, dtype and folder; null for the usual.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <exception cref="AssertionException">There is no verified output, another one, or an h breaks the law.</exception>
    /// <exception cref="ArgumentException">An h fixes the input or does not fit its grid.</exception>
    public static void MatchOrbit(
        IExecutable executable,
        Signal<double> input,
        string? name = null,
        SnapshotOptions? options = null,
        [CallerFilePath] string sourceFile = ""
    )
    {
        ArgumentNullException.ThrowIfNull(executable);
        options ??= SnapshotOptions.Default;
        var precision = options.Precision ?? (executable as TorchNetwork)?.Precision;
        MatchOrbit(executable.Run, input, name, options with { Precision = precision }, sourceFile);
    }

    /// <inheritdoc cref="MatchOrbit(IExecutable, Signal{double}, string, SnapshotOptions, string)"/>
    /// <param name="function">f.</param>
    /// <param name="input">x, a batch that no h ≠ e fixes.</param>
    /// <param name="name">Tells the snapshots of one test apart; null for none.</param>
    /// <param name="options">Tolerance, dtype and folder; null for the usual.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    public static void MatchOrbit(
        Func<Signal<double>, Signal<double>> function,
        Signal<double> input,
        string? name = null,
        SnapshotOptions? options = null,
        [CallerFilePath] string sourceFile = ""
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        options ??= SnapshotOptions.Default;
        var place = SnapshotPlace.Of(name, options, sourceFile);
        var output = function(input);
        var content = SnapshotContent.Of(output, options.Precision ?? Precision.Double);
        var allowed = options.Tolerance.Of(content.Tensor.Dtype);
        var isVerified =
            SnapshotComparison.Mismatch(content, output.Type, place.Verified, options.Tolerance)
            is null;
        var representative = isVerified
            ? SnapshotContent.Read(place.Verified).ToSignal(output.Type)
            : output;
        // Where the law is broken there is no representative to accept.
        if (
            SnapshotComparison.NotFinite("received", content, output.Type) is not null
            || Orbit.Mismatch(function, input, representative, allowed) is not { } broken
        )
        {
            Match(content, output.Type, place, options);
            return;
        }
        if (isVerified)
            File.Delete(place.Received);
        Assert.Fail(broken);
    }

    private static void Match(
        SnapshotContent received,
        FieldType? type,
        SnapshotPlace place,
        SnapshotOptions options
    )
    {
        var fault = SnapshotComparison.NotFinite("received", received, type);
        var mismatch =
            fault ?? SnapshotComparison.Mismatch(received, type, place.Verified, options.Tolerance);
        if (mismatch is null || (fault is null && options.IsAccepting))
        {
            if (mismatch is not null)
                received.Write(place.Verified);
            File.Delete(place.Received);
            return;
        }
        received.Write(place.Received);
        Assert.Fail(
            fault is not null
                ? $"{mismatch}\nIt is kept as {place.Received}."
                : $"{mismatch}\nIf the received value is right, rename\n  {place.Received}\nto\n  {place.Verified}\nor run once with {SnapshotOptions.AcceptVariable}=1."
        );
    }
}
