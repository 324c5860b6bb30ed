/** Documents and workflows of the repository. */
package dev.tavilypipeline.bench.documents;
