using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

internal sealed partial class Walk
{
    public Motion Reshape(Step.Reshape step)
    {
        var (from, to) = (_program.Steps[step.Source].Shape, step.Shape);
        var (batch, after) = (View.BatchAxis(from), View.BatchAxis(to));
        if (
            batch < 0 != after < 0
            || batch >= 0
                && from.Take(batch).Aggregate(1L, (all, size) => all * size)
                    != to.Take(after).Aggregate(1L, (all, size) => all * size)
        )
            throw LossException.Unknown("the signals of a batch are shuffled by a reshape");
        return Seen() ?? At(step.Source).Reshape(Sizes(to));
    }

    public Motion Transpose(Step.Transpose step) =>
        Seen() ?? At(step.Source).Transpose([.. step.Order]);

    public Motion Expand(Step.Expand step) => Seen() ?? throw Unseen(step.Source);

    public Motion Take(Step.Take step) => Seen() ?? throw Unseen(step.Source);

    public Motion Slice(Step.Slice step) => Seen() ?? throw Unseen(step.Source);

    public Motion Pad(Step.Pad step) => Seen() ?? throw Unseen(step.Source);

    private Exception Unseen(int source) =>
        _obstacles[source] is { } obstacle
            ? new InheritedException(obstacle)
            : LossException.Lost(
                $"{_element} does not map the places that are kept to one another"
            );

    /// <summary>The motion of a view, null where none is found: what is seen at a moved place is what was seen, moved.</summary>
    private Motion? Seen()
    {
        // Shapes and orders alone lose nothing: there the rule of the step itself is the better one.
        var source = View.Source(_program.Steps[_at])!.Value;
        if (
            _program.Steps[_at] is Step.Reshape or Step.Transpose
            && IsOrderOnly(source)
            && _motions[source] is not null
        )
            return null;
        bool IsInput(int step) => _isFixed[step];
        // The nearest root first; a farther one where that has no motion.
        var root = _at;
        while (View.Source(_program.Steps[root]) is { } next && !IsInput(next))
        {
            root = next;
            if (
                _motions[root] is null
                || View.Source(_program.Steps[root]) is not null && !IsRootEnough(root)
            )
                continue;
            if (Seen(root) is { } motion)
                return motion;
        }
        return null;
    }

    // What was repeated or filled up has motions to choose from: only its root tells which.
    private bool IsRootEnough(int step) => IsOrderOnly(step);

    private bool IsOrderOnly(int step)
    {
        while (_program.Steps[step] is Step.Reshape or Step.Transpose)
            step = View.Source(_program.Steps[step])!.Value;
        return View.Source(_program.Steps[step]) is null;
    }

    private Motion? Seen(int root)
    {
        var of = _motions[root]!;
        var leading = int.MaxValue;
        View view;
        do
        {
            if (View.Of(_program, _at, step => step == root, leading) is not { } next)
                return null;
            view = next;
            leading = view.Leading;
            // No block may have axes on both sides.
            while (leading > 0 && !of.Separates([.. Enumerable.Range(0, leading)]))
                leading--;
        } while (leading < view.Leading);
        int[] aside = [.. Enumerable.Range(0, leading)];
        int[] rest = [.. Enumerable.Range(leading, of.Rank - leading)];
        int[] axes = [.. view.Sizes.Select((_, i) => leading + i)];
        var map = Placed(view, of.Joint(rest));
        return map is null
            ? null
            : Motion.Of(
                Sizes(_program.Steps[_at].Shape),
                of.Blocks.Where(block => block.Axes.All(aside.Contains))
                    .Append(new Block(axes, map))
            );
    }

    // A symmetry of the grid where one does, that of the element first; otherwise equal places in order.
    private int[]? Placed(View view, int[]? moved)
    {
        var shown = view.Shown;
        int Image(int place) => place < 0 || moved is null ? place : moved[place];
        bool Fits(int[] map)
        {
            for (var place = 0; place < map.Length; place++)
                if (shown[map[place]] != Image(shown[place]))
                    return false;
            return true;
        }
        var places = new Dictionary<int, List<int>>();
        for (var place = 0; place < shown.Length; place++)
        {
            if (!places.TryGetValue(shown[place], out var list))
                places.Add(shown[place], list = []);
            list.Add(place);
        }
        if (places.Count < shown.Length)
            for (
                var dimension = Math.Min(_grid.Dimension, view.Sizes.Length);
                dimension > 0;
                dimension--
            )
                foreach (var candidate in Candidates(dimension))
                {
                    var space = view.Sizes.AsSpan(view.Sizes.Length - dimension);
                    if (!candidate.Keeps(space))
                        continue;
                    var inner = candidate.Map(space);
                    var map = new int[shown.Length];
                    for (var place = 0; place < map.Length; place++)
                        map[place] =
                            place / inner.Length * inner.Length + inner[place % inner.Length];
                    if (Fits(map))
                        return map;
                }
        var matched = new int[shown.Length];
        foreach (var (place, list) in places)
        {
            if (!places.TryGetValue(Image(place), out var images) || images.Count != list.Count)
                return null;
            for (var i = 0; i < list.Count; i++)
                matched[list[i]] = images[i];
        }
        return matched;
    }

    // The element's own first.
    private IEnumerable<GridMotion> Candidates(int dimension) =>
        _grid.Dimension == dimension
            ? GridMotion.All(dimension).Where(motion => motion != _grid).Prepend(_grid)
            : GridMotion.All(dimension);
}
