package dev.tavilypipeline.agent.admission;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows the budget of the day. A spent budget is no fault: the service is ready, and its runs end as {@code budget_exceeded}.
 */
@Readiness
@ApplicationScoped
class BudgetCheck implements HealthCheck {

    private final DailyBudget budget;

    BudgetCheck(DailyBudget budget) {
        this.budget = budget;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("daily budget").up();
        if (budget.isLimited()) {
            response.withData("spent_usd", budget.spentUsd().toPlainString())
                    .withData("share_usd", budget.shareUsd().toPlainString())
                    .withData("is_spent", budget.isSpent());
        }
        return response.build();
    }
}
