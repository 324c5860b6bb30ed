package dev.tavilypipeline.kit.tracing;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.tracing")
public interface TracingSettings extends CheckedSettings {

    String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /** {@code OTEL_EXPORTER_OTLP_ENDPOINT}: takes spans as OTLP over HTTP. Nothing is traced without it. */
    @WithConverter(WebAddress.class)
    Optional<URI> endpoint();

    /** {@code OTEL_EXPORTER_OTLP_HEADERS}: sent with each export, usually a key. */
    @Allowed(pattern = "[!-<>-~]+=[^,]*(,[!-<>-~]+=[^,]*)*", fix = "give names and values, such as api-key=…,tenant=a", secret = true)
    Optional<String> headers();

    /** {@code OTEL_TRACES_SAMPLER_ARG}: the share of the runs that are traced, unless the client has decided. */
    @Allowed(from = "0", to = "1", fix = "give a share from 0 to 1, such as 0.1")
    double share();

    @Override
    default void check() {
        endpoint().filter(address -> address.getPort() == 4317).ifPresent(grpc -> {
            throw new SettingRefusedException(ENDPOINT, grpc.toString(),
                    "spans are sent over HTTP, for which receivers listen on 4318, and not over gRPC");
        });
    }
}
