using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Showing;

/// <summary>
/// A position of the slider: an element of H, which acts exactly, or an angle between two, which is that of the nearest
/// rotation of H and a rest, and approximate.
/// </summary>
/// <param name="Name">The name, <c>r^2</c> or <c>75°</c>.</param>
/// <param name="Element">The element of H.</param>
/// <param name="Angle">The whole angle as a fraction of a full turn, counterclockwise as the picture is looked at; 0 where it has none.</param>
/// <param name="Rest">The angle beyond the element, as a fraction of a full turn.</param>
internal sealed record Turn(string Name, int Element, double Angle, double Rest)
{
    /// <summary>Whether it is an element of H.</summary>
    public bool IsExact => Rest == 0;

    /// <summary>
    /// The positions for an input: the identity, then rotations by their angle, free angles between them where the input turns
    /// freely, then the other elements that map the grid to itself.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="steps">How many angles a full turn has: the elements of H alone below 1.</param>
    public static EqArray<Turn> Of(Turnable input, int steps)
    {
        ArgumentNullException.ThrowIfNull(input);
        var type = input.Upright.Type;
        var group = type.Group;
        var exact = group
            .Group.Elements.Where(h => SignalAction.Image(type, h) == type)
            .Select(h =>
                (
                    Turn: new Turn(group.Group.ElementNames[h], h, 0, 0),
                    At: Bearing.Turns(group, h, input.Axes)
                )
            )
            .ToArray();
        var rotations = exact
            .Where(one => one.At is not null)
            .Select(one => one.Turn with { Angle = one.At!.Value })
            .ToArray();
        var free =
            input.TurnsFreely && rotations.Length > 0
                ? Enumerable
                    .Range(0, Math.Max(0, steps))
                    .Select(step => (double)step / steps)
                    .Where(angle => rotations.All(one => Distance(one.Angle, angle) > 1e-9))
                    .Select(angle => Between(rotations, angle))
                : [];
        return
        [
            .. rotations.Concat(free).OrderBy(turn => turn.Angle),
            .. exact.Where(one => one.At is null).Select(one => one.Turn),
        ];
    }

    private static Turn Between(Turn[] rotations, double angle)
    {
        var nearest = rotations.MinBy(one => Distance(one.Angle, angle))!;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{360 * angle:0.#}°"),
            nearest.Element,
            angle,
            Math.IEEERemainder(angle - nearest.Angle, 1)
        );
    }

    private static double Distance(double left, double right) =>
        Math.Abs(Math.IEEERemainder(left - right, 1));
}
