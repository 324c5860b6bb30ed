package dev.tavilypipeline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import javax.management.ObjectName;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class WithoutJmxTest {

    private static final String SERVER = "localhost:9";

    @Test
    void shouldRegisterNoMetricsOfAChannel() throws Exception {
        Map<String, Object> config = new WithoutJmx().customize("a-channel", null,
                new HashMap<>(Map.of("bootstrap.servers", SERVER, "client.id", "channel-without-jmx")));

        try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
                new StringSerializer())) {
            assertThat(beans("producer-metrics", "channel-without-jmx")).isEmpty();
            producer.close(Duration.ZERO);
        }
    }

    @Test
    void shouldRegisterNoMetricsOfAClientOfOurOwn() throws Exception {
        try (Admin admin = Admin
                .create(ClientSettings.ofAdmin(Map.of("bootstrap.servers", SERVER, "client.id", "own-without-jmx")))) {
            assertThat(beans("admin-client-metrics", "own-without-jmx")).isEmpty();
            admin.close(Duration.ZERO);
        }
    }

    private static Iterable<ObjectName> beans(String type, String client) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(
                new ObjectName("*:type=" + type + ",client-id=" + client + ",*"), null);
    }
}
