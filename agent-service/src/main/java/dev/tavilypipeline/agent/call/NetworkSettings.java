package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** What is between this service and the providers. */
@ConfigMapping(prefix = "pipeline.network")
interface NetworkSettings {

    /** {@code PIPELINE_PROVIDER_PROXY}: the HTTP proxy on the way, with the name and password that it asks for. */
    @WithConverter(WebAddress.class)
    @Allowed(pattern = "http://.*", secret = true, fix = "give the address of an HTTP proxy, such as http://proxy.example.com:3128 or http://name:password@proxy.example.com:3128")
    Optional<URI> proxy();

    /** {@code PIPELINE_PROVIDER_NO_PROXY}: hosts that are reached without it. */
    @Allowed(pattern = "[^\\s/:,]+(,\\s*[^\\s/:,]+)*", fix = "give names of hosts with commas, such as localhost,*.example.com")
    Optional<String> noProxy();

    /** {@code PIPELINE_PROVIDER_CA_FILE}: certificates that are trusted beside those of the JVM, in PEM. */
    @WithConverter(TrustedCertificates.FromFile.class)
    Optional<TrustedCertificates> caFile();

    default Optional<ProviderProxy> providerProxy() {
        return proxy().map(ProviderProxy::of);
    }

    default List<String> hostsWithoutProxy() {
        return noProxy().map(hosts -> Arrays.stream(hosts.split(",", -1)).map(String::strip).toList()).orElse(List.of());
    }
}
