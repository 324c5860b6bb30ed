package dev.tavilypipeline.kit.http.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Who may send requests to this service. */
@ConfigMapping(prefix = "pipeline.access")
interface AccessSettings extends CheckedSettings {

    /** {@code PIPELINE_API_KEYS}: {@code name:key}, several with commas. */
    @Allowed(secret = true)
    @WithConverter(ApiKeys.Reader.class)
    Optional<ApiKeys> apiKeys();

    /** {@code PIPELINE_ALLOW_ANONYMOUS}: whether a service without keys may listen to other machines. */
    @WithDefault("false")
    boolean allowAnonymous();

    /** {@code PIPELINE_HTTP_HOST}: the address that the service listens on. */
    String host();

    /** {@code PIPELINE_AGENT_PORT} and its like: the port that the service listens on. */
    @Allowed(from = "0", to = "65535", fix = "give a port from 1 to 65535")
    int port();

    default boolean isLoopback() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    default void check() {
        if (apiKeys().isEmpty() && !isLoopback() && !allowAnonymous()) {
            throw new SettingRefusedException("PIPELINE_HTTP_HOST", host(), "other machines could reach the service without"
                    + " an API key: set PIPELINE_API_KEYS, or PIPELINE_ALLOW_ANONYMOUS=true");
        }
    }
}
