using AgeFormal.Laws;
using AgeFormal.Learning.Training;

namespace AgeFormal.Cli.Tests;

/// <summary>The command <c>train</c> in several processes of an MPI job.</summary>
[NonParallelizable]
public sealed class JointTrainCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // z2-cnn has dropout and batch normalisation.
    [TestCase(2)]
    [TestCase(3)]
    [Category("Long")]
    public void Fifty_steps_of_a_job_equal_those_of_one_process(int processes)
    {
        InstalledProgram.Find("mpirun");
        var alone = AgeFormalProcess.Run(Arguments("alone", "5"));
        Assert.That(alone.ExitCode, Is.Zero, alone.Error);
        var job = Job(processes, Arguments("job", "5"));
        Assert.That(job.ExitCode, Is.Zero, job.Error);
        Assert.That(job.Error.Split("epoch   5/5"), Has.Length.EqualTo(2), "one process speaks");
        var (one, other) = (State("alone"), State("job"));
        Assert.That(other.Position.Update, Is.EqualTo(50));
        foreach (var (name, tensor) in one.Values.Parameters.Tensors)
        {
            var (a, b) = (tensor.ToDouble(), other.Values.Parameters[name].ToDouble());
            Assert.That(
                a.Zip(b, (x, y) => Math.Abs(x - y)).Max(),
                Is.LessThan(1e-5 * a.Max(Math.Abs)),
                name
            );
        }
    }

    // The library is chosen by the launcher where Open MPI is installed too.
    [Test]
    [Category("Long")]
    public void A_job_of_Mpich_gives_the_weights_of_one_of_Open_Mpi()
    {
        InstalledProgram.Find("mpirun.openmpi");
        InstalledProgram.Find("mpirun.mpich");
        foreach (var launcher in (string[])["mpirun.openmpi", "mpirun.mpich"])
        {
            var job = Job(2, Arguments(launcher, "1"), launcher);
            Assert.That(job.ExitCode, Is.Zero, job.Error);
            Assert.That(
                job.Error.Split("epoch   1/1"),
                Has.Length.EqualTo(2),
                "one process speaks"
            );
        }
        Assert.That(State("mpirun.mpich"), Is.EqualTo(State("mpirun.openmpi")));
    }

    [Test]
    [Category("Long")]
    public void A_killed_process_ends_the_job_and_the_checkpoint_is_gone_on_from()
    {
        var shell = InstalledProgram.Find("bash");
        InstalledProgram.Find("mpirun");
        // The second process kills itself as soon as there is a checkpoint.
        const string script =
            "if [ \"$OMPI_COMM_WORLD_RANK\" = 1 ]; then (while [ ! -f \"$0\" ]; do sleep 0.1; done; kill -9 $$) & fi; exec \"$@\"";
        var checkpoint = Path.Combine(_folder.File("job"), "checkpoint.safetensors");
        var killed = AgeFormalProcess.Run(
            "mpirun",
            [
                "--oversubscribe",
                "-n",
                "2",
                shell,
                "-c",
                script,
                checkpoint,
                "dotnet",
                AgeFormalProcess.Program,
                .. Arguments("job", "200"),
                "--data-parallel",
            ]
        );
        Assert.That(killed.ExitCode, Is.Not.Zero);
        Assert.That(killed.Output + killed.Error, Does.Contain("signal 9"));
        var done = State("job").Position;
        Assert.That(done.Epoch, Is.InRange(1, 199));
        var rest = Job(2, [.. Arguments("job", $"{done.Epoch + 1}"), "--resume"]);
        Assert.That(rest.ExitCode, Is.Zero, rest.Error);
        Assert.That(rest.Error, Does.Contain($"going on after epoch {done.Epoch}"));
    }

    [Test]
    [Category("Long")]
    public void Networks_and_seeds_divided_among_processes_give_the_weights_of_one_after_the_other()
    {
        InstalledProgram.Find("mpirun");
        string[] Sweep(string name) =>
            ["train", "p4-cnn", .. Arguments(name, "2")[1..], "--seeds", "0..2", "--json"];
        var alone = AgeFormalProcess.Run(Sweep("alone"));
        Assert.That(alone.ExitCode, Is.Zero, alone.Error);
        var job = AgeFormalProcess.Run(
            "mpirun",
            [
                "--oversubscribe",
                "-n",
                "2",
                "dotnet",
                AgeFormalProcess.Program,
                .. Sweep("job"),
                "--sweep-parallel",
            ]
        );
        Assert.That(job.ExitCode, Is.Zero, job.Error);
        Assert.That(
            $"{job.Json().GetProperty("summaries")}",
            Is.EqualTo($"{alone.Json().GetProperty("summaries")}")
        );
        foreach (var network in (string[])["p4-cnn", "z2-cnn"])
            for (var seed = 0; seed < 3; seed++)
                Assert.That(
                    File.ReadAllBytes(Weights("job", network, seed)),
                    Is.EqualTo(File.ReadAllBytes(Weights("alone", network, seed)))
                );

        string Weights(string name, string network, int seed) =>
            Path.Combine(_folder.File(name), network, $"seed-{seed}", "weights.safetensors");
    }

    [Test]
    public void A_failure_in_the_first_process_ends_the_job_with_its_message()
    {
        InstalledProgram.Find("mpirun");
        var failed = Job(2, [.. Arguments("job", "2"), "--output", "/absent/folder/file"]);
        Assert.That(failed.ExitCode, Is.Not.Zero);
        Assert.That(failed.Error, Does.Contain("/absent/folder/file"));
    }

    private static Session Job(int processes, string[] arguments, string launcher = "mpirun") =>
        AgeFormalProcess.Run(
            launcher,
            [
                .. launcher == "mpirun.mpich" ? [] : (string[])["--oversubscribe"],
                "-n",
                $"{processes}",
                "dotnet",
                AgeFormalProcess.Program,
                .. arguments,
                "--data-parallel",
            ]
        );

    private string[] Arguments(string name, string epochs) =>
        [
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--digits",
            "40",
            "--validation",
            "20",
            "--batch",
            "4",
            "--epochs",
            epochs,
            "--precision",
            "double",
            "--out",
            _folder.File(name),
        ];

    private TrainingState State(string name) =>
        TrainingState.Read(Path.Combine(_folder.File(name), "checkpoint.safetensors"));
}
