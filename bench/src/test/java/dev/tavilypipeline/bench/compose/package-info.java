/** The product in containers: docker-compose.yml as it stands, on whatever Docker engine there is. */
package dev.tavilypipeline.bench.compose;
