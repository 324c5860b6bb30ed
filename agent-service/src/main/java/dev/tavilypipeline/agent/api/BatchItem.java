package dev.tavilypipeline.agent.api;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.json.JsonComplaint;

/**
 * A job of a batch, or what is wrong with it: one wrong job keeps no other away.
 *
 * @param job null if there is a problem
 * @param problem null if there is a job
 */
@JsonDeserialize(using = BatchItem.Reader.class)
record BatchItem(BatchRequest.Job job, Problem problem) {

    private static BatchItem wrong(ProblemException problem) {
        return new BatchItem(null, problem.problem());
    }

    static final class Reader extends StdDeserializer<BatchItem> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(BatchItem.class);
        }

        @Override
        public BatchItem deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try (TokenBuffer item = context.bufferForInputBuffering(parser)) {
                item.copyCurrentStructure(parser);
                return read(item, context);
            }
        }

        private static BatchItem read(TokenBuffer item, DeserializationContext context) throws IOException {
            try (JsonParser itemParser = item.asParserOnFirstToken()) {
                return new BatchItem(context.readValue(itemParser, BatchRequest.Job.class), null);
            } catch (JsonMappingException e) {
                JsonComplaint complaint = JsonComplaint.of(e);
                return wrong(complaint.field().isEmpty()
                        ? ProblemException.badField("jobs", "the job cannot be read: " + complaint.what())
                        : ProblemException.badField(complaint.field(), complaint.sentence()));
            }
        }

        @Override
        public BatchItem getNullValue(DeserializationContext context) {
            return wrong(ProblemException.badField("jobs", "the job is null"));
        }
    }
}
