package dev.tavilypipeline.analytics.session;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.kit.http.access.ApiKeys;

class SessionBeans {

    @Produces
    @Singleton
    SessionTokens sessionTokens(ApiKeys keys, SessionSettings settings) {
        return new SessionTokens(keys, Clock.systemUTC(), settings.lifetime());
    }
}
