namespace AgeFormal.Operators.Evaluation;

/// <summary>
/// The values of a sampled intermediate that were needed so far, by position and by the variables around it. They belong
/// to one signal of the batch.
/// </summary>
internal sealed class SampledValues<T>(int[] slots)
    where T : struct
{
    private readonly Dictionary<Key, T> _known = [];
    private int _offset = -1;

    public T At(Frame frame, Place place, Func<T> compute)
    {
        if (frame.Offset != _offset)
        {
            _known.Clear();
            _offset = frame.Offset;
        }
        var key = new Key(place, Around(frame));
        if (!_known.TryGetValue(key, out var value))
            _known.Add(key, value = compute());
        return value;
    }

    // A slot holds a place or a channel, the other stays as it was: both are part of the key.
    private int[] Around(Frame frame)
    {
        var around = new int[5 * slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var place = frame.Places[slots[i]];
            var to = around.AsSpan(5 * i, 5);
            (to[0], to[1], to[2], to[3]) = (place.X, place.Y, place.Z, place.H);
            to[4] = frame.Channels[slots[i]];
        }
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
