package dev.tavilypipeline.localstack.firehose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The part of AWS JSON 1.1 that the endpoint needs. */
final class FirehoseJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FirehoseJson() {
    }

    static JsonNode read(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    static PutCall call(int number, JsonNode request) throws IOException {
        List<PutCall.Payload> records = new ArrayList<>();
        for (JsonNode record : request.path("Records")) {
            records.add(new PutCall.Payload(record.path("Data").binaryValue()));
        }
        return new PutCall(number, request.path("DeliveryStreamName").asText(), records);
    }

    /** @param failed the indexes of the records that were not accepted */
    static String batchAnswer(int records, Set<Integer> failed, String code) {
        ObjectNode answer = MAPPER.createObjectNode().put("FailedPutCount", failed.size()).put("Encrypted", false);
        ArrayNode responses = answer.putArray("RequestResponses");
        for (int i = 0; i < records; i++) {
            if (failed.contains(i)) {
                responses.addObject().put("ErrorCode", code).put("ErrorMessage", "Not this one.");
            } else {
                responses.addObject().put("RecordId", "record-" + i);
            }
        }
        return write(answer);
    }

    static String description(String stream) {
        return write(Map.of("DeliveryStreamDescription", Map.of("DeliveryStreamName", stream, "DeliveryStreamStatus", "ACTIVE",
                "DeliveryStreamARN", "arn:aws:firehose:us-east-1:000000000000:deliverystream/" + stream,
                "DeliveryStreamType", "DirectPut", "VersionId", "1", "Destinations", List.of(), "HasMoreDestinations", false)));
    }

    static String error(String code, String message) {
        return write(Map.of("__type", code, "message", message));
    }

    private static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
