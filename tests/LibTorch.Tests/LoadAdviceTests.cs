namespace AgeFormal.LibTorch.Tests;

public sealed class LoadAdviceTests
{
    [TestCase("version `GLIBCXX_3.4.30' not found (required by x.so)", "GLIBCXX_3.4.28")]
    [TestCase("version `GLIBC_2.34' not found (required by x.so)", "glibc 2.34")]
    [TestCase(
        "libgomp.so.1: cannot open shared object file: No such file or directory",
        "libgomp1"
    )]
    [TestCase(
        "libgomp-98b21ff3.so.1: cannot open shared object file: No such file",
        "dotnet restore"
    )]
    [TestCase("libstdc++.so.6: cannot open shared object file: No such file", "libstdc++6")]
    [TestCase("libgcc_s.so.1: cannot open shared object file: No such file", "libgcc-s1")]
    [TestCase("ld-linux-x86-64.so.2: cannot open shared object file: No such file", "Alpine")]
    [TestCase("libcudart.so.12: cannot open shared object file: No such file", "NVIDIA")]
    [TestCase("libcublas-1.so: cannot open shared object file: No such file", "NVIDIA")]
    [TestCase("x.so: undefined symbol: _ZN3c104cuda", "AGEFORMAL_LIBTORCH")]
    [TestCase("x.so: failed to map segment from shared object", "noexec")]
    [TestCase("something else", "Debian 12")]
    public void Each_message_of_the_linker_has_a_remedy(string message, string remedy)
    {
        Assert.That(LoadAdvice.For(message, "GLIBCXX_3.4.28"), Does.Contain(remedy));
    }
}
