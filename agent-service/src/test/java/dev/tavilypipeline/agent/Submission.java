package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;

import java.util.UUID;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Sends jobs as clients do. */
final class Submission {

    private Submission() {
    }

    static UUID accepted(String company) {
        return UUID.fromString(send("{\"company\": \"" + company + "\"}").statusCode(202).extract().path("run_id"));
    }

    static ValidatableResponse send(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/research").then();
    }
}
