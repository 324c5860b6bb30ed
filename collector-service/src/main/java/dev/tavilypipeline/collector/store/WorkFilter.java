package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.List;

import org.bson.conversions.Bson;

import dev.tavilypipeline.contract.StepName;

/**
 * Runs by what they did; a null lets all through.
 *
 * @param step a step that was reached
 * @param failedStep a step that failed
 * @param provider who was called, in the step that was reached if there is one
 */
public record WorkFilter(StepName step, StepName failedStep, String provider) {

    public static final WorkFilter NONE = new WorkFilter(null, null, null);

    List<Bson> conditions() {
        List<Bson> all = new ArrayList<>();
        if (provider != null) {
            all.add(has(step == null ? WorkTerms.provider(provider) : WorkTerms.provider(provider, step)));
        } else if (step != null) {
            all.add(has(WorkTerms.reached(step)));
        }
        if (failedStep != null) {
            all.add(has(WorkTerms.failed(failedStep)));
        }
        return all;
    }

    private static Bson has(String term) {
        return eq(RunDocument.WORK, term);
    }
}
