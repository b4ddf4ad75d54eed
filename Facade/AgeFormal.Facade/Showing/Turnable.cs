using AgeFormal.Facade.Pictures;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Showing;

/// <summary>
/// An input that is to be turned: by the elements of H as <see cref="SignalAction"/> does, and, where it is a plane of the
/// square lattice with one value for each channel, by any angle with bilinear sampling (<see cref="Rotation"/>).
/// </summary>
internal sealed record Turnable
{
    private readonly Func<double, Signal<double>>? _rotated;

    private Turnable(
        string name,
        Signal<double> upright,
        AxisOrder axes,
        Func<double, Signal<double>>? rotated
    ) => (Name, Upright, Axes, _rotated) = (name, upright, axes, rotated);

    /// <summary>What the input is called.</summary>
    public string Name { get; }

    /// <summary>The input as it is, as the network reads it.</summary>
    public Signal<double> Upright { get; }

    /// <summary>The order of the axes in which the network reads images, which drawings undo.</summary>
    public AxisOrder Axes { get; }

    /// <summary>Whether it can be turned by any angle.</summary>
    public bool TurnsFreely => _rotated is not null;

    /// <summary>An image as stored, in [0, 1], made ready for a network after it is turned.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="images">The set that holds the image.</param>
    /// <param name="index">Its index.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="UnspecifiedPreprocessingException">The network does not say how an image is made ready for it.</exception>
    /// <exception cref="ArgumentException">There is no such image, or it cannot be made ready for the network.</exception>
    public static Turnable Of(TrainedNetwork trained, ImageSet images, int index, string name)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        var (by, type) = (trained.RequirePreprocessing(), trained.Op.Input);
        var image = images.Slice(index, 1);
        Signal<double> Prepared(ImageSet of) => of.Prepare(by, type).ToSignal(type);
        if (type.Grid.Dimension != 2)
            return new(name, Prepared(image), by.Axes, null);
        var fitted =
            by.Axes == AxisOrder.RowsColumns
                ? image.Fit(type.Grid.Sizes[0], type.Grid.Sizes[1], by.Fit)
                : image.Fit(type.Grid.Sizes[1], type.Grid.Sizes[0], by.Fit);
        return new(
            name,
            Prepared(fitted),
            by.Axes,
            MayTurn(type) ? turns => Prepared(Rotation.Turn(fitted, _ => turns)) : null
        );
    }

    /// <summary>A signal that is no image: what comes from beyond its border when it is turned is 0.</summary>
    /// <exception cref="ArgumentException">It is a batch of several.</exception>
    public static Turnable Of(Signal<double> signal, string name)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return signal.Batch == 1
            ? new(
                name,
                signal,
                AxisOrder.RowsColumns,
                MayTurn(signal.Type) ? turns => Rotated(signal, turns, AxisOrder.RowsColumns) : null
            )
            : throw new ArgumentException(
                $"Expected one signal, received {signal}.",
                nameof(signal)
            );
    }

    /// <summary>The input turned.</summary>
    internal Signal<double> Turned(Turn by) =>
        by.IsExact ? SignalAction.Transform(Upright, by.Element)
        : _rotated is { } rotated ? rotated(by.Angle)
        : throw new InvalidOperationException($"{Name} turns by elements of H alone.");

    /// <summary>Every plane of a signal turned by an angle as the picture is looked at, with bilinear sampling.</summary>
    internal static Signal<double> Rotated(Signal<double> signal, double turns, AxisOrder axes)
    {
        var (rows, columns) = (signal.Type.Grid.Sizes[0], signal.Type.Grid.Sizes[1]);
        var area = rows * columns;
        var values = new double[signal.Values.Length];
        var (plane, turned) = (new float[area], new float[area]);
        for (var start = 0; start < values.Length; start += area)
        {
            for (var i = 0; i < area; i++)
                plane[i] = (float)signal.Values[start + i];
            Rotation.Turn(
                plane,
                rows,
                columns,
                axes == AxisOrder.RowsColumns ? turns : -turns,
                turned
            );
            for (var i = 0; i < area; i++)
                values[start + i] = turned[i];
        }
        return Signal<double>.Create(signal.Type, [.. values]);
    }

    private static bool MayTurn(FieldType type) =>
        type is { Fibre: Fibre.Trivial, Grid.Dimension: 2 }
        && type.Grid.Sizes[0] == type.Grid.Sizes[1]
        && Bearing.Turns(type.Group, type.Group.Group.Identity, AxisOrder.RowsColumns) is not null;
}
