package dev.tavilypipeline.collector.store;

import java.util.List;
import java.util.TreeSet;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.Step;
import dev.tavilypipeline.contract.StepName;

/**
 * What a run's steps and calls are found by, as texts that one index can hold. A step counts as in the KPIs: it is one of the
 * canonical execution that was not skipped, and a call of any execution is one of its step if that was reached.
 */
final class WorkTerms {

    private WorkTerms() {
    }

    static List<String> of(Run run) {
        TreeSet<String> terms = new TreeSet<>();
        for (Step step : run.steps()) {
            if (step.status() != Step.State.PENDING && step.status() != Step.State.SKIPPED) {
                terms.add(reached(step.stepName()));
            }
            if (step.status() == Step.State.FAILED) {
                terms.add(failed(step.stepName()));
            }
        }
        run.calls().forEach(call -> {
            terms.add(provider(call.provider()));
            if (terms.contains(reached(call.stepName()))) {
                terms.add(provider(call.provider(), call.stepName()));
            }
        });
        return List.copyOf(terms);
    }

    static String reached(StepName step) {
        return "reached:" + step.wireName();
    }

    static String failed(StepName step) {
        return "failed:" + step.wireName();
    }

    static String provider(String provider) {
        return "provider:" + provider;
    }

    static String provider(String provider, StepName step) {
        return step.wireName() + ":" + provider;
    }
}
