using System.Text.Json.Nodes;
using AgeFormal.Networks.Specification;

namespace AgeFormal.Learning.Training;

/// <summary>The composite values of a recipe as JSON: an object whose <c>kind</c> is the case.</summary>
internal static class RecipeUnions
{
    private const string Kind = "kind";

    public static JsonNode Write(Optimizer optimizer) =>
        optimizer.Match<JsonNode>(
            adam: adam => new JsonObject
            {
                [Kind] = "adam",
                ["beta1"] = adam.Beta1,
                ["beta2"] = adam.Beta2,
                ["epsilon"] = adam.Epsilon,
            },
            adamW: adam => new JsonObject
            {
                [Kind] = "adamw",
                ["beta1"] = adam.Beta1,
                ["beta2"] = adam.Beta2,
                ["epsilon"] = adam.Epsilon,
            },
            sgd: sgd => new JsonObject
            {
                [Kind] = "sgd",
                ["momentum"] = sgd.Momentum,
                ["nesterov"] = sgd.Nesterov,
            }
        );

    public static Optimizer OptimizerOf(JsonPlace json) =>
        Case<Optimizer>(
            json,
            ("adam", () => AdamOf(json)),
            ("adamw", () => AdamWOf(json)),
            ("sgd", () => SgdOf(json))
        );

    public static JsonNode Write(RateSchedule schedule) =>
        schedule.Match<JsonNode>(
            constant: _ => new JsonObject { [Kind] = "constant" },
            steps: steps => new JsonObject
            {
                [Kind] = "steps",
                ["after"] = new JsonArray([.. steps.After.Select(epoch => (JsonNode)epoch)]),
                ["factor"] = steps.Factor,
            },
            cosine: cosine => new JsonObject { [Kind] = "cosine", ["floor"] = cosine.Floor },
            oneCycle: cycle => new JsonObject
            {
                [Kind] = "one-cycle",
                ["rise"] = cycle.Rise,
                ["start"] = cycle.Start,
                ["end"] = cycle.End,
            },
            plateau: plateau => new JsonObject
            {
                [Kind] = "plateau",
                ["factor"] = plateau.Factor,
                ["patience"] = plateau.Patience,
            },
            warmUp: warm => new JsonObject
            {
                [Kind] = "warm-up",
                ["epochs"] = warm.Epochs,
                ["then"] = Write(warm.Then),
            }
        );

    public static RateSchedule ScheduleOf(JsonPlace json) =>
        Case<RateSchedule>(
            json,
            (
                "constant",
                () =>
                {
                    json.Object(Kind);
                    return new RateSchedule.Constant();
                }
            ),
            ("steps", () => StepsOf(json)),
            ("cosine", () => CosineOf(json)),
            ("one-cycle", () => OneCycleOf(json)),
            ("plateau", () => PlateauOf(json)),
            ("warm-up", () => WarmUpOf(json))
        );

    public static JsonNode Write(Augmentation augmentation) =>
        new JsonObject
        {
            ["rotation"] = augmentation.Rotation,
            ["flipColumns"] = augmentation.FlipColumns,
            ["flipRows"] = augmentation.FlipRows,
            ["shift"] = augmentation.Shift,
            ["crop"] = augmentation.Crop,
        };

    public static Augmentation AugmentationOf(JsonPlace json)
    {
        json.Object("rotation", "flipColumns", "flipRows", "shift", "crop");
        var none = Augmentation.None;
        return new()
        {
            Rotation = Number(json, "rotation", none.Rotation),
            FlipColumns = json.Maybe("flipColumns")?.Flag() ?? none.FlipColumns,
            FlipRows = json.Maybe("flipRows")?.Flag() ?? none.FlipRows,
            Shift = json.Maybe("shift")?.Integer() ?? none.Shift,
            Crop = Number(json, "crop", none.Crop),
        };
    }

    private static Optimizer.Adam AdamOf(JsonPlace json)
    {
        json.Object(Kind, "beta1", "beta2", "epsilon");
        var start = new Optimizer.Adam();
        return new()
        {
            Beta1 = Number(json, "beta1", start.Beta1),
            Beta2 = Number(json, "beta2", start.Beta2),
            Epsilon = Number(json, "epsilon", start.Epsilon),
        };
    }

    private static Optimizer.AdamW AdamWOf(JsonPlace json)
    {
        json.Object(Kind, "beta1", "beta2", "epsilon");
        var start = new Optimizer.AdamW();
        return new()
        {
            Beta1 = Number(json, "beta1", start.Beta1),
            Beta2 = Number(json, "beta2", start.Beta2),
            Epsilon = Number(json, "epsilon", start.Epsilon),
        };
    }

    private static Optimizer.Sgd SgdOf(JsonPlace json)
    {
        json.Object(Kind, "momentum", "nesterov");
        var start = new Optimizer.Sgd();
        return new()
        {
            Momentum = Number(json, "momentum", start.Momentum),
            Nesterov = json.Maybe("nesterov")?.Flag() ?? start.Nesterov,
        };
    }

    private static RateSchedule.Steps StepsOf(JsonPlace json)
    {
        json.Object(Kind, "after", "factor");
        var start = new RateSchedule.Steps();
        return new()
        {
            After =
                json.Maybe("after")?.Array(int.MaxValue, epoch => epoch.Integer()) ?? start.After,
            Factor = Number(json, "factor", start.Factor),
        };
    }

    private static RateSchedule.Cosine CosineOf(JsonPlace json)
    {
        json.Object(Kind, "floor");
        return new() { Floor = Number(json, "floor", new RateSchedule.Cosine().Floor) };
    }

    private static RateSchedule.OneCycle OneCycleOf(JsonPlace json)
    {
        json.Object(Kind, "rise", "start", "end");
        var start = new RateSchedule.OneCycle();
        return new()
        {
            Rise = Number(json, "rise", start.Rise),
            Start = Number(json, "start", start.Start),
            End = Number(json, "end", start.End),
        };
    }

    private static RateSchedule.Plateau PlateauOf(JsonPlace json)
    {
        json.Object(Kind, "factor", "patience");
        var start = new RateSchedule.Plateau();
        return new()
        {
            Factor = Number(json, "factor", start.Factor),
            Patience = json.Maybe("patience")?.Integer() ?? start.Patience,
        };
    }

    private static RateSchedule.WarmUp WarmUpOf(JsonPlace json)
    {
        json.Object(Kind, "epochs", "then");
        var start = new RateSchedule.WarmUp();
        var then = json.Maybe("then");
        return new()
        {
            Epochs = Number(json, "epochs", start.Epochs),
            Then =
                then is null ? start.Then
                : ScheduleOf(then) is var inner && inner is not RateSchedule.WarmUp ? inner
                : throw then.Fault("a schedule other than a warm-up"),
        };
    }

    private static T Case<T>(JsonPlace json, params (string Kind, Func<T> Read)[] cases) =>
        json[Kind].OneOf(cases, one => one.Kind).Read();

    private static double Number(JsonPlace json, string name, double start) =>
        json.Maybe(name)?.Number() ?? start;
}
