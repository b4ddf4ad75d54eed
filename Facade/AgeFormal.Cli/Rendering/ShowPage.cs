using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Facade.Showing;
using AgeFormal.Verification.Rendering.Html;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Cli.Rendering;

/// <summary>
/// A turned run as one page: the input with a slider over the positions, each shown signal for the turned input and turned
/// back beside the residual, and the maps over the input. Every residual and every tile was computed; the script chooses
/// among them, and draws their mean over h and arrows from them over the input.
/// </summary>
internal static class ShowPage
{
    private static readonly Lazy<string> Style = new(() => Resource("show.css"));
    private static readonly Lazy<string> Script = new(() => Resource("show.js"));

    /// <summary>The page.</summary>
    /// <param name="title">The title.</param>
    /// <param name="run">The run.</param>
    /// <param name="classes">The names of the classes of a classifier.</param>
    /// <param name="header">The headline.</param>
    /// <param name="badges">What is known about a place besides its residual.</param>
    /// <param name="sections">The sections behind.</param>
    public static string Write(
        string title,
        TurnedRun run,
        EqArray<string> classes,
        IEnumerable<Node> header,
        Func<ShownPlace, IEnumerable<Node>> badges,
        IEnumerable<Node> sections
    ) =>
        Page.Of(
            title,
            [Tag("style", Style.Value)],
            "AgeFormal · every tile and every residual was computed by running the network on that turned input; over the image lie the mean of its tiles over h, and arrows as long as their levels",
            [
                Tag("header", header),
                Input(run),
                .. Over(run),
                Page.Section(
                    "signals",
                    "Layer by layer",
                    [
                        Page.Note(
                            Page.Set(
                                "Above: what the layer gives for the turned input, at each orientation h. Below: that, turned back. It should be what it gives for the upright input, and the number says how far it is: max|a − b| / max|b| over all values, in double precision."
                            )
                        ),
                        .. run
                            .Signals.Skip(1)
                            .Select((signal, index) => Signal(run, signal, index + 1, badges)),
                    ]
                ),
                .. sections,
                Page.Data("turns-data", TurnData.Write(run, classes)),
                Page.Script(Script.Value),
            ]
        );

    /// <summary>A page of a design that is not executed.</summary>
    public static string Write(
        string title,
        IEnumerable<Node> header,
        IEnumerable<Node> sections
    ) =>
        Page.Of(
            title,
            [Tag("style", Style.Value)],
            "AgeFormal",
            [Tag("header", header), .. sections]
        );

    private static Node Input(TurnedRun run)
    {
        var upright = TurnData.Upright(run);
        return Page.Section(
            "input",
            "Turn the input",
            Tag(
                    "div",
                    Canvas(run, 0, "moved", 0, $"{run.Input.Name}, turned"),
                    Tag(
                            "div",
                            Tag("span").Class("now").With("id", "now").With("role", "status"),
                            Tag("input")
                                .With("type", "range")
                                .With("id", "turn")
                                .With("min", "0")
                                .With("max", $"{run.Turns.Count - 1}")
                                .With("value", $"{upright}")
                                .With("aria-label", "turn the input"),
                            Tag(
                                    "div",
                                    [
                                        .. run
                                            .Turns.Index()
                                            .Where(entry => entry.Item.IsExact)
                                            .Select(entry =>
                                                Tag("button", entry.Item.Name)
                                                    .With("type", "button")
                                                    .With("data-turn", $"{entry.Index}")
                                                    .With("aria-pressed", "false")
                                            ),
                                        Tag("button", "play")
                                            .With("type", "button")
                                            .With("id", "play")
                                            .Class("play"),
                                    ]
                                )
                                .Class("chips"),
                            Tag("span").Class("says").With("id", "says"),
                            Tag("span").Class("now").With("id", "reads")
                        )
                        .Class("knobs")
                )
                .Class("stage")
        );
    }

    // Figures 7 and 8 of Romero et al. 2020: maps over the image, and arrows for the orientations.
    private static IEnumerable<Node> Over(TurnedRun run)
    {
        var shown = run
            .Signals.Index()
            .Where(entry =>
                entry.Index > 0
                && entry.Item.HasPositions
                && entry.Item.Type.Grid.Dimension == 2
                && entry.Item.Place.Name != TurnedRun.OfOutput
            )
            .ToArray();
        if (shown.Length == 0 || run.Input.Upright.Type.Grid.Dimension != 2)
            return [];
        return
        [
            Page.Section(
                "maps",
                "Over the image",
                Tag(
                        "div",
                        Tag("canvas")
                            .With("id", "over")
                            .With("role", "img")
                            .With("aria-label", "a layer's map over the input"),
                        Tag(
                            "div",
                            Tag(
                                "label",
                                "layer ",
                                Tag(
                                        "select",
                                        shown
                                            .OrderBy(entry => entry.Item.Type.FibreSize == 1)
                                            .Select(entry =>
                                                Tag("option", entry.Item.Place.Name)
                                                    .With("value", $"{entry.Index}")
                                            )
                                    )
                                    .With("id", "pick")
                            ),
                            Tag(
                                "label",
                                Tag("input")
                                    .With("type", "checkbox")
                                    .With("id", "arrows")
                                    .With("checked", "checked"),
                                " arrows: one for each h, as long as its value there"
                            ),
                            Page.Note(
                                "The mean over h lies over the turned input, centre on centre. The arrows turn with the input: each value moves to another place and to another orientation."
                            )
                        )
                    )
                    .Class("over")
            ),
        ];
    }

    private static Node Signal(
        TurnedRun run,
        TurnedSignal signal,
        int index,
        Func<ShownPlace, IEnumerable<Node>> badges
    )
    {
        var bearings = Bearing.Of(signal.Type.Group, run.Input.Axes);
        var count = signal.Type.FibreSize;
        var (least, most) = TurnData.Range(signal);
        Node Strip(string side, string heading) =>
            Tag(
                    "div",
                    Enumerable
                        .Range(0, count)
                        .Select(h =>
                            Tag(
                                    "figure",
                                    Canvas(
                                        run,
                                        index,
                                        side,
                                        h,
                                        $"{signal.Place.Name} {side} at {bearings[h].Name}"
                                    ),
                                    Tag("figcaption", Caption(side, h))
                                )
                                .Class("tile")
                        )
                        .Prepend<Node>(Tag("p", heading))
                )
                .Class("strip")
                .With("style", $"--h:{count}");
        IEnumerable<Node> Caption(string side, int h) =>
            count == 1 ? []
            : side == "moved"
                ?
                [
                    Arrow(bearings, h),
                    Tag("span", bearings[h].Name),
                    Tag("span").With("data-from", $"{h}"),
                ]
            : [Arrow(bearings, h), Tag("span", bearings[h].Name)];
        return Tag(
                "article",
                Tag(
                    "header",
                    [
                        Tag("h3", signal.Place.Name),
                        .. badges(signal.Place),
                        Tag("span").With("data-residual", $"{index}").Class("badge residual open"),
                        Tag(
                            "small",
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{signal.Place.Kind} · {signal.Type} · {least:G3} to {most:G3}{(signal.HasPositions ? "" : signal.Type.Channels > TurnedSignal.MostChannels ? $" · {TurnedSignal.MostChannels} channels drawn" : " · a cell for each channel")}"
                            )
                        ),
                    ]
                ),
                Strip("moved", "of the turned input"),
                Strip("back", "turned back"),
                Diverges(run, signal)
                    ? Strip("upright", "of the upright input, which it should be")
                    : ""
            )
            .Class("signal");
    }

    private static bool Diverges(TurnedRun run, TurnedSignal signal) =>
        signal
            .Values.Zip(run.Turns)
            .Any(entry => entry.Second.IsExact && !(entry.First.Residual <= run.Tolerance));

    private static Node Canvas(TurnedRun run, int signal, string side, int h, string label) =>
        Tag("canvas")
            .With("data-signal", $"{signal}")
            .With("data-side", side)
            .With("data-h", $"{h}")
            .With("data-kind", run.Signals[signal].HasPositions ? "positions" : "channels")
            .With("role", "img")
            .With("aria-label", label);

    private static Node Arrow(EqArray<Bearing> bearings, int h)
    {
        var of = bearings[h];
        var points = of.Arrow((-0.5 * of.X, -0.5 * of.Y), 1, bearings.Any(one => one.IsMirrored));
        return Svg.Drawing(
            of.Name,
            -0.8,
            -0.8,
            1.6,
            1.6,
            10,
            [
                Tag("path")
                    .With(
                        "d",
                        string.Concat(
                            points.Select(
                                (at, i) =>
                                    $"{(i == 0 ? 'M' : 'L')}{Svg.Number(at.X)} {Svg.Number(at.Y)}"
                            )
                        )
                    ),
            ]
        );
    }

    private static string Resource(string name)
    {
        using var stream =
            typeof(ShowPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
