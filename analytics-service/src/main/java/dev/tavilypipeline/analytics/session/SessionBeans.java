package dev.tavilypipeline.analytics.session;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.kit.http.access.ApiKeys;
import io.github.bucket4j.TimeMeter;

class SessionBeans {

    @Produces
    @Singleton
    SessionTokens sessionTokens(ApiKeys keys, SessionSettings settings) {
        return new SessionTokens(keys, Clock.systemUTC(), settings.lifetime());
    }

    @Produces
    @Singleton
    SignInLimit signInLimit(SessionSettings settings) {
        return new SignInLimit(settings.failures(), settings.failuresPerAddress(), TimeMeter.SYSTEM_NANOTIME);
    }
}
