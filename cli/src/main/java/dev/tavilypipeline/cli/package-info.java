/**
 * What {@code ./pipeline research}, {@code kpis}, {@code demo} and {@code smoke} do once the script has found Java: they
 * speak to the services over HTTP as any client would. Results go to standard output, progress to standard error.
 */
package dev.tavilypipeline.cli;
