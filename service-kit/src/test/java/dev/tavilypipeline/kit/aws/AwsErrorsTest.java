package dev.tavilypipeline.kit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;

class AwsErrorsTest {

    private static final String CHAIN = "Unable to load credentials from any of the providers in the chain "
            + "AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(), "
            + "EnvironmentVariableCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): Unable to load credentials "
            + "from system settings. Access key must be specified., EnvironmentVariableCredentialsProvider(): Unable to load "
            + "credentials from system settings. Access key must be specified., ";
    private static final String IMDS = "InstanceProfileCredentialsProvider(): Failed to load credentials from IMDS.]";

    @Test
    void shouldKeepTheReasonOfTheProviderThatIsConfigured() {
        assertThat(AwsErrors.reason(failure(CHAIN + "WebIdentityTokenCredentialsProvider(): Not authorized to perform "
                + "sts:AssumeRoleWithWebIdentity (Service: Sts, Status Code: 403), " + IMDS)))
                .isEqualTo("there are no usable AWS credentials: Not authorized to perform sts:AssumeRoleWithWebIdentity "
                        + "(Service: Sts, Status Code: 403)");
    }

    @Test
    void shouldSayHowToGiveCredentialsWhereNoneAreConfigured() {
        assertThat(AwsErrors.reason(failure(CHAIN + IMDS)))
                .isEqualTo("there are no usable AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give them "
                        + "in a profile or by the role of the machine");
    }

    @Test
    void shouldLeaveOtherReasonsAsTheyAre() {
        assertThat(AwsErrors.noCredentials(failure("Unable to execute HTTP request: Connection refused"))).isEmpty();
        assertThat(AwsErrors.reason(failure("Unable to execute HTTP request: Connection refused\nmore")))
                .isEqualTo("Unable to execute HTTP request: Connection refused");
    }

    private static Throwable failure(String message) {
        return SdkClientException.create(message);
    }
}
