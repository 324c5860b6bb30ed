package dev.tavilypipeline.bridge.deliver.aws;

import java.time.Duration;

import dev.tavilypipeline.kit.aws.AwsClients;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** Builds clients that do not block. */
public final class AsyncAwsClients {

    private static final int MAX_CONNECTIONS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private AsyncAwsClients() {
    }

    public static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C build(AwsClients aws, B builder) {
        return aws.configure(builder)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1)))
                // callers wait on their own threads
                .asyncConfiguration(async -> async
                        .advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .build();
    }
}
