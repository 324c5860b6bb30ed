/**
 * The installation on this machine: its settings, its folder, the build, and the processes, which run from copies of the
 * packaged modules so that a build never changes the jars of a running process.
 */
package dev.tavilypipeline.cli.local;
