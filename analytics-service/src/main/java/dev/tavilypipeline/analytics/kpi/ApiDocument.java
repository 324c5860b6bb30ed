package dev.tavilypipeline.analytics.kpi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Adds to the OpenAPI document what annotations cannot take from the code or from files: an example of each answer, from the
 * folder {@code openapi}, what is answered to a wrong request, and the values of the filters that know theirs. Runs when the
 * service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final String KPIS = "/kpis";
    private static final String JSON = jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
    private static final String PROBLEM = "application/problem+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(KPIS)) {
                complete(path, item);
            }
        });
    }

    private static void complete(String path, PathItem item) {
        Operation get = item.getGET();
        json(get.getResponses().getAPIResponse("200"), JSON).addExample("answer", example("an answer",
                read(path.substring(1).replace('/', '-'))));
        Optional.ofNullable(get.getParameters()).ifPresent(parameters -> {
            parameters.forEach(ApiDocument::nameValues);
            addProblem(get, "400", "A parameter is unknown or has a wrong value", "bad-request");
            addProblem(get, "422", "More is asked for than one answer may hold", "too-much");
        });
        if (!path.equals(KPIS)) {
            addProblem(get, "503", "What is asked cannot answer now: ask again after Retry-After seconds", "unavailable");
        }
    }

    private static void nameValues(Parameter parameter) {
        Filter.of(parameter.getName()).map(Filter::known).filter(known -> !known.isEmpty()).ifPresent(
                known -> parameter.getSchema().getItems().setEnumeration(List.copyOf(known)));
    }

    private static void addProblem(Operation operation, String status, String description, String name) {
        APIResponse response = OASFactory.createAPIResponse().description(description)
                .content(OASFactory.createContent().addMediaType(PROBLEM, OASFactory.createMediaType()));
        json(response, PROBLEM).addExample(name, example(description, read("problem-" + name)));
        operation.getResponses().addAPIResponse(status, response);
    }

    private static MediaType json(APIResponse response, String type) {
        return response.getContent().getMediaType(type);
    }

    private static Example example(String summary, Map<?, ?> value) {
        return OASFactory.createExample().summary(summary).value(value);
    }

    private static Map<?, ?> read(String name) {
        String file = "/openapi/" + name + ".json";
        try (InputStream in = ApiDocument.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no example " + file);
            }
            return MAPPER.readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no JSON object", e);
        }
    }
}
