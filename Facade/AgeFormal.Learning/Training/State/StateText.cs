using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Networks.Specification;

namespace AgeFormal.Learning.Training;

/// <summary>The parts of a state that are no tensors, as JSON.</summary>
internal static class StateText
{
    public static JsonObject Write(TrainingPosition position) =>
        new()
        {
            ["epoch"] = position.Epoch,
            ["step"] = position.Step,
            ["update"] = position.Update,
            ["lossSum"] = position.LossSum,
            ["seconds"] = position.Seconds,
        };

    public static TrainingPosition PositionOf(string text, string source) =>
        TrainingText.Read(
            text,
            source,
            "position",
            json =>
            {
                json.Object("epoch", "step", "update", "lossSum", "seconds");
                return new TrainingPosition(
                    json["epoch"].Integer(0),
                    json["step"].Integer(0),
                    json["update"].Long(0),
                    json["lossSum"].Number(),
                    json["seconds"].Number()
                );
            }
        );

    public static JsonNode Write(EpochReport report) =>
        new JsonObject
        {
            ["epoch"] = report.Epoch,
            ["epochs"] = report.Epochs,
            ["learningRate"] = report.LearningRate,
            ["trainingLoss"] = report.TrainingLoss,
            ["validationLoss"] = report.ValidationLoss,
            ["validationErrorPercent"] = report.ValidationErrorPercent,
        };

    public static EqArray<EpochReport> HistoryOf(string text, string source) =>
        TrainingText.Read(
            text,
            source,
            "history",
            json =>
                json.Array(
                    int.MaxValue,
                    one =>
                    {
                        one.Object(
                            "epoch",
                            "epochs",
                            "learningRate",
                            "trainingLoss",
                            "validationLoss",
                            "validationErrorPercent"
                        );
                        return new EpochReport(
                            one["epoch"].Integer(1),
                            one["epochs"].Integer(1),
                            one["learningRate"].Number(),
                            one["trainingLoss"].Number(),
                            Optional(one["validationLoss"]),
                            Optional(one["validationErrorPercent"])
                        );
                    }
                )
        );

    public static JsonObject Write(DataIdentity data) =>
        new()
        {
            ["training"] = data.Training,
            ["validation"] = data.Validation,
            ["fingerprint"] = data.Fingerprint,
            ["preparation"] = data.Preparation is { } preparation
                ? PreprocessingText.Render(preparation)
                : null,
            ["classes"] = data.Classes.Count > 0 ? ClassNames.Render(data.Classes) : null,
        };

    public static DataIdentity DataOf(string text, string source) =>
        TrainingText.Read(
            text,
            source,
            "data",
            json =>
            {
                json.Object("training", "validation", "fingerprint", "preparation", "classes");
                var (validation, preparation, classes) = (
                    json["validation"],
                    json["preparation"],
                    json["classes"]
                );
                return new DataIdentity(
                    json["training"].Text(),
                    validation.IsNull ? null : validation.Text(),
                    json["fingerprint"].Text(),
                    preparation.IsNull
                        ? null
                        : PreprocessingText.Parse(
                            preparation.Text(),
                            $"{source}, {preparation.Place}"
                        ),
                    classes.IsNull
                        ? []
                        : ClassNames.Parse(classes.Text(), $"{source}, {classes.Place}")
                );
            }
        );

    public static int BestOf(string text, string source, int epochs) =>
        TrainingText.Read(
            text,
            source,
            "best",
            json =>
                json.Integer(1) is var epoch && epoch <= epochs
                    ? epoch
                    : throw json.Fault($"one of the {epochs} complete epochs")
        );

    private static double? Optional(JsonPlace json) => json.IsNull ? null : json.Number();
}
