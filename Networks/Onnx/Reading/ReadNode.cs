namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>A node of a graph that is read.</summary>
internal sealed class ReadNode
{
    private readonly Dictionary<string, WireMessage> _attributes = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">The message is no node.</exception>
    public ReadNode(WireMessage message)
    {
        Inputs = [.. message.Texts(1)];
        Outputs = [.. message.Texts(2)];
        Kind = message.Text(4);
        Domain = message.Text(7);
        foreach (var attribute in message.Messages(5))
            _attributes[attribute.Text(1)] = attribute;
        var name = message.Text(3);
        Name = name.Length > 0 ? name : Outputs.FirstOrDefault(output => output.Length > 0) ?? Kind;
    }

    public string Name { get; }

    public string Kind { get; }

    public string Domain { get; }

    public string[] Inputs { get; }

    public string[] Outputs { get; }

    public bool Has(string attribute) => _attributes.ContainsKey(attribute);

    public long Integer(string attribute, long absent) =>
        _attributes.TryGetValue(attribute, out var found) ? found.Integer(3) : absent;

    public double Single(string attribute, double absent) =>
        _attributes.TryGetValue(attribute, out var found)
            ? found.Singles(2).LastOrDefault()
            : absent;

    public string Text(string attribute, string absent) =>
        _attributes.TryGetValue(attribute, out var found) ? found.Text(4) : absent;

    public long[]? Integers(string attribute) =>
        _attributes.TryGetValue(attribute, out var found) ? [.. found.Integers(8)] : null;

    public float[]? Singles(string attribute) =>
        _attributes.TryGetValue(attribute, out var found) ? [.. found.Singles(7)] : null;

    public WireMessage? Tensor(string attribute) =>
        _attributes.TryGetValue(attribute, out var found) ? found.Message(5) : null;
}
