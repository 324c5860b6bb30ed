package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tavilypipeline.kit.aws.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Classifies what the SDK throws. */
final class ErrorClassifier {

    private static final Set<String> REJECTED = Set.of("InvalidArgumentException", "ValidationException", "ValidationError",
            "SerializationException", "RequestEntityTooLargeException", "HTTP 413");

    private static final Set<String> BLOCKED = Set.of("ResourceNotFoundException", "InvalidKMSResourceException",
            "InvalidSourceException", "AccessDeniedException", "AccessDenied", "NotAuthorized", "UnrecognizedClientException",
            "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "MissingAuthenticationToken",
            "MissingAuthenticationTokenException", "IncompleteSignature", "IncompleteSignatureException", "ExpiredToken",
            "ExpiredTokenException", "RequestExpired", "OptInRequired", "SubscriptionRequiredException",
            "KMSAccessDeniedException", "KMSDisabledException", "KMSNotFoundException");

    /** How other services and web servers answer Firehose's requests. */
    private static final Set<String> NO_FIREHOSE = Set.of("UnknownOperationException", "UnknownOperation", "InvalidAction",
            "MethodNotAllowed", "NoSuchBucket", "NotImplemented", "HTTP 400", "HTTP 403", "HTTP 404", "HTTP 405", "HTTP 501");

    private static final List<String> THROTTLED = List.of("serviceunavailable", "throttl", "limitexceeded", "slowdown",
            "toomanyrequests", "throughputexceeded", "http 429");

    private ErrorClassifier() {
    }

    /** @param address that the client was to use, for the reason */
    static PutResult.Failure classify(Throwable failure, String address) {
        if (failure instanceof AwsServiceException answer) {
            return classify(answer, address);
        }
        return AwsErrors
                .noCredentials(failure).<PutResult.Failure> map(reason -> new PutResult.Blocked("NoCredentials", reason))
                .orElseGet(() -> new PutResult.Retryable(failure.getClass().getSimpleName(), AwsErrors.reason(failure), false));
    }

    private static PutResult.Failure classify(AwsServiceException failure, String address) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "HTTP " + failure.statusCode() : details.errorCode();
        String reason = details == null || details.errorMessage() == null ? code : code + ": " + details.errorMessage();
        if (NO_FIREHOSE.contains(code)) {
            return new PutResult.Blocked(code,
                    address + " is no Firehose, it answers " + reason + ": correct AWS_ENDPOINT_URL");
        }
        if (REJECTED.contains(code)) {
            return new PutResult.Rejected(code, reason);
        }
        return BLOCKED.contains(code) ? new PutResult.Blocked(code, reason)
                : new PutResult.Retryable(code, reason, isThrottled(code));
    }

    static boolean isThrottled(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return THROTTLED.stream().anyMatch(lower::contains);
    }
}
