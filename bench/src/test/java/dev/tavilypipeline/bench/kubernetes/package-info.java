/** The manifests in deploy/kubernetes, as kubectl renders them: schemas, kube-score, and whether what they name exists. */
package dev.tavilypipeline.bench.kubernetes;
