package dev.tavilypipeline.localstack.tools;

import org.opentest4j.TestAbortedException;

/** What a test throws where a machine lacks a tool: the test is skipped; with {@code CI=true} it fails. */
public final class MissingTool {

    private MissingTool() {
    }

    public static RuntimeException exception(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI=true, and this test cannot run: " + reason);
        }
        return new TestAbortedException(reason);
    }
}
