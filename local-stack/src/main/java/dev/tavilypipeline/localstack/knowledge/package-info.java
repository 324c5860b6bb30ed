/** What the simulator knows: a few pages about each of a hand-written set of real companies, and how they are found. */
package dev.tavilypipeline.localstack.knowledge;
