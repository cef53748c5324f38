package io.postern.access.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long the work for a call may take before it is answered 604, where it is another time than the 30 seconds (300 for
 * assets) that operations have. Adobe's pages on each group of endpoints, sections on time-outs.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TimeLimit {
    int seconds();
}
