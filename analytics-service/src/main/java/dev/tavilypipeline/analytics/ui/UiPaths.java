package dev.tavilypipeline.analytics.ui;

import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.kit.http.access.PublicPaths;

/** The page and its files need no API key: they are the same for everybody, and the form for the key is one of them. */
class UiPaths {

    @Produces
    @Singleton
    PublicPaths publicPaths() {
        return new PublicPaths(Set.of("/", "/index.html", "/favicon.ico", "/favicon.svg", "/session"), Set.of("/static"));
    }
}
