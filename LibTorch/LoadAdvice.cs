using System.Text.RegularExpressions;

namespace AgeFormal.LibTorch;

/// <summary>Turns a message of the dynamic linker into what to do about it.</summary>
internal static partial class LoadAdvice
{
    /// <summary>The remedy for one message.</summary>
    /// <param name="message">The message of <c>dlopen</c>.</param>
    /// <param name="standardLibrary">
    /// Newest version of the machine's libstdc++, such as <c>GLIBCXX_3.4.30</c>, or null where it is not known.
    /// </param>
    public static string For(string message, string? standardLibrary)
    {
        if (AbsentVersion().Match(message) is { Success: true } version)
            return OfVersion(version.Groups["version"].Value, standardLibrary);
        if (AbsentFile().Match(message) is { Success: true } file)
            return OfFile(Path.GetFileName(file.Groups["file"].Value));
        if (message.Contains("undefined symbol", StringComparison.Ordinal))
            return "This libtorch is not the version that TorchSharp was built for. "
                + $"Unset {NativeSearch.TorchFolderVariable} or let it name libtorch 2.10.";
        if (message.Contains("failed to map segment", StringComparison.Ordinal))
            return "The folder forbids execution (mount option noexec) or memory is short. "
                + "Let XDG_CACHE_HOME name a folder that allows it.";
        return "Supported are Linux x64 with glibc 2.34 and libstdc++ of GCC 12 or newer "
            + "(Debian 12, Ubuntu 22.04, Fedora 36).";
    }

    private static string OfVersion(string version, string? standardLibrary) =>
        version.StartsWith("GLIBC_", StringComparison.Ordinal)
            ? $"The C library lacks {version}: use a system with glibc 2.34 or newer "
                + "(Debian 12, Ubuntu 22.04, Fedora 36, RHEL 9)."
            : $"libstdc++.so.6 lacks {version}"
                + (standardLibrary is null ? "" : $"; the newest it has is {standardLibrary}")
                + ". "
                + Install("libstdc++6", "libstdc++", "gcc-libs", "libstdc++6")
                + " The version of GCC 12 (Debian 12, Ubuntu 22.04) is new enough.";

    private static string OfFile(string file)
    {
        if (HashedFile().IsMatch(file))
            return $"{file} is a part of libtorch that its folder lacks: run dotnet restore and build again.";
        if (file.StartsWith("libgomp.", StringComparison.Ordinal))
            return "The OpenMP runtime is missing. "
                + Install("libgomp1", "libgomp", "gcc-libs", "libgomp1");
        if (file.StartsWith("libstdc++.", StringComparison.Ordinal))
            return "The C++ runtime is missing. "
                + Install("libstdc++6", "libstdc++", "gcc-libs", "libstdc++6");
        if (file.StartsWith("libgcc_s.", StringComparison.Ordinal))
            return "The GCC runtime is missing. "
                + Install("libgcc-s1", "libgcc", "gcc-libs", "libgcc_s1");
        if (file.StartsWith("ld-linux", StringComparison.Ordinal))
            return "libtorch needs glibc, which systems built on musl (Alpine) lack.";
        if (CudaFile().IsMatch(file))
            return $"{file} belongs to CUDA: install the NVIDIA driver and the CUDA runtime, "
                + "or build with -p:TorchBackend=cpu.";
        return $"{file} is missing. If it is a part of libtorch, run dotnet restore and build again; "
            + "otherwise install the package of this system that provides it.";
    }

    private static string Install(string apt, string dnf, string pacman, string zypper) =>
        $"Debian, Ubuntu: apt-get install {apt}; Fedora, RHEL: dnf install {dnf}; "
        + $"Arch: pacman -S {pacman}; openSUSE: zypper install {zypper}.";

    [GeneratedRegex(@"version [`'](?<version>[A-Z]+_[0-9.]+)' not found")]
    private static partial Regex AbsentVersion();

    [GeneratedRegex(@"(?<file>[^\s:]+): cannot open shared object file: No such file")]
    private static partial Regex AbsentFile();

    // A library that libtorch carries has a hash in its name, such as libgomp-98b21ff3.so.1.
    [GeneratedRegex(@"^lib[a-z]+-[0-9a-f]{8}\.so")]
    private static partial Regex HashedFile();

    [GeneratedRegex(@"^lib(cu[a-z]+|cuda[a-z]*|nv[a-zA-Z]+|nccl)[.-]")]
    private static partial Regex CudaFile();
}
