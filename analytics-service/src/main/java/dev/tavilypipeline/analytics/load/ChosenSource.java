package dev.tavilypipeline.analytics.load;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The source of objects that the settings name; a setting that cannot work is refused at start. */
class ChosenSource {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    ObjectSource source(LoadSettings settings, AwsClients aws) {
        if (!settings.fromS3()) {
            return new FolderSource(settings.lakeDir(), Clock.systemUTC());
        }
        return bucket(
                settings.bucket().orElseThrow(() -> new SettingRefusedException("S3_BUCKET_NAME", "", "name the bucket that "
                        + settings.destination().text() + " delivers to: the KPIs are loaded from it")),
                aws);
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
