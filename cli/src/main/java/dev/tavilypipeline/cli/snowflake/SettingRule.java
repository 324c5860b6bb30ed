package dev.tavilypipeline.cli.snowflake;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** What a setting may be. The values become SQL as they stand, so a rule leaves no room for anything else. */
enum SettingRule {
    BUCKET("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of an S3 bucket, without s3://"),
    ROLE_ARN("arn:aws(-[a-z]+)*:iam::\\d{12}:role/[\\w+=,.@/-]+",
            "the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME"),
    PUBLIC_KEY("[A-Za-z0-9+/]+={0,2}",
            "an RSA public key of 2048 bits or more: the lines of its PEM file joined, without BEGIN and END"),
    LAG("[1-9]\\d{0,4} (seconds|minutes?|hours?|days?)",
            "a number with seconds, minutes, hours or days, 60 seconds or more, such as '5 minutes'"),
    NUMBER("[1-9]\\d{0,5}", "a whole number from 1 to 999999"),
    NAME("[A-Za-z_][A-Za-z0-9_$]{0,254}", "a name of letters, digits and _ that Snowflake itself does not use");

    private static final Set<String> TAKEN = Set.of("ACCOUNTADMIN", "SYSADMIN", "SECURITYADMIN", "USERADMIN", "ORGADMIN",
            "GLOBALORGADMIN", "PUBLIC", "SNOWFLAKE", "SNOWFLAKE_SAMPLE_DATA", "INFORMATION_SCHEMA", "COMPUTE_WH");
    private static final int MIN_LAG_SECONDS = 60;
    private static final int MIN_KEY_BITS = 2048;

    private final String form;
    private final String meaning;

    SettingRule(String form, String meaning) {
        this.form = form;
        this.meaning = meaning;
    }

    static SettingRule of(String setting) {
        return switch (setting) {
            case "bucket" -> BUCKET;
            case "aws_role_arn" -> ROLE_ARN;
            case "service_public_key" -> PUBLIC_KEY;
            case "target_lag" -> LAG;
            case "credit_quota", "query_timeout" -> NUMBER;
            default -> NAME;
        };
    }

    boolean allows(String value) {
        return value.matches(form) && switch (this) {
            case PUBLIC_KEY -> isRsaKey(value);
            case LAG -> isLongEnough(value);
            case NAME -> !TAKEN.contains(value.toUpperCase(Locale.ROOT));
            default -> true;
        };
    }

    String meaning() {
        return meaning;
    }

    private static boolean isLongEnough(String lag) {
        String[] parts = lag.split(" ", -1);
        return !parts[1].equals("seconds") || Integer.parseInt(parts[0]) >= MIN_LAG_SECONDS;
    }

    private static boolean isRsaKey(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)) instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() >= MIN_KEY_BITS;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
