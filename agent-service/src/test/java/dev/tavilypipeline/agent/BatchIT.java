package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

/** Many jobs in one request, each with an outcome of its own. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class BatchIT {

    LocalStack stack;
    StubCollector collector;

    @Test
    void shouldAcceptAThousandJobs() {
        String batch = UUID.randomUUID().toString();
        String jobs = IntStream.range(0, 1000).mapToObj(number -> "{\"company\": \"Nobody " + number
                + "\", \"deliver\": false, \"idempotency_key\": \"" + batch + "-" + number + "\"}")
                .collect(Collectors.joining(","));

        JsonPath result = send("{\"jobs\": [" + jobs + "]}").statusCode(200)
                .body("accepted", equalTo(1000)).body("rejected", equalTo(0)).extract().jsonPath();

        List<String> runIds = result.getList("jobs.run_id");
        assertThat(runIds).hasSize(1000).doesNotHaveDuplicates();
        assertThat(new KafkaPeer(stack.kafka().bootstrapServers()).read(Topics.RESEARCH_JOBS,
                record -> runIds.contains(new String(record.key(), UTF_8)))).hasSize(1000);
    }

    @Test
    void shouldAnswerEachJobForItself() {
        String key = UUID.randomUUID().toString();
        String sony = "{\"company\": \"Sony\", \"idempotency_key\": \"" + key + "\"}";

        JsonPath result = send("{\"jobs\": [" + sony + "," + sony + "," + sony.replace("Sony", "Nintendo")
                + ", {\"company\": 5}, {\"company\": \"x\", \"max_source\": 1}, null, 7,"
                + " {\"company\": \"x\", \"budget_credits\": 1e999999999}, {\"company\": \"x\", \"idempotency_key\": \"\"},"
                + " {\"company\": \"Okta\"}]}").statusCode(200)
                .body("accepted", equalTo(3)).body("rejected", equalTo(7)).extract().jsonPath();

        assertThat(result.getList("jobs.index")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(result.getList("jobs.status")).containsExactly(202, 202, 422, 400, 400, 400, 400, 400, 400, 202);
        assertThat(result.getList("jobs.problem.field")).containsExactly("idempotency_key", "company", "max_source", "jobs",
                "jobs", "budget_credits", "idempotency_key");
        assertThat(result.getString("jobs[1].run_id")).isEqualTo(result.getString("jobs[0].run_id"))
                .isEqualTo(result.getString("jobs[2].problem.run_id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "null                                            | jobs",
            "{}                                              | jobs",
            "{\"jobs\": null}                                | jobs",
            "{\"jobs\": []}                                  | jobs",
            "{\"jobs\": {\"company\": \"x\"}}                | jobs",
            "{\"job\": [{\"company\": \"x\"}]}               | job",
            "{\"jobs\": [{\"company\": \"x\"}], \"jobs\": []} | " })
    void shouldRefuseARequestThatIsNoBatch(String body, String field) {
        send(body).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    @Test
    void shouldRefuseMoreThanAThousandJobs() {
        String jobs = IntStream.range(0, 1001).mapToObj(number -> "{\"company\": \"x\"}").collect(Collectors.joining(","));

        send("{\"jobs\": [" + jobs + "]}").statusCode(400).body("field", equalTo("jobs"));
    }

    @Test
    void shouldRefuseOneKeyForManyJobs() {
        given().contentType(ContentType.JSON).header("Idempotency-Key", "k").body("{\"jobs\": [{\"company\": \"x\"}]}")
                .post("/research/batch").then().statusCode(400).body("field", equalTo("Idempotency-Key"));
    }

    private static ValidatableResponse send(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/research/batch").then();
    }
}
