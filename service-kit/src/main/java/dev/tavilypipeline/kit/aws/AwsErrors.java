package dev.tavilypipeline.kit.aws;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a request failed, in one sentence without the SDK's padding. */
public final class AwsErrors {

    /** How the messages of the SDK's chain of providers and of its profiles begin; nothing else tells them apart. */
    private static final List<String> NO_CREDENTIALS = List.of("Unable to load credentials", "Failed to load credentials",
            "Profile file contained no credentials");

    /** Between two providers in the message of the chain. */
    private static final Pattern NEXT_PROVIDER = Pattern.compile(", (?=\\w+CredentialsProvider\\()");

    /** What a provider says that nobody has configured. */
    private static final Pattern NOT_CONFIGURED = Pattern.compile("Unable to load credentials from system settings"
            + "|Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE|Profile file contained no credentials"
            + "|Cannot fetch credentials from container - neither|Failed to load credentials from IMDS"
            + "|Unable to contact EC2 metadata service|IMDS credentials have been disabled");

    private AwsErrors() {
    }

    /** Why there are no credentials, where that is the failure. */
    public static Optional<String> noCredentials(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (NO_CREDENTIALS.stream().noneMatch(message::startsWith)) {
            return Optional.empty();
        }
        String providers = message.substring(message.indexOf(") : [") + 1);
        String reasons = NEXT_PROVIDER.splitAsStream(providers).filter(reason -> !NOT_CONFIGURED.matcher(reason).find())
                .map(reason -> oneLine(reason.substring(reason.indexOf("): ") + 3))).collect(Collectors.joining("; "));
        return Optional.of("there are no usable AWS credentials: " + (reasons.isEmpty()
                ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give them in a profile or by the role of the machine"
                : reasons));
    }

    public static String reason(Throwable failure) {
        return noCredentials(failure).orElseGet(() -> oneLine(String.valueOf(failure.getMessage())));
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
