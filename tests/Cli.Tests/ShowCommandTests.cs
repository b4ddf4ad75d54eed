using System.Text.Json;
using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>
/// Pages of <c>show</c> in a headless browser. The test's own script clicks each element of H and compares what is drawn: it
/// turns the pictures of the upright input by itself and looks whether those of the turned one are the same.
/// </summary>
public sealed class ShowCommandTests
{
    // Quarter turns counterclockwise of what a canvas shows; 2 of 255 levels are allowed for the rounding to bytes.
    private const string Probe = """
        <script>
          const canvases = [...document.querySelectorAll('canvas[data-side]')];
          const pixels = canvas => {
            const { width, height } = canvas, all = canvas.getContext('2d').getImageData(0, 0, width, height).data;
            return { width, height, at: (x, y, k) => all[4 * (y * width + x) + k] };
          };
          const named = (signal, side, h) => canvases.find(of => +of.dataset.signal === signal && of.dataset.side === side && +of.dataset.h === h);
          const turned = (of, quarters) => quarters === 0 ? of
            : turned({ width: of.height, height: of.width, at: (x, y, k) => of.at(of.width - 1 - y, x, k) }, quarters - 1);
          const off = (a, b) => {
            if (a.width !== b.width || a.height !== b.height) return 999;
            let most = 0;
            for (let y = 0; y < a.height; y++) for (let x = 0; x < a.width; x++) for (let k = 0; k < 3; k++)
              most = Math.max(most, Math.abs(a.at(x, y, k) - b.at(x, y, k)));
            return most;
          };
          const orders = JSON.parse(document.getElementById('turns-data').textContent).turns.map(turn => turn.from);
          const chips = [...document.querySelectorAll('.chips button[data-turn]')], names = chips.map(chip => chip.textContent);
          const slider = document.getElementById('turn'), seen = { input: [], moved: [], back: [], residuals: [], still: [], slid: 0, names };
          chips[0].click();
          const count = 1 + Math.max(...canvases.map(of => +of.dataset.signal));
          const upright = canvases.map(pixels);
          const before = (signal, side, h) => upright[canvases.indexOf(named(signal, side, h))];
          chips.forEach((chip, index) => {
            chip.click();
            const quarters = +(/(\d+)°/.exec(document.getElementById('now').textContent) ?? [0, 0])[1] / 90;
            const from = orders[+chip.dataset.turn].map(text => orders[0].indexOf(text));
            let moved = 0, back = 0, still = 0;
            seen.input.push(off(turned(before(0, 'moved', 0), quarters), pixels(named(0, 'moved', 0))));
            for (let signal = 1; signal < count; signal++)
              for (let h = 0; named(signal, 'moved', h); h++) {
                const now = pixels(named(signal, 'moved', h)), fibre = named(signal, 'moved', 1) ? from[h] : 0;
                const grid = before(signal, 'moved', fibre), spatial = named(signal, 'moved', h).dataset.kind === 'positions';
                moved = Math.max(moved, off(spatial ? turned(grid, quarters) : grid, now));
                still = Math.max(still, off(before(signal, 'moved', h), now));
                back = Math.max(back, off(before(signal, 'back', h), pixels(named(signal, 'back', h))));
              }
            seen.moved.push(moved); seen.back.push(back); seen.still.push(still);
            seen.residuals.push(Math.max(...[...document.querySelectorAll('[data-residual]')].map(of => of.classList.contains('good') ? +of.textContent : 1)));
          });
          slider.value = 1;
          slider.dispatchEvent(new Event('input'));
          seen.slid = document.getElementById('now').textContent;
          const page = document.documentElement;
          page.dataset.seen = JSON.stringify(seen);
          page.dataset.wider = page.scrollWidth - page.clientWidth;
          page.dataset.requests = performance.getEntriesByType('resource').length;
        </script>
        """;

    private TemporaryFolder _folder = null!;

    private string Page => _folder.File("page.html");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("p4-cnn", "7")]
    [TestCase("alphaf-p4-cnn", "3")]
    public async Task A_click_turns_the_input_and_the_maps_alike_and_the_number_stays_at_rounding(
        string network,
        string digit
    )
    {
        var session = await Session.RunAsync("show", network, digit, "-o", Page);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(new FileInfo(Page).Length, Is.LessThan(4_000_000));
        var seen = Seen();
        Assert.That(Numbers(seen, "input"), Is.EqualTo(new double[] { 0, 0, 0, 0 }));
        Assert.That(Numbers(seen, "moved"), Is.All.LessThanOrEqualTo(4).And.Exactly(4).Items);
        Assert.That(Numbers(seen, "back"), Is.All.LessThanOrEqualTo(4).And.Exactly(4).Items);
        Assert.That(Numbers(seen, "residuals"), Is.All.LessThan(1e-11).And.Exactly(4).Items);
        // The pictures are not all the same: what stays where it is looks different.
        Assert.That(Numbers(seen, "still").Skip(1), Is.All.GreaterThan(40));
        Assert.That(seen.GetProperty("slid").GetString(), Does.Contain("approximate"));
    }

    [Test]
    public async Task A_map_that_does_not_turn_is_seen()
    {
        var session = await Session.RunAsync("show", "p4-cnn", "7", "-o", Page, "--angles", "0");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        // The fault: at the second position the tiles of a layer are those of the first.
        var page = await File.ReadAllTextAsync(Page);
        var moved = Regex.Matches(page, @"""moved"":\[(\[[\d,]*\]),(\[[\d,]*\])")[2];
        await File.WriteAllTextAsync(
            Page,
            string.Concat(
                page.AsSpan(0, moved.Groups[2].Index),
                moved.Groups[1].Value,
                page.AsSpan(moved.Groups[2].Index + moved.Groups[2].Length)
            )
        );
        var seen = Seen();
        Assert.That(Numbers(seen, "moved")[1], Is.GreaterThan(40));
        Assert.That(Numbers(seen, "moved")[2], Is.LessThanOrEqualTo(4));
    }

    [Test]
    public async Task A_refuted_design_diverges_and_shows_its_counterexample()
    {
        var session = await Session.RunAsync("show", "zoo:kernel-of-absolute-h", "-o", Page);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var residuals = Numbers(Seen(), "residuals");
        Assert.That(residuals[0], Is.Zero);
        Assert.That(residuals.Skip(1), Is.All.EqualTo(1), "the badges say that it is not rounding");
        Assert.That(
            await File.ReadAllTextAsync(Page),
            Does.Contain("id=\"counterexample\"").And.Contain("id=\"culprit\"")
        );
    }

    [TestCase("zoo:squeeze-excitation")]
    [TestCase("zoo:group-convolution")]
    public async Task A_proved_design_stays_at_rounding(string design)
    {
        var session = await Session.RunAsync("show", design, "-o", Page);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(Numbers(Seen(), "residuals"), Is.All.LessThan(1e-11));
    }

    [Test]
    public async Task A_design_that_is_no_layer_is_not_executed_and_says_so()
    {
        var design = Path.Combine(Repository.Root, "docs", "examples", "channel-attention.design");
        var session = await Session.RunAsync("show", design, "-o", Page);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var page = await File.ReadAllTextAsync(Page);
        Assert.That(page, Does.Contain("Not executed: ").And.Not.Contain("<script"));
    }

    [Test]
    public async Task The_commands_of_the_document_write_what_they_name()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "docs", "show.md"))
            .Where(line => line.StartsWith("ageformal ", StringComparison.Ordinal))
            .ToArray();
        Assert.That(lines, Has.Length.EqualTo(6));
        foreach (var line in lines)
        {
            string[] words = line.Split(' ');
            var file = _folder.File(words[^1]);
            var session = await Session.RunAsync([.. words[1..^1], file]);
            Assert.That(session.ExitCode, Is.Zero, $"{line}: {session.Error}");
            Assert.That(
                file.EndsWith(".npy", StringComparison.Ordinal)
                    ? File.Exists(_folder.File("maps.c2.spatial_attention.npy"))
                    : File.Exists(file),
                line
            );
        }
    }

    [Test]
    public async Task An_inexact_grid_is_not_hidden()
    {
        var session = await Session.RunAsync(
            "show",
            "p4-allcnn-w8-strided",
            "-o",
            Page,
            "--angles",
            "0",
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        var tolerance = document.GetProperty("tolerance").GetDouble();
        Assert.That(
            document
                .GetProperty("positions")
                .EnumerateArray()
                .Skip(1)
                .Select(turn => turn.GetProperty("residuals").GetProperty("output").GetDouble()),
            Has.Some.GreaterThan(tolerance)
        );
        Assert.That(Numbers(Seen(), "residuals"), Has.Some.EqualTo(1));
    }

    private JsonElement Seen()
    {
        var page = File.ReadAllText(Page);
        var probed = _folder.File("probed.html");
        File.WriteAllText(
            probed,
            page.Replace("</body>", Probe + "</body>", StringComparison.Ordinal)
        );
        JsonElement seen = default;
        foreach (var width in (int[])[1280, 600])
        {
            var dom = Browser.Dom(probed, width);
            Assert.That(dom[..4000], Does.Contain("data-wider=\"0\""), $"{width} pixels");
            Assert.That(dom[..4000], Does.Contain("data-requests=\"0\""));
            var text = Regex.Match(dom, "data-seen=\"([^\"]*)\"").Groups[1].Value;
            seen = JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(text)).RootElement;
        }
        return seen;
    }

    private static double[] Numbers(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];
}
