package dev.tavilypipeline.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.analytics.sample.SampleRows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

/** The OpenAPI document says what the service does: its examples are like real answers, its parameters' values are accepted. */
@QuarkusTest
@WithTestResource(LedgerStub.class)
class ApiDocumentIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUNS = 400;
    /** A time of which no other test asks. */
    private static final Instant FROM = Instant.parse("2008-03-01T00:00:00Z");
    private static final SampleRows ROWS = SampleRows.of(11, RUNS, FROM);
    private static final Instant END = ROWS.runs().get(RUNS - 1).requestedAt().plusSeconds(1);
    private static final Instant MIDDLE = FROM.plus(Duration.between(FROM, END).dividedBy(2));

    @ConfigProperty(name = "pipeline.load.lake-dir")
    Path lakeDir;

    @BeforeEach
    void load() {
        String hour = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC).format(Instant.now());
        LakeFolder lake = new LakeFolder(lakeDir);
        lake.put("steps/" + hour + "/document.json.gz", ROWS.steps());
        lake.put("calls/" + hour + "/document.json.gz", ROWS.calls());
        lake.put("runs/" + hour + "/document.json.gz", ROWS.runs());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().queryParam("from", FROM.toString())
                .queryParam("to", END.toString()).queryParam("simulated", "all").get("/kpis/usage").then()
                .body("usage.runs", equalTo(RUNS)));
    }

    @Test
    void shouldHaveAnExampleOfEachAnswerThatIsLikeARealOne() throws JsonProcessingException {
        List<String> differences = new ArrayList<>();
        JsonNode paths = document().get("paths");
        for (String path : pathsOf(paths)) {
            JsonNode example = paths.at(pointer(path) + "/get/responses/200/content/application~1json/examples/answer/value");
            assertThat(example.isObject()).as("example of %s", path).isTrue();
            RequestSpecification request = given();
            if (!paths.at(pointer(path) + "/get/parameters").isMissingNode()) {
                request.queryParam("from", MIDDLE.toString()).queryParam("to", END.toString());
            }
            if (names(paths, path).contains("compare")) {
                request.queryParam("simulated", "all").queryParam("compare", "previous");
            }
            JsonNode answer = JSON.readTree(request.get(path).then().statusCode(200).extract().asString());
            compare(path, example, answer, differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void shouldAcceptTheValuesOfItsParameters() {
        List<String> asked = new ArrayList<>();
        JsonNode paths = document().get("paths");
        // the other resources have the same parameters as the first
        for (String path : List.of("/kpis/costs", "/kpis/completeness")) {
            for (JsonNode parameter : paths.at(pointer(path) + "/get/parameters")) {
                String name = parameter.get("name").asText();
                for (String value : values(parameter)) {
                    RequestSpecification request = given().queryParam(name, value);
                    if (name.equals("from")) {
                        request.queryParam("to", Instant.parse(value).plusSeconds(3_600).toString());
                    } else if (name.equals("to")) {
                        request.queryParam("from", Instant.parse(value).minusSeconds(3_600).toString());
                    } else if (name.equals("granularity") && value.equals("minute")) {
                        request.queryParam("from", MIDDLE.toString()).queryParam("to", MIDDLE.plusSeconds(3_600).toString());
                    }
                    assertThat(request.get(path).statusCode()).as("%s?%s=%s", path, name, value).isEqualTo(200);
                    asked.add(path + " " + name + " " + value);
                }
            }
        }
        assertThat(asked).contains("/kpis/costs status abandoned", "/kpis/costs step summarize", "/kpis/costs tz Europe/Berlin",
                "/kpis/completeness range 30d");
    }

    @Test
    void shouldShowProblemsAsTheyAre() throws JsonProcessingException {
        Map<String, String> requests = Map.of("400/content/application~1problem+json/examples/bad-request",
                "/kpis/costs?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "422/content/application~1problem+json/examples/too-much",
                "/kpis/costs?from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z");
        for (Map.Entry<String, String> request : requests.entrySet()) {
            JsonNode example = document().get("paths")
                    .at(pointer("/kpis/costs") + "/get/responses/" + request.getKey() + "/value");
            JsonNode answer = JSON.readTree(given().urlEncodingEnabled(false).get(request.getValue()).asString());
            assertThat(answer).isEqualTo(example);
        }
    }

    private static List<String> pathsOf(JsonNode paths) {
        List<String> all = new ArrayList<>();
        paths.fieldNames().forEachRemaining(path -> {
            if (path.startsWith("/kpis")) {
                all.add(path);
            }
        });
        assertThat(all).hasSizeGreaterThan(10);
        return all;
    }

    private static List<String> names(JsonNode paths, String path) {
        List<String> names = new ArrayList<>();
        paths.at(pointer(path) + "/get/parameters").forEach(parameter -> names.add(parameter.get("name").asText()));
        return names;
    }

    private static List<String> values(JsonNode parameter) {
        List<String> values = new ArrayList<>();
        JsonNode schema = parameter.get("schema");
        schema.path("enum").forEach(value -> values.add(value.asText()));
        schema.path("items").path("enum").forEach(value -> values.add(value.asText()));
        if (parameter.has("example")) {
            values.add(parameter.get("example").asText());
        }
        return values;
    }

    /** Names and types of all values; null is like any value. */
    private static void compare(String where, JsonNode example, JsonNode answer, List<String> differences) {
        if (example.isNull() || answer.isNull()) {
            return;
        }
        if (example.getNodeType() != answer.getNodeType()) {
            differences.add(where + " is " + answer.getNodeType() + " and not " + example.getNodeType());
        } else if (example.isObject()) {
            Set<String> names = names(answer);
            if (where.endsWith("dead_letters")) {
                names.retainAll(names(example)); // its names are topics
            } else if (!names.equals(names(example))) {
                differences.add(where + " has " + names + " and not " + names(example));
                return;
            }
            names.forEach(name -> compare(where + "/" + name, example.get(name), answer.get(name), differences));
        } else if (example.isArray() && !answer.isEmpty()) {
            Iterator<JsonNode> elements = example.elements();
            if (!elements.hasNext() && answer.get(0).isObject()) {
                differences.add(where + " has no example");
            }
            elements.forEachRemaining(element -> compare(where + "[]", element, answer.get(0), differences));
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String pointer(String path) {
        return "/" + path.replace("/", "~1");
    }

    private static JsonNode document() {
        try {
            return JSON.readTree(given().get("/q/openapi?format=json").then().statusCode(200).extract().asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
