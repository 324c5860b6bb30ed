/** Whether a credential is in the repository. */
package dev.tavilypipeline.bench.secrets;
