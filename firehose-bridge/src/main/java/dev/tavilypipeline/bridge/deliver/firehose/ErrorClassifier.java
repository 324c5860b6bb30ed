package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;

import dev.tavilypipeline.bridge.deliver.aws.Credentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells from an exception of the SDK what to do about a call. */
final class ErrorClassifier {

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

    private ErrorClassifier() {
    }

    static PutResult answer(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null) {
            return answer(service.awsErrorDetails().errorCode(), String.valueOf(service.awsErrorDetails().errorMessage()));
        }
        return Credentials.complaint(failure).<PutResult> map(complaint -> new PutResult.Barred("NoCredentials", complaint))
                .orElseGet(() -> new PutResult.Failed(failure.getClass().getSimpleName(), firstLine(failure), false));
    }

    private static PutResult answer(String code, String message) {
        String reason = code + ": " + message;
        if (REFUSALS.contains(code)) {
            return new PutResult.Refused(code, reason);
        }
        return BARS.contains(code) ? new PutResult.Barred(code, reason) : new PutResult.Failed(code, reason, isThrottle(code));
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
