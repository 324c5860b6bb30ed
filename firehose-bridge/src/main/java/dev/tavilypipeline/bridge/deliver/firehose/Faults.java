package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;

import dev.tavilypipeline.bridge.deliver.aws.Credentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells from an exception of the SDK what to do about a call. */
final class Faults {

    private static final Set<String> REFUSALS = Set.of("InvalidArgumentException", "ValidationException", "ValidationError",
            "SerializationException", "RequestEntityTooLargeException");

    private static final Set<String> BARS = Set.of("ResourceNotFoundException", "InvalidKMSResourceException",
            "InvalidSourceException", "AccessDeniedException", "AccessDenied", "NotAuthorized", "UnrecognizedClientException",
            "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "MissingAuthenticationToken",
            "MissingAuthenticationTokenException", "IncompleteSignature", "IncompleteSignatureException", "ExpiredToken",
            "ExpiredTokenException", "RequestExpired", "OptInRequired", "SubscriptionRequiredException",
            "KMSAccessDeniedException",
            "KMSDisabledException", "KMSNotFoundException");

    private static final List<String> THROTTLES = List.of("serviceunavailable", "throttl", "limitexceeded", "slowdown",
            "toomanyrequests", "throughputexceeded");

    private Faults() {
    }

    static Answer answer(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null) {
            return answer(service.awsErrorDetails().errorCode(), String.valueOf(service.awsErrorDetails().errorMessage()));
        }
        return Credentials.complaint(failure).<Answer> map(complaint -> new Answer.Barred("NoCredentials", complaint))
                .orElseGet(() -> new Answer.Failed(failure.getClass().getSimpleName(), firstLine(failure), false));
    }

    private static Answer answer(String code, String message) {
        String reason = code + ": " + message;
        if (REFUSALS.contains(code)) {
            return new Answer.Refused(code, reason);
        }
        return BARS.contains(code) ? new Answer.Barred(code, reason) : new Answer.Failed(code, reason, isThrottle(code));
    }

    static boolean isThrottle(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return THROTTLES.stream().anyMatch(lower::contains);
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
