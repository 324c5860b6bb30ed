package dev.tavilypipeline.agent.admission;

import java.time.InstantSource;
import java.util.Optional;

/** Budgets for tests of other packages. */
public final class DailyBudgets {

    private DailyBudgets() {
    }

    public static DailyBudget unlimited() {
        return new DailyBudget(Optional.empty(), InstantSource.system());
    }
}
