package dev.tavilypipeline.collector.store;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.mongodb.MongoNamespace;

import dev.tavilypipeline.kit.start.DestinationName;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;

/** Refuses at start what could not work later. The platform itself refuses a server's address that is none. */
class StoreSettingsCheck {

    /** Other checks are in beans that need the database. */
    private static final int FIRST = StartOrder.SETTINGS - 1;

    void check(@Observes @Priority(FIRST) StartupEvent start, StoreSettings settings,
            @ConfigProperty(name = LedgerPages.DESTINATION) String destination) {
        DestinationName.of(destination);
        try {
            MongoNamespace.checkDatabaseNameValidity(settings.database());
        } catch (IllegalArgumentException e) {
            throw new SettingRefusedException("PIPELINE_MONGODB_DATABASE", settings.database(), e.getMessage());
        }
    }
}
