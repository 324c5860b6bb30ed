package dev.tavilypipeline.bridge.deliver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class S3DestinationIT extends DestinationContract {

    private static MotoServer moto;
    private static S3AsyncClient client;

    private final String bucket = "kpi-" + UUID.randomUUID();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BucketReader reader = new BucketReader(client, bucket);

    @BeforeAll
    static void startMoto() {
        moto = MotoServer.start();
        client = AsyncAwsClients.build(TestClients.at(moto.uri()), S3AsyncClient.builder().forcePathStyle(true));
    }

    @AfterAll
    static void stopMoto() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void makeBucket() {
        client.createBucket(request -> request.bucket(bucket)).join();
    }

    @Override
    protected Destination destination() {
        return destination(bucket);
    }

    private Destination destination(String name) {
        return new S3Destination(client, name, new FakeTopicId("topic"), metrics);
    }

    @Override
    protected void assertDelivered(List<PartitionRows> batch) throws IOException {
        for (PartitionRows part : batch) {
            for (var rows : part.rows().entrySet()) {
                assertThat(reader.lines(rows.getKey().prefix() + "/"))
                        .containsAll(rows.getValue().stream().map(Lines::of).toList());
            }
        }
    }

    @Test
    void shouldNameObjectsByWhatIsInThemAndWriteEachRowOnce() throws IOException, InterruptedException {
        PartitionRows rows = rows(7, 10, 3);

        destination().deliver(List.of(rows));

        assertThat(reader.objects("runs/")).containsExactly("runs/2026/03/01/23/topic-7-10-12.json.gz");
        assertThat(reader.lines("steps/")).hasSize(9);
        assertThat(metrics.counter("pipeline.bridge.objects", "table", "calls").count()).isEqualTo(1);
    }

    @Test
    void shouldOverwriteNothing() throws IOException, InterruptedException {
        PartitionRows rows = rows(7, 10, 1);
        client.putObject(request -> request.bucket(bucket).key("runs/2026/03/01/23/topic-7-10-10.json.gz"),
                AsyncRequestBody.fromString("of somebody else")).join();

        destination().deliver(List.of(rows));

        assertThat(client.headObject(request -> request.bucket(bucket).key("runs/2026/03/01/23/topic-7-10-10.json.gz")).join()
                .contentLength()).isEqualTo("of somebody else".length());
        assertThat(reader.lines("steps/")).hasSize(3);
        assertThat(metrics.counter("pipeline.bridge.objects", "table", "runs").count()).isZero();
    }

    @Test
    void shouldSayThatThereIsNoBucketAndFailUntilThereIs() throws IOException, InterruptedException {
        Destination elsewhere = destination(bucket + "-2");
        PartitionRows rows = rows(0, 0, 1);

        assertThatExceptionOfType(IOException.class).isThrownBy(elsewhere::check)
                .withMessage("there is no bucket " + bucket + "-2: create it, or name another one by S3_BUCKET_NAME");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> elsewhere.deliver(List.of(rows)));

        client.createBucket(request -> request.bucket(bucket + "-2")).join();
        assertThat(elsewhere.deliver(List.of(rows))).isEmpty();
    }
}
