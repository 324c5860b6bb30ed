package dev.tavilypipeline.analytics.load;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.Startup;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The source of objects that the settings name; a setting that cannot work is refused at start. */
class ChosenSource {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @ApplicationScoped
    @Startup(StartOrder.SETTINGS)
    ObjectSource source(LoadSettings settings, AwsClients aws) {
        return settings.bucket().filter(bucket -> settings.fromS3()).map(bucket -> bucket(bucket.strip(), aws))
                .orElseGet(() -> new FolderSource(settings.lakeDir(), Clock.systemUTC()));
    }

    private static ObjectSource bucket(String bucket, AwsClients aws) {
        S3Client client = aws.configure(S3Client.builder())
                // other endpoints than AWS's seldom have a host name for each bucket, or know AWS's checksums
                .forcePathStyle(aws.hasOwnEndpoint())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(READ_TIMEOUT))
                .build();
        return new S3Source(client, bucket);
    }

    void close(@Disposes ObjectSource source) {
        source.close();
    }
}
