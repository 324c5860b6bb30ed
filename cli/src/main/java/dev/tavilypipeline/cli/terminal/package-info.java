/** Output for people: results on standard output, progress on standard error. */
package dev.tavilypipeline.cli.terminal;
