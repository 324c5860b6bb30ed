/** Dashboards and alert rules of deploy/, compared with what the services expose. */
package dev.tavilypipeline.bench.observability;
