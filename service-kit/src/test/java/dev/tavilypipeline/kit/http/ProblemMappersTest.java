package dev.tavilypipeline.kit.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class ProblemMappersTest {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void shouldLeaveAGoodAnswerAlone() {
        post("{\"company\":\"OpenAI\",\"max_sources\":5}")
                .statusCode(200).contentType(ContentType.JSON).body("max_sources", is(5));
    }

    @Test
    void shouldAnswerWithTheMembersOfTheProblemAndNoOthers() {
        when().get("/samples/refused").then().statusCode(404).contentType(PROBLEM).body("", equalTo(Map.of(
                "type", "run-not-visible-yet", "title", "Not Found", "status", 404, "detail", "run r1 is not visible yet",
                "run_id", "r1")));
    }

    @ParameterizedTest
    @CsvSource({ "/samples/no-such", "/no-such-path" })
    void shouldAnswerAnUnknownPath(String path) {
        when().get(path).then().statusCode(404).contentType(PROBLEM)
                .body("", equalTo(Map.of("type", "about:blank", "title", "Not Found", "status", 404)));
    }

    @Test
    void shouldAnswerAMethodThatIsNotThere() {
        when().delete("/samples").then().statusCode(405).contentType(PROBLEM)
                .body("", equalTo(Map.of("type", "about:blank", "title", "Method Not Allowed", "status", 405)));
    }

    @Test
    void shouldAnswerABodyOfAnotherMediaType() {
        given().contentType(ContentType.TEXT).body("OpenAI").post("/samples")
                .then().statusCode(415).contentType(PROBLEM).body("title", is("Unsupported Media Type"));
    }

    @Test
    void shouldAnswerAClientThatTakesNoJson() {
        given().accept("text/csv").get("/samples/refused")
                .then().statusCode(406).contentType(PROBLEM).body("title", is("Not Acceptable"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"company\":                                   | the body cannot be read: not valid JSON at line 1, column 12",
            "OpenAI                                          | the body cannot be read: not valid JSON at line 1, column 1",
            "[]                                              | the body cannot be read: not a valid object" })
    void shouldAnswerABodyThatIsNotWhatIsExpected(String body, String detail) {
        post(body).statusCode(400).contentType(PROBLEM).body("", equalTo(Map.of(
                "type", "about:blank", "title", "Bad Request", "status", 400, "detail", detail)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"compny\":\"OpenAI\"}                     | compny          | field 'compny': not known",
            "{\"max_sources\":\"many\"}                  | max_sources     | field 'max_sources': not a valid whole number",
            "{\"max_sources\":[5]}                       | max_sources     | field 'max_sources': not a valid whole number",
            "{\"max_sources\":21}                        | max_sources     | field 'max_sources' is at most 20",
            "{\"parts\":[{\"name\":\"a\"},{\"nam\":\"b\"}]} | parts[1].nam | field 'parts[1].nam': not known",
            "{\"parts\":[{\"status\":\"ok\"}]}           | parts[0].status | field 'parts[0].status': not a valid Status" })
    void shouldNameTheFieldAtFault(String body, String field, String detail) {
        post(body).statusCode(400).contentType(PROBLEM).body("", equalTo(Map.of(
                "type", "about:blank", "title", "Bad Request", "status", 400, "detail", detail, "field", field)));
    }

    @Test
    void shouldNotOverlookAMisspeltParameter() {
        when().get("/samples/unavailable?limit=5").then().statusCode(400).contentType(PROBLEM).body("field", is("limit"));
        when().get("/samples/counted?limit=5").then().statusCode(200);
        when().get("/samples/counted?limits=5").then().statusCode(400)
                .body("detail", is("parameter 'limits' is not known; known are limit"));
    }

    @Test
    void shouldKeepTheHeadersThatTellTheClientWhatToDo() {
        when().get("/samples/unavailable").then().statusCode(503).contentType(PROBLEM).header("Retry-After", "7")
                .body("", equalTo(Map.of("type", "about:blank", "title", "Service Unavailable", "status", 503)));
    }

    @ParameterizedTest
    @CsvSource({ "broken", "unwritable", "upstream" })
    void shouldTellNothingOfWhatWasNotForeseen(String path) {
        when().get("/samples/" + path).then().statusCode(500).contentType(PROBLEM)
                .body("detail", is("an error inside the service; its log says more"))
                .body(not(containsString("secret")));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/samples").then();
    }
}
