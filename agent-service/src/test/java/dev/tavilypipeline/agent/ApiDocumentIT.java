package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;

/** The OpenAPI document says what the service does. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ApiDocumentIT {

    StubCollector collector;

    @Test
    void shouldDescribeEveryResource() {
        JsonPath document = document();

        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.getMap("paths").keySet()).containsExactlyInAnyOrder("/research", "/research/batch",
                "/research/{run_id}", "/research/{run_id}/events", "/research/{run_id}/retry");
        assertThat(document.getMap("components.schemas.ResearchRequest.properties").keySet()).containsExactlyInAnyOrder(
                "company", "max_sources", "deliver", "search_depth", "topic", "budget_credits");
        assertThat(document.getMap("components.schemas.BatchJob.properties").keySet()).contains("idempotency_key");
    }

    @Test
    void shouldAcceptEveryExample() {
        List<String> sent = new ArrayList<>();
        JsonPath document = document();
        document.<String, Map<String, Object>> getMap("paths").forEach((path, operations) -> {
            Map<String, Object> examples = document.getMap(
                    "paths.'" + path + "'.post.requestBody.content.'application/json'.examples");
            if (examples != null) {
                examples.keySet().forEach(name -> {
                    Object body = document.get("paths.'" + path + "'.post.requestBody.content.'application/json'.examples."
                            + name + ".value");
                    given().contentType(ContentType.JSON).body(body).post(path).then()
                            .statusCode(path.endsWith("batch") ? 200 : 202);
                    sent.add(path + " " + name);
                });
            }
        });
        assertThat(sent).containsExactlyInAnyOrder("/research company", "/research all", "/research/batch batch");
    }

    @Test
    void shouldShowTheDocumentToPeople() {
        given().get("/q/swagger-ui/").then().statusCode(200).contentType(startsWith("text/html"))
                .body(containsString("swagger-ui"));
    }

    private static JsonPath document() {
        return given().get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
    }
}
