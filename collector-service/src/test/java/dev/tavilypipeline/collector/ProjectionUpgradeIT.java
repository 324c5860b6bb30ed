package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.kit.json.ContractJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** A run whose document and envelope were written by version 2 of the projection, which had fewer columns. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ProjectionUpgradeIT extends CollectorFixture {

    @Test
    void shouldShowTheRunAsItWasStored() {
        SampleRun run = storedByVersion2(190);

        String list = given().queryParam("company", "acme corporation 190").get("/runs").then().statusCode(200)
                .body("runs.run_id", equalTo(List.of(run.runId.toString()))).extract().asString();
        assertThat(list).doesNotContain("unpriced_calls");
        given().get("/runs/" + run.runId).then().statusCode(200).body("unpriced_calls", equalTo(0));
        byte[] envelope = given().get("/runs/" + run.runId + "/envelope").then().statusCode(200).extract().asByteArray();
        assertThat(ContractJson.read(envelope, RunEnvelope.class).agentRun().unpricedCalls()).isNull();
    }

    @Test
    void shouldEmitTheRunWithTheLaterColumnsWhenAReplayAsksForIt() {
        SampleRun run = storedByVersion2(191);

        given().contentType(ContentType.JSON).body("{\"run_ids\": [\"" + run.runId + "\"]}").post("/replays").then()
                .statusCode(202);

        List<RunEnvelope> envelopes = kafka.awaitEnvelopes(run.runId, 2);
        assertThat(envelopes).extracting(RunEnvelope::revision).containsOnly(SampleRun.FACTS);
        RunEnvelope later = envelopes.get(1);
        assertThat(later.agentRun().projectionVersion()).isEqualTo(Projection.VERSION);
        assertThat(later.agentRun().unpricedCalls()).isZero();
        assertThat(later.runSteps()).extracting(RunStepRow::requestedAt).containsOnly(SampleRun.REQUESTED_AT);
        assertThat(later.apiCalls()).extracting(ApiCallRow::simulated).containsOnly(true);
    }

    private SampleRun storedByVersion2(int number) {
        SampleRun run = finished(number);
        try (MongoClient client = MongoClients.create(stack.mongo().uri())) {
            MongoCollection<Document> runs = client.getDatabase("tavily_pipeline").getCollection("runs");
            Document stored = runs.find(Filters.eq(run.runId.toString())).first();
            Document emitted = stored.get("emitted", Document.class);
            emitted.put("projection_version", 2);
            emitted.put("envelope", asOfVersion2(emitted.getString("envelope")));
            stored.put("summary", asOfVersion2(stored.getString("summary")));
            assertThat(runs.replaceOne(Filters.eq(run.runId.toString()), stored).getModifiedCount()).isEqualTo(1);
        }
        return run;
    }

    private static String asOfVersion2(String json) {
        JsonNode tree = ContractJson.readTree(json.getBytes(UTF_8));
        tree.findParents("unpriced_calls").forEach(row -> ((ObjectNode) row).remove("unpriced_calls"));
        for (String rows : List.of("run_steps", "api_calls")) {
            tree.path(rows).forEach(row -> ((ObjectNode) row).remove(List.of("requested_at", "simulated")));
        }
        tree.findParents("projection_version").forEach(row -> ((ObjectNode) row).put("projection_version", 2));
        return new String(ContractJson.write(tree), UTF_8);
    }
}
