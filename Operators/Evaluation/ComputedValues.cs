using System.Collections.Immutable;

namespace AgeFormal.Operators.Evaluation;

/// <summary>
/// The values of a part of a formula that were needed so far, by a place and by the variables around the part. They belong to
/// one signal of the batch.
/// </summary>
internal sealed class ComputedValues<T>
    where T : struct
{
    private readonly Dictionary<Key, T> _known = [];
    private readonly int[] _places;
    private readonly int[] _indices;
    private int _offset = -1;

    public ComputedValues(ImmutableHashSet<string> around, FrameLayout scope)
    {
        _places = [.. around.Except(scope.Indices).Select(name => scope[name])];
        _indices = [.. around.Intersect(scope.Indices).Select(name => scope[name])];
    }

    public T At(EvaluationFrame frame, Place place, Func<T> compute)
    {
        Begin(frame);
        var key = new Key(place, Around(frame));
        if (!_known.TryGetValue(key, out var value))
            _known.Add(key, value = compute());
        return value;
    }

    /// <summary>As <see cref="At"/>, with no value kept but the last.</summary>
    public T Last(EvaluationFrame frame, Place place, Func<T> compute)
    {
        Begin(frame);
        var key = new Key(place, Around(frame));
        if (_known.TryGetValue(key, out var value))
            return value;
        _known.Clear();
        _known.Add(key, value = compute());
        return value;
    }

    private void Begin(EvaluationFrame frame)
    {
        if (frame.Offset == _offset)
            return;
        _known.Clear();
        _offset = frame.Offset;
    }

    private int[] Around(EvaluationFrame frame)
    {
        var around = new int[4 * _places.Length + _indices.Length];
        for (var i = 0; i < _places.Length; i++)
        {
            var place = frame.Places[_places[i]];
            var to = around.AsSpan(4 * i, 4);
            (to[0], to[1], to[2], to[3]) = (place.X, place.Y, place.Z, place.H);
        }
        for (var i = 0; i < _indices.Length; i++)
            around[4 * _places.Length + i] = frame.Channels[_indices[i]];
        return around;
    }

    private readonly record struct Key(Place Place, int[] Around)
    {
        public bool Equals(Key other) =>
            Place == other.Place && Around.AsSpan().SequenceEqual(other.Around);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Place);
            foreach (var number in Around)
                hash.Add(number);
            return hash.ToHashCode();
        }
    }
}
