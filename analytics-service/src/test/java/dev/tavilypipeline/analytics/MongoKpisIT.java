package dev.tavilypipeline.analytics;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.oracle.KpiCase;
import dev.tavilypipeline.analytics.oracle.KpiCheck;
import dev.tavilypipeline.analytics.oracle.KpiClient;
import dev.tavilypipeline.analytics.oracle.KpiMatrix;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(MongoKpisIT.FromMongoDb.class)
@WithTestResource(SnowflakeAndMongo.class)
class MongoKpisIT {

    @TestHTTPResource
    URI base;

    @Test
    void shouldAnswerWhatTheRowsSay() {
        List<KpiCase> cases = new KpiMatrix(SnowflakeAndMongo.ROWS, SnowflakeAndMongo.NOW).cases();

        // all of them take minutes
        new KpiCheck(new KpiClient(base), SnowflakeAndMongo.ROWS, "mongodb")
                .assertAsTheOracleSays(
                        IntStream.range(0, cases.size()).filter(i -> i % 12 == 0).mapToObj(cases::get));
    }

    public static final class FromMongoDb implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.warehouse.source", "mongodb");
        }
    }
}
