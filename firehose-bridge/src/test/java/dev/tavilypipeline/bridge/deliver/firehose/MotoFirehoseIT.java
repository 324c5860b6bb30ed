package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.DestinationContract;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.aws.AsyncAwsClients;
import dev.tavilypipeline.bridge.deliver.aws.BucketReader;
import dev.tavilypipeline.bridge.deliver.aws.MotoServer;
import dev.tavilypipeline.bridge.deliver.aws.TestClients;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import dev.tavilypipeline.kit.aws.AwsClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** From Firehose on into S3, as another project believes that both work. */
class MotoFirehoseIT extends DestinationContract {

    private static MotoServer moto;
    private static S3AsyncClient s3;
    private static FirehoseAsyncClient firehose;

    private final String name = "kpi-" + UUID.randomUUID().toString().substring(0, 8);
    private FirehoseDestination destination;

    @BeforeAll
    static void startMoto() {
        moto = MotoServer.start();
        AwsClients clients = TestClients.at(moto.uri());
        s3 = AsyncAwsClients.build(clients, S3AsyncClient.builder().forcePathStyle(true));
        firehose = AsyncAwsClients.build(clients, FirehoseAsyncClient.builder());
    }

    @AfterAll
    static void stopMoto() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void makeBucketAndStreams() {
        s3.createBucket(request -> request.bucket(name)).join();
        for (Table table : Table.values()) {
            firehose.createDeliveryStream(stream -> stream.deliveryStreamName(name + "-" + table.prefix())
                    .extendedS3DestinationConfiguration(to -> to.bucketARN("arn:aws:s3:::" + name)
                            .roleARN("arn:aws:iam::123456789012:role/firehose").prefix(table.prefix() + "/")))
                    .join();
        }
        destination = new FirehoseDestination(TestSettings.ofStream(name), TestClients.at(moto.uri()),
                new SimpleMeterRegistry());
    }

    @Override
    protected Destination destination() {
        return destination;
    }

    @Override
    protected void assertDelivered(List<PartitionRows> batch) throws IOException {
        for (PartitionRows part : batch) {
            for (var rows : part.rows().entrySet()) {
                assertThat(rowsInS3(rows.getKey())).containsAll(rows.getValue().stream().map(TestRows::text).toList());
            }
        }
    }

    @Test
    void shouldBringEveryRowOnceIntoTheObjectsOfItsTable() throws IOException, InterruptedException {
        List<PartitionRows> batch = Stream.of(0, 1, 2).map(partition -> rows(partition, 0, 2_000)).toList();

        assertThat(destination.deliver(batch)).isEmpty();

        for (Table table : Table.values()) {
            assertThat(rowsInS3(table)).containsExactlyInAnyOrderElementsOf(batch.stream()
                    .flatMap(part -> part.rows().get(table).stream()).map(TestRows::text).toList());
        }
    }

    private List<String> rowsInS3(Table table) throws IOException {
        return new BucketReader(s3, name).lines(table.prefix() + "/");
    }
}
