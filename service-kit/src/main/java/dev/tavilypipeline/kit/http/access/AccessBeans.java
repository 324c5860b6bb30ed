package dev.tavilypipeline.kit.http.access;

import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

class AccessBeans {

    @Produces
    @Singleton
    ApiKeys apiKeys(AccessSettings settings) {
        return settings.apiKeys().orElse(ApiKeys.NONE);
    }

    /** A service that has public paths produces its own. */
    @Produces
    @Singleton
    @DefaultBean
    PublicPaths publicPaths() {
        return new PublicPaths(Set.of(), Set.of());
    }
}
