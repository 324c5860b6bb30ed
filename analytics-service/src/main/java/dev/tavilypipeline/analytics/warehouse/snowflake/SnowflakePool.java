package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import net.snowflake.client.api.driver.SnowflakeDriver;

/**
 * Sessions in Snowflake. Each is opened when it is needed and none was free, is used again, and is closed after a failure, when
 * it was idle for a while, and before Snowflake would end it.
 */
final class SnowflakePool implements AutoCloseable {

    static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration NETWORK_ALLOWANCE = Duration.ofSeconds(2);
    private static final Duration ACQUISITION_TIMEOUT = LOGIN_TIMEOUT.plusSeconds(2);
    private static final Duration CHECKED_AFTER_IDLE = Duration.ofSeconds(30);
    private static final int CHECK_SECONDS = 5;
    private static final Duration CLOSED_AFTER_IDLE = Duration.ofMinutes(15);
    /** A session ends after four hours unless it is kept alive; this also reads replaced keys and tokens. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(210);

    private final AgroalDataSource sessions;
    private final int size;

    SnowflakePool(SnowflakeSettings settings) {
        this.size = settings.connections();
        SnowflakeLogin login = SnowflakeLogin.of(settings);
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool
                        .maxSize(size)
                        .acquisitionTimeout(ACQUISITION_TIMEOUT)
                        .idleValidationTimeout(CHECKED_AFTER_IDLE)
                        .connectionValidator(new Heartbeat())
                        .reapTimeout(CLOSED_AFTER_IDLE)
                        .maxLifetime(MAX_LIFETIME)
                        // failures are rare, and a new session costs less than the doubt about this one
                        .exceptionSorter(failure -> !(failure instanceof SQLWarning))
                        .connectionFactoryConfiguration(factory -> {
                            properties(settings).forEach(factory::jdbcProperty);
                            return factory
                                    .connectionProviderClass(SnowflakeDriver.class)
                                    .jdbcUrl(url(settings))
                                    .loginTimeout(LOGIN_TIMEOUT)
                                    .credential(login)
                                    .addSecurityProvider(each -> each instanceof SnowflakeLogin own ? own.properties() : null);
                        }));
        try {
            this.sessions = AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException("the pool of sessions cannot be made", e);
        }
    }

    static String url(SnowflakeSettings settings) {
        URI address = URI.create(settings.url().orElseGet(
                () -> "https://" + settings.account().orElseThrow() + ".snowflakecomputing.com"));
        return "jdbc:snowflake://" + address.getAuthority() + "/?ssl=" + (address.getScheme().equals("https") ? "on" : "off");
    }

    /** All but how to log in; names in capitals are parameters of the session. */
    static Map<String, String> properties(SnowflakeSettings settings) {
        // Snowflake ends a query first and says so; the second is for a server or network that says nothing
        String statementTimeout = Long.toString(Math.max(1, settings.timeout().minus(NETWORK_ALLOWANCE).toSeconds()));
        String answerTimeout = Long.toString(settings.timeout().toMillis());
        Map<String, String> properties = new TreeMap<>();
        properties.put("account", settings.account().orElseThrow());
        properties.put("warehouse", settings.warehouse().orElseThrow());
        properties.put("db", settings.database().orElseThrow());
        properties.put("schema", settings.schema().orElseThrow());
        settings.role().ifPresent(role -> properties.put("role", role));
        properties.put("application", "tavily-data-pipeline");
        properties.put("loginTimeout", Long.toString(LOGIN_TIMEOUT.toSeconds()));
        properties.put("networkTimeout", answerTimeout);
        properties.put("HTTP_CLIENT_CONNECTION_TIMEOUT", Long.toString(LOGIN_TIMEOUT.toMillis() / 2));
        properties.put("HTTP_CLIENT_SOCKET_TIMEOUT", answerTimeout);
        properties.put("maxHttpRetries", "2");
        properties.put("STATEMENT_TIMEOUT_IN_SECONDS", statementTimeout);
        properties.put("STATEMENT_QUEUED_TIMEOUT_IN_SECONDS", statementTimeout);
        properties.put("ABORT_DETACHED_QUERY", "true");
        properties.put("CLIENT_SESSION_KEEP_ALIVE", "true");
        properties.put("QUERY_TAG", SnowflakeWarehouse.QUERY_TAG);
        // times are UTC without a zone, and a week begins on Monday, whatever the account has set
        properties.put("TIMEZONE", "UTC");
        properties.put("JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", "true");
        properties.put("WEEK_START", "1");
        // nothing is sent to the driver's maker, and the network of no cloud is asked where this process runs
        properties.put("CLIENT_TELEMETRY_ENABLED", "false");
        properties.put("clientOutOfBandTelemetryEnabled", "false");
        properties.put("disablePlatformDetection", "true");
        properties.put("enablePutGet", "false");
        return properties;
    }

    /**
     * @return to be closed, which gives it back
     * @throws WarehouseBusyException if none became free in time
     */
    Connection borrow() throws SQLException {
        try {
            return sessions.getConnection();
        } catch (SQLException e) {
            if (sessions.getMetrics().activeCount() >= size) {
                throw new WarehouseBusyException();
            }
            if (e.getMessage().startsWith("Acquisition timeout")) {
                throw new SQLException("no login within " + ACQUISITION_TIMEOUT.toSeconds() + " s", e);
            }
            throw e;
        }
    }

    /** After a failure: the other sessions may have ended with the one that failed. */
    void closeIdle() {
        sessions.flush(FlushMode.IDLE);
    }

    @Override
    public void close() {
        sessions.close();
    }

    private static final class Heartbeat implements ConnectionValidator {

        @Override
        public boolean isValid(Connection connection) {
            try {
                return connection.isValid(CHECK_SECONDS);
            } catch (SQLException e) {
                return false;
            }
        }
    }
}
