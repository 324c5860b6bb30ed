/** The simulator's data: a few pages about each of a hand-written set of real companies, and the search for them. */
package dev.tavilypipeline.localstack.knowledge;
