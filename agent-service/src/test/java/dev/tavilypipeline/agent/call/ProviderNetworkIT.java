package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

/** A provider behind a certificate that only the company trusts, and behind a proxy. */
class ProviderNetworkIT {

    private static final String CREDENTIALS = "name:a password";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer provider;
    private static Path certificate;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        certificate = folder.resolve("company.pem");
        keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12",
                "-keystore", keys.toString(), "-storepass", "changeit");
        keytool("-exportcert", "-rfc", "-keystore", keys.toString(), "-storepass", "changeit", "-file",
                certificate.toString());
        provider = VERTX.createHttpServer(new HttpServerOptions().setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword("changeit")))
                .requestHandler(request -> request.response().end("found"))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldTrustTheCertificateOfTheCompany() {
        assertThat(call(new Network(null, null, certificate))).isEqualTo("found");
    }

    @Test
    void shouldNotTrustACertificateThatNobodyKnows() {
        assertThat(sentence(new Network(null, null, null)))
                .isEqualTo("the certificate of localhost:" + provider.actualPort() + " is not trusted");
    }

    @Test
    void shouldStillTrustWhatTheJvmTrusts() throws Exception {
        X509TrustManager jvm = trustManager(new TrustedCertificates(List.of()));
        X509TrustManager both = trustManager(new TrustedCertificates.FromFile().convert(certificate.toString()));

        assertThat(jvm.getAcceptedIssuers()).isNotEmpty();
        assertThat(both.getAcceptedIssuers()).contains(jvm.getAcceptedIssuers())
                .hasSize(jvm.getAcceptedIssuers().length + 1);
    }

    @Test
    void shouldTunnelThroughTheProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(CREDENTIALS)) {
            assertThat(call(new Network(proxy.uri("name:a%20password"), null, certificate))).isEqualTo("found");
            assertThat(proxy.tunnels()).containsExactly("localhost:" + provider.actualPort());
        }
    }

    @Test
    void shouldReachAHostOfTheListWithoutTheProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(CREDENTIALS)) {
            assertThat(call(new Network(proxy.uri("name:a%20password"), "10.0.0.1, local*", certificate))).isEqualTo("found");
            assertThat(proxy.tunnels()).isEmpty();
        }
    }

    @Test
    void shouldSayThatTheProxyGivesNoConnection() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(CREDENTIALS)) {
            assertThat(sentence(new Network(proxy.uri("name:wrong"), null, certificate)))
                    .isEqualTo("the proxy gives no connection to localhost:" + provider.actualPort());
        }
    }

    @Test
    void shouldRefuseAFileWithoutCertificates() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (String file : List.of(empty.toString(), folder.resolve("none.pem").toString(), folder.toString(), "\0")) {
            assertThatThrownBy(() -> new TrustedCertificates.FromFile().convert(file)).hasMessageContaining("PEM");
        }
    }

    private static String sentence(NetworkSettings network) {
        Throwable failure = catchThrowable(() -> call(network));
        assertThat(failure).isNotNull();
        return ConnectionFault.sentence(failure, "localhost:" + provider.actualPort());
    }

    private static String call(NetworkSettings network) {
        Endpoint endpoint = new Endpoint(URI.create("https://localhost:" + provider.actualPort()), "tavily", "tvly-key",
                TIMEOUT);
        return new ProviderClients(VERTX, network).at(endpoint, "/search").post(new ProviderRequest(Map.of("query", "q")))
                .map(bytes -> new String(bytes, UTF_8)).collect().asList().await().atMost(TIMEOUT).get(0);
    }

    private static X509TrustManager trustManager(TrustedCertificates certificates) throws Exception {
        for (TrustManager manager : certificates.options().getTrustManagerFactory(VERTX).getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new AssertionError("no trust manager");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private record Network(URI proxyUri, String hosts, Path file) implements NetworkSettings {

        @Override
        public Optional<URI> proxy() {
            return Optional.ofNullable(proxyUri);
        }

        @Override
        public Optional<String> noProxy() {
            return Optional.ofNullable(hosts);
        }

        @Override
        public Optional<TrustedCertificates> caFile() {
            return Optional.ofNullable(file).map(path -> new TrustedCertificates.FromFile().convert(path.toString()));
        }
    }
}
