package dev.tavilypipeline.bench.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;

/** {@code .ci/secrets}, which .ci/compose runs over the images too. */
class SecretsIT {

    private static final Path ROOT = Service.projectRoot();
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String ANY = UPPER + "abcdefghijkmnopqrstuvwxyz";

    @TempDir
    Path folder;

    @Test
    void shouldFindNoCredentialInTheRepository() throws IOException {
        assumeTrue(Files.exists(ROOT.resolve(".git")), "these sources are no git repository");
        Command.Result result = secrets("repository", ROOT.toString());

        assertThat(result.output() + result.errors()).isEmpty();
        assertThat(result.status()).isZero();
    }

    /** Made here, so that this file has none. */
    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of("AWS access key", "key = AKIA" + random(16, UPPER)),
                Arguments.of("AWS secret key", "AWS_SECRET_ACCESS_KEY=" + random(40, ANY)),
                Arguments.of("Tavily key", "TAVILY_API_KEY=tvly-dev-" + random(32, ANY)),
                Arguments.of("OpenAI key", "OPENAI_API_KEY: \"sk-proj-" + random(48, ANY) + '"'),
                Arguments.of("Slack token", "xoxb-" + random(24, ANY)),
                Arguments.of("Slack webhook", "url: https://hooks.slack.com/services/T" + random(8, UPPER) + "/B"
                        + random(8, UPPER) + "/" + random(24, ANY)),
                Arguments.of("GitHub token", "ghp_" + random(36, ANY)),
                Arguments.of("private key", "-----BEGIN " + "PRIVATE KEY-----\n" + random(64, ANY) + "\n"),
                Arguments.of("JSON web token",
                        "Bearer eyJ" + random(20, ANY) + ".eyJ" + random(30, ANY) + "." + random(43, ANY)),
                Arguments.of("address with a password", "mongodb+srv://app:" + random(12, ANY) + "@c0.mongodb.net/runs"),
                Arguments.of("password of Kafka", "required username=\"a\" password=\"" + random(20, ANY) + "\";"),
                Arguments.of("random text", "salt: " + random(44, ANY)));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void shouldFindACredentialWithoutRepeatingIt(String kind, String line) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "first\n" + line + "\n");
        assertThat(Command.run(folder, "git", "init", "--quiet").status()).isZero();
        assertThat(Command.run(folder, "git", "add", "notes.txt").status()).isZero();
        Command.Result result = secrets("repository", folder.toString());

        assertThat(result.status()).isOne();
        assertThat(result.output()).contains("notes.txt:2: " + kind).doesNotContain(line);
    }

    private static String random(int length, String characters) {
        Random random = new Random(length);
        return random.ints(length, 0, characters.length()).mapToObj(i -> characters.substring(i, i + 1))
                .reduce("", String::concat);
    }

    private static Command.Result secrets(String... arguments) throws IOException {
        return Command.run(ROOT,
                Stream.concat(Stream.of("python3", ".ci/secrets"), Stream.of(arguments)).toArray(String[]::new));
    }
}
