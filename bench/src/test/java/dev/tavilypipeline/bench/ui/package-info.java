/** The web UI in a real browser, on the packaged services. */
package dev.tavilypipeline.bench.ui;
