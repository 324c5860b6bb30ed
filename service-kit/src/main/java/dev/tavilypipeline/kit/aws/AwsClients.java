package dev.tavilypipeline.kit.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Configures clients for AWS. Credentials are found as by every AWS tool, and again after they have changed or expired. */
@ApplicationScoped
public class AwsClients {

    private static final Logger LOG = Logger.getLogger(AwsClients.class);

    private final AwsSettings settings;
    private final boolean emulated;
    private final Optional<URI> endpoint;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
        this.emulated = settings.endpoint().isEmpty() && settings.accessKeyId().isEmpty() && settings.emulator().isPresent();
        this.endpoint = emulated ? settings.emulator() : settings.endpoint();
    }

    /** Whether the endpoint is not AWS's own. */
    public boolean hasOwnEndpoint() {
        return endpoint.isPresent();
    }

    /** The endpoint as a user knows it. */
    public String address() {
        return endpoint.map(given -> given.getScheme() + "://" + given.getAuthority().replaceAll(".*@", ""))
                .orElse("the endpoint of AWS");
    }

    /** Sets region, credentials and endpoint; the HTTP client is the caller's choice. */
    public <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region()).credentialsProvider(credentials());
    }

    private AwsCredentialsProvider credentials() {
        return emulated
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator"))
                : DefaultCredentialsProvider.builder().profileFile(new ProfileFiles(Clock.systemUTC())).build();
    }

    private Region region() {
        String given = settings.region().map(String::strip).orElse("");
        try {
            Region region = given.isEmpty() ? new DefaultAwsRegionProviderChain().getRegion() : Region.of(given);
            if (region.id().matches("[a-z]+(-[a-z0-9]+)+")) {
                return region;
            }
        } catch (SdkClientException e) {
            LOG.debug("region not found", e);
        }
        throw new SettingRefusedException("AWS_REGION", given, "name the region, such as us-east-1");
    }
}
