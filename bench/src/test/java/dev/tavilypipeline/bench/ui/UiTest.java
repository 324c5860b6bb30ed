package dev.tavilypipeline.bench.ui;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test a {@link Ui} in a new window, and fails it if the browser complained of anything. */
class UiTest implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private final Map<String, Ui> open = new HashMap<>();

    /** The installation of seeded runs, started once for all tests of this package. */
    UiInstallation installation(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(UiInstallation.class,
                key -> UiInstallation.seeded(), UiInstallation.class);
    }

    /** An installation that is fresh, for one class alone. */
    static final class Fresh extends UiTest {

        @Override
        UiInstallation installation(ExtensionContext context) {
            return context.getParent().orElseThrow().getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Fresh.class, key -> UiInstallation.fresh(), UiInstallation.class);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open.put(context.getUniqueId(), new Ui(Chromium.of(context), installation(context)));
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
