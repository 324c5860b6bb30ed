package dev.tavilypipeline.bench.ui;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test a fresh {@link Ui}, and fails it if the browser complained of anything. */
final class UiTest implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private final Map<String, Ui> open = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        open.put(context.getUniqueId(), new Ui(UiInstallation.of(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (Ui ui = open.remove(context.getUniqueId())) {
            if (context.getExecutionException().isEmpty()) {
                ui.assertNoComplaints();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Ui.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return open.get(context.getUniqueId());
    }
}
