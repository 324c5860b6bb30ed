/** Programs that check deployment files, and that are no part of a Java build. */
package dev.tavilypipeline.bench.tools;
