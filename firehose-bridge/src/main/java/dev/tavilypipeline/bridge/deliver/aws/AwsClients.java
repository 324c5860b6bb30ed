package dev.tavilypipeline.bridge.deliver.aws;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Builds clients. Credentials are found as by every AWS tool, and again after they have changed or expired. */
@ApplicationScoped
public class AwsClients {

    private static final Logger LOG = Logger.getLogger(AwsClients.class);

    private static final int MAX_CONNECTIONS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final AwsSettings settings;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
    }

    /** Whether the endpoint is not AWS's own. */
    public boolean hasOwnEndpoint() {
        return settings.endpoint().isPresent();
    }

    /** The endpoint as a user knows it. */
    public String address() {
        return settings.endpoint().map(given -> given.getScheme() + "://" + given.getAuthority().replaceAll(".*@", ""))
                .orElse("the endpoint of AWS");
    }

    public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C build(B builder) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder
                .region(region())
                .credentialsProvider(DefaultCredentialsProvider.builder().profileFile(new ProfileFiles(Clock.systemUTC()))
                        .build())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1)))
                // callers wait on their own threads
                .asyncConfiguration(async -> async
                        .advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .build();
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
