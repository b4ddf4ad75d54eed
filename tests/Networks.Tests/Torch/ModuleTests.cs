using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>A network is a module like others: names, formats and the state of TorchSharp.</summary>
public sealed class ModuleTests
{
    private static readonly TypedOp Op = Typing.Elaborate(
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("bn1", new Op.BatchNormalization()),
            new(
                "block",
                new Op.Sum([
                    new("", Operators.Op.Identity),
                    new(
                        "",
                        new Op.Sequence([
                            new("c2", new Op.GroupConvolution(2, Region.Box(1, 1))),
                            new("a", new Op.InputAttention { Channel = new ChannelAttention(1) }),
                        ])
                    ),
                ])
            ),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static readonly Signal<double> Input = SmallIntegers.Signal(Op.Input, 2, seed: 1);

    private TorchNetwork _network = null!;

    [SetUp]
    public void Create() => _network = TorchNetwork.Create(Op);

    [TearDown]
    public void Dispose() => _network.Dispose();

    [Test]
    public void The_state_has_the_operators_names()
    {
        Assert.That(
            _network.state_dict().Keys,
            Is.EquivalentTo(Op.Parameters().Select(parameter => parameter.Name))
        );
        Assert.That(_network.state_dict(prefix: "net").Keys, Does.Contain("net.c1.weight"));
        Assert.That(
            _network.named_parameters().Select(entry => entry.name),
            Does.Contain("block.c2.weight").And.Not.Contain("bn1.running_mean")
        );
        Assert.That(
            _network.named_buffers().Select(entry => entry.name),
            Is.EquivalentTo(new[] { "bn1.running_mean", "bn1.running_var" })
        );
        Assert.That(_network.has_parameter("c1.weight") && _network.has_buffer("bn1.running_var"));
        Assert.That(_network.get_parameter("c1.bias"), Is.Null);
        Assert.That(_network.get_buffer("bn1.running_var").shape, Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public void A_module_around_it_has_the_names_with_a_prefix()
    {
        using var around = new Around(_network);
        Assert.That(
            around.state_dict().Keys,
            Is.EquivalentTo(Op.Parameters().Select(parameter => $"inner.{parameter.Name}"))
        );
    }

    [Test]
    public void A_saved_state_loads_into_another_network()
    {
        using var other = TorchNetwork.Create(Op, new TorchOptions { Seed = 5 });
        using var stream = new MemoryStream();
        _network.save(stream);
        other.load(new MemoryStream(stream.ToArray()));
        Assert.That(other.Parameters().Values, Is.EqualTo(_network.Parameters().Values));
        using var third = TorchNetwork.Create(Op, new TorchOptions { Seed = 6 });
        third.Run(Input);
        third.load_state_dict(_network.state_dict());
        Assert.That(third.Run(Input), Is.EqualTo(_network.Run(Input)));
    }

    [Test]
    public void A_state_that_does_not_fit_is_refused_whole_and_by_name()
    {
        using var scope = NewDisposeScope();
        var before = _network.Parameters();
        var state = _network.state_dict().ToDictionary(e => e.Key, e => e.Value.clone().add(1));
        state["c1.weight"] = zeros(3);
        state["more"] = zeros(1);
        state.Remove("bn1.bias");
        Assert.That(
            () => _network.load_state_dict(state),
            Throws
                .TypeOf<ParameterMismatchException>()
                .With.Message.Contains("'c1.weight' is Float32[3]")
                .And.Message.Contains("'more' is unexpected")
                .And.Message.Contains("'bn1.bias' is missing")
        );
        Assert.That(
            () => _network.load_state_dict(state, strict: false),
            Throws.TypeOf<ParameterMismatchException>()
        );
        Assert.That(_network.Parameters().Values, Is.EqualTo(before.Values));
        var (missing, unexpected) = _network.load_state_dict(
            state,
            strict: false,
            skip: ["c1.weight"]
        );
        Assert.That(missing, Is.EqualTo(new[] { "bn1.bias" }));
        Assert.That(unexpected, Is.EqualTo(new[] { "more" }));
        Assert.That(_network.Parameters()["bn1.weight"], Is.All.EqualTo(2));
    }

    [Test]
    public void Another_format_gives_the_same_function()
    {
        _network.eval();
        var before = _network.Run(Input);
        using (NewDisposeScope())
            _network.to(ScalarType.Float64);
        Assert.That(_network.Precision, Is.EqualTo(Precision.Double));
        Assert.That(_network.Execution, Is.EqualTo("float64 · cpu"));
        var after = _network.Run(Input);
        Assert.That(SmallIntegers.Error(before, after), Is.InRange(0, 1e-5));
        using var wide = zeros([1, 1, 5, 5], ScalarType.Float64);
        using var output = _network.forward(wide);
        Assert.That(output.dtype, Is.EqualTo(ScalarType.Float64));
        using var narrow = zeros([1, 1, 5, 5]);
        Assert.That(() => _network.forward(narrow), Throws.ArgumentException);
        _network.to(ScalarType.Float32);
        Assert.That(_network.Run(Input), Is.EqualTo(before));
    }

    [Test]
    public void A_network_in_another_format_learns()
    {
        using var scope = NewDisposeScope();
        _network.to(ScalarType.Float64);
        using var optimiser = optim.SGD(_network.TrainedParameters, 0.1);
        var before = _network.Parameters();
        _network.forward(rand([4, 1, 5, 5], ScalarType.Float64)).square().mean().backward();
        optimiser.step();
        var after = _network.Parameters();
        foreach (var name in new[] { "c1.weight", "block.c2.weight", "bn1.weight" })
            Assert.That(after[name], Is.Not.EqualTo(before[name]), name);
    }

    [Test]
    public void Other_formats_and_devices_are_refused_and_change_nothing()
    {
        var before = _network.Run(Input);
        foreach (
            var change in new Action[]
            {
                () => _network.to(ScalarType.Float16),
                () => _network.to(ScalarType.BFloat16),
                () => _network.to(ScalarType.Int64),
                () => _network.half(),
                () => _network.to(DeviceType.HIP),
                () => _network.to(DeviceType.XLA),
            }
        )
            Assert.That(change, Throws.ArgumentException.With.Message.Contains("Expected the"));
        Assert.That(_network.Run(Input), Is.EqualTo(before));
    }

    [Test]
    public void On_the_meta_device_there_are_no_values()
    {
        _network.to(META);
        foreach (
            var use in new Action[]
            {
                () => _network.Run(Input),
                () => _network.Activations(Input),
                () => _network.Parameters(),
                () => _network.Load(Parameters<double>.Generate(Op, (_, _, _) => 1)),
            }
        )
            Assert.That(
                use,
                Throws.InvalidOperationException.With.Message.Contains("holds shapes alone")
            );
    }

    private sealed class Around : nn.Module<Tensor, Tensor>
    {
        private readonly TorchNetwork _inner;

        public Around(TorchNetwork inner)
            : base(nameof(Around))
        {
            _inner = inner;
            register_module("inner", inner);
        }

        public override Tensor forward(Tensor input) => _inner.forward(input);
    }
}
