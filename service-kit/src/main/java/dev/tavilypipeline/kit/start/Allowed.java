package dev.tavilypipeline.kit.start;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting may be, beside what its type demands. It stands on a method of a {@code @ConfigMapping} interface; a start
 * with
 * another value ends with one sentence that names the environment variable, shows the value and says {@link #fix()}.
 *
 * <p>
 * Without it a number must be a number, a boolean {@code true} or {@code false}, a duration at least a millisecond, and any
 * other
 * type what its converter accepts.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allowed {

    /** The smallest value, written as a user writes it; empty: no limit. */
    String from() default "";

    /** The largest value, written as a user writes it; empty: no limit. */
    String to() default "";

    /** A regular expression that the whole text has to match; empty: any text. */
    String pattern() default "";

    /** The end of the sentence {@code VARIABLE=value cannot work: …}; empty: what the type or its converter says. */
    String fix() default "";

    /** Whether the sentence must not show the value. */
    boolean secret() default false;

    /** Whether a time of zero turns off what is set. */
    boolean offAtZero() default false;
}
