/**
 * The commands of {@code ./pipeline}. The script finds a JDK, builds this module if that is needed, and starts {@link
 * dev.tavilypipeline.cli.Main}. The module depends on none of the services: it starts them as processes and speaks HTTP.
 */
package dev.tavilypipeline.cli;
