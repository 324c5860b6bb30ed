/** Where rows go, and when they count as delivered. */
package dev.tavilypipeline.bridge.deliver;
